using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Microsoft.Extensions.Options;
using Orleans;

namespace Conversations.Grains.Floor;

/// <inheritdoc cref="IFloorResultsGrain"/>
public sealed class FloorResultsGrain(IJournal journal, IOptions<ConversationOptions> options) : Grain, IFloorResultsGrain
{
    /// <summary>Told first, then let go: whatever is lost in between, they are told again under the same keys, which count once.</summary>
    public async Task Fire(DeadlineRow deadline)
    {
        var id = new ConversationId(this.GetPrimaryKeyString());
        if (await journal.ReadHeadAsync(id.Value, CancellationToken.None) is { } head)
        {
            var state = await Snapshot.RestoreAsync(journal, head, id);
            foreach (var pending in FloorDecisions.Ripe(state.Floor, deadline, options.Value))
            {
                var kind = pending.IsBad ? FloorResults.AnsweredBadly : pending.Kind;
                await GrainFactory.GetGrain<IFloorPersonGrain>(pending.Employee.Value).Record(new FloorResult($"{id.Value}:{pending.Seq}", kind, id));
            }
        }

        await GrainFactory.GetGrain<IConversationGrain>(id.Value).Fire(deadline);
    }
}
