using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Orleans;

namespace Conversations.Grains.Gestures;

/// <inheritdoc cref="IAllowanceGrain"/>
public sealed class AllowanceGrain(IJournal journal, ISummaries summaries, TimeProvider time) : Grain, IAllowanceGrain
{
    public async Task<GestureAllowance?> Get()
    {
        var caller = Caller.Current ?? throw new InvalidOperationException("An allowance is somebody's.");
        if (await summaries.ReadAsync(new ConversationId(this.GetPrimaryKeyString()), CancellationToken.None) is not { } row || !FloorGiving.MayGive(caller) || !FloorGiving.MayGiveIn(row, caller))
        {
            return null;
        }

        var version = await PolicyState.ReadAsync(journal);
        var policy = version.Parse();
        var team = policy.Kinds.IsEmpty ? "" : (await GrainFactory.GetGrain<IEmployeeGrain>(caller.Employee.Value).Get())?.Team ?? "";
        var parties = new GestureParties(caller.Employee, team, row);
        var now = time.GetUtcNow();
        var rooms = await Task.WhenAll(GestureKinds.All.Where(policy.Kinds.ContainsKey).Select(kind =>
        {
            var caps = policy.Kinds[kind];
            return GestureRooms.ReadAsync(journal, kind, caps, GesturePlan.Of(caps, kind, parties, Guid.Empty, now), isCoSigned: false);
        }));
        return new GestureAllowance(version.Version, policy.Currency, [.. rooms]);
    }
}
