using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Web.Lists;

namespace Conversations.Web.Feed;

/// <summary>
/// All that this node shows live: lists and open threads. News come from committed batches (told or read) and from the answers of this node's own
/// commands; in any order, any number of times.
/// </summary>
public sealed class LiveState(LiveLists lists, ConversationTails tails) : IListFreshness
{
    public void Apply(CommittedBatch batch)
    {
        foreach (var append in batch.Appends)
        {
            if (append.Summary is { } summary)
            {
                lists.Apply(summary);
            }

            if (!append.Entries.IsDefaultOrEmpty && ConversationIds.HasShape(append.Stream))
            {
                tails.Apply(append.Stream, append.Entries);
            }
        }
    }

    public void Apply(SummaryRow row)
    {
        lists.Apply(row);
        tails.Hint(row.Id.Value, row.Head);
    }
}
