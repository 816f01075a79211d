using Conversations.Contracts;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;
using Conversations.Web.Lists;

namespace Conversations.Web.Feed;

/// <summary>
/// All that this node shows live: lists and open threads. News come from committed batches (told or read) and from the answers of this node's own
/// commands; in any order, any number of times.
/// </summary>
public sealed class LiveState(LiveLists lists, ConversationTails tails) : IListFreshness
{
    /// <summary>A reply failed, or nobody knows of it, or one was settled.</summary>
    public event Action? RepliesMoved;

    /// <summary>Something was offered, or an offer ended.</summary>
    public event Action<CommittedAppend>? OffersMoved;

    /// <summary>Something was written down of how that person stands on the open floor.</summary>
    public event Action<EmployeeId>? FloorStandingMoved;

    public void Apply(CommittedBatch batch)
    {
        foreach (var append in batch.Appends)
        {
            if (FloorStreams.PersonOf(append.Stream) is { } person)
            {
                FloorStandingMoved?.Invoke(person);
            }

            if (append.Summary is { } summary)
            {
                lists.Apply(summary);
            }

            if (!append.Entries.IsDefaultOrEmpty && ConversationIds.HasShape(append.Stream))
            {
                tails.Apply(append.Stream, append.Entries);
                if (append.Entries.Any(MovesReply))
                {
                    RepliesMoved?.Invoke();
                }

                if (append.Entries.Any(static entry => entry.Kind is EntryKinds.Offered or EntryKinds.OfferEnded))
                {
                    OffersMoved?.Invoke(append);
                }
            }
        }
    }

    public void Apply(SummaryRow row)
    {
        lists.Apply(row);
        tails.Hint(row.Id.Value, row.Head);
    }

    /// <summary>What was sent as it should be is none of it; that it arrived may settle one of which nobody knew.</summary>
    private static bool MovesReply(EntryRow entry) => entry.Kind switch
    {
        EntryKinds.ReplyFailed or EntryKinds.ReplyUnknown or EntryKinds.ReplyRetried or EntryKinds.ReplyCancelled => true,
        EntryKinds.ReplyDelivered or EntryKinds.ReplyRead => true,
        EntryKinds.ReplySent => entry.Actor.Kind == "employee",
        _ => false,
    };
}
