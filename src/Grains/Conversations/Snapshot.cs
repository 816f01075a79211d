using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Asks;

namespace Conversations.Grains.Conversations;

/// <summary>The decision state out of a head row: as it stands there, or rebuilt from the entries when its shape is older than this program's.</summary>
internal static class Snapshot
{
    public static async Task<ConversationState> RestoreAsync(IJournal journal, StreamHead head, ConversationId id)
    {
        if (head.StateShape == ConversationState.Shape)
        {
            return StateCodec.Read(head.State);
        }

        if (head.StateShape > ConversationState.Shape)
        {
            throw new InvalidOperationException($"Conversation {id} was written by a newer program (shape {head.StateShape}).");
        }

        return await RebuildAsync(journal, head, id);
    }

    /// <summary>
    /// All that entries tell comes from the entries alone: whatever the old snapshot says of it is of its end, not of the beginning they are replayed
    /// from. What entries do not hold is read from the old snapshot, which is of the same moment; its members never change their meaning.
    /// </summary>
    private static async Task<ConversationState> RebuildAsync(IJournal journal, StreamHead head, ConversationId id)
    {
        var old = StateCodec.Read(head.State);
        var state = new ConversationState
        {
            Head = 0,
            Channel = old.Channel,
            ChannelKind = old.ChannelKind,
            Thread = old.Thread,
            Queue = old.Queue,
            CreatedAt = old.CreatedAt,
        };
        while (state.Head < head.Head)
        {
            var entries = await journal.ReadEntriesAsync(id.Value, state.Head, Limits.EntriesPageMax, CancellationToken.None);
            if (entries.IsEmpty)
            {
                throw new InvalidOperationException($"Conversation {id} has no entry {state.Head + 1}, though its head is {head.Head}.");
            }

            foreach (var entry in entries)
            {
                state = ConversationApply.Apply(state, EntryReader.Read(entry, state.Thread), entry.Actor, entry.At);
            }
        }

        return state with
        {
            LeaseUntil = old.LeaseUntil,
            Asks = AskBook.Remember(state.Asks, old.Asks),
            ReplyTargetSeconds = old.ReplyTargetSeconds,
            Words = old.Words == StateWords.Erased ? StateWords.Erased : state.Words,
        };
    }
}
