using Conversations.Contracts;
using Conversations.Contracts.Ports;

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

        // What the entries do not hold (channel, queue, target) is read from the old snapshot; its members never change their meaning.
        var state = StateCodec.Read(head.State) with { Head = 0, OpenReplies = [], RecentMessages = [], Replies = 0, Owner = null, Epoch = 0 };
        while (state.Head < head.Head)
        {
            foreach (var entry in await journal.ReadEntriesAsync(id.Value, state.Head, Limits.EntriesPageMax, CancellationToken.None))
            {
                state = ConversationApply.Apply(state, EntryReader.Read(entry, state.Thread), entry.Actor, entry.At);
            }
        }

        return state;
    }
}
