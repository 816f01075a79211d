using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Asks;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Orleans;

namespace Conversations.Grains.Asks;

/// <inheritdoc cref="IAskBeginnerGrain"/>
public sealed class AskBeginnerGrain(IJournal journal) : Grain, IAskBeginnerGrain
{
    /// <summary>Begun first, then let go: whatever is lost in between, they are begun again, and an ask begins once.</summary>
    public async Task Fire(DeadlineRow deadline)
    {
        var id = new ConversationId(this.GetPrimaryKeyString());
        if (await journal.ReadHeadAsync(id.Value, CancellationToken.None) is { } head)
        {
            var state = await Snapshot.RestoreAsync(journal, head, id);
            await Task.WhenAll((state.Asks?.ToBegin(deadline.Epoch) ?? []).Select(seq => BeginAsync(id, state, seq)));
        }

        await GrainFactory.GetGrain<IConversationGrain>(id.Value).Fire(deadline);
    }

    /// <summary>As the entry has it, in the name of whoever asked. A no means that the id is another ask's: then this one can never begin.</summary>
    private async Task BeginAsync(ConversationId id, ConversationState state, long seq)
    {
        var entry = (await journal.ReadEntriesAsync(id.Value, seq - 1, 1, CancellationToken.None)).Single();
        if (EntryReader.Read(entry, state.Thread) is not ColleaguesAsked asked)
        {
            throw new InvalidOperationException($"Entry {seq} of conversation {id} tells of no ask, but of {entry.Kind}.");
        }

        Caller.Current = new Caller(new EmployeeId(entry.Actor.Id), entry.Actor.Name ?? "", Role.Agent, entry.Actor.Via);
        var order = new AskOrder { Id = asked.AskId, Conversation = id, Question = asked.Question, Topics = asked.Topics, Seq = seq, Queue = state.Queue };
        await GrainFactory.GetGrain<IAskGrain>(AskStreams.Key(asked.AskId)).Begin(order);
    }
}
