using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Web.Lists;
using Orleans;

namespace Conversations.Web.Kept;

/// <summary>
/// A label's new name on the conversations that carry the old one, those that are not closed: read first, then each is told by a command that changes nothing but
/// that label. A call that was cut off is simply made again: it finds those that are left.
/// </summary>
public sealed class LabelRenaming(IGrainFactory grains, ISummaries summaries, IListFreshness lists)
{
    private const int AtOnceMax = 16;

    /// <summary>How many were changed, and how many carry the old name still: they are another call's.</summary>
    public async ValueTask<(int Changed, long Left)> RunAsync(EmployeeId by, string from, string to, CancellationToken cancellationToken)
    {
        var (carriers, total) = await ReadCarriersAsync(by, from, cancellationToken);
        var changed = 0;
        await Parallel.ForEachAsync(carriers, new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax, CancellationToken = cancellationToken }, async (id, _) =>
        {
            var outcome = await grains.GetGrain<IConversationGrain>(id.Value).Execute(new RenameLabel { Id = Guid.NewGuid(), From = from, To = to });
            if (outcome.Summary is { } summary)
            {
                lists.Apply(summary);
            }

            // A no means that it was closed since: what is closed keeps the words it had.
            if (outcome.Rejection is null)
            {
                Interlocked.Increment(ref changed);
            }
        });
        return (changed, Math.Max(0, total - carriers.Count));
    }

    private async ValueTask<(List<ConversationId> Carriers, long Total)> ReadCarriersAsync(EmployeeId by, string label, CancellationToken cancellationToken)
    {
        var carriers = new List<ConversationId>();
        var query = new SummaryQuery { View = "all", Reader = by, Label = label, Sort = "oldest", Limit = Limits.ConversationsPageMax };
        while (true)
        {
            var page = await summaries.QueryAsync(query, cancellationToken);
            carriers.AddRange(page.Items.Select(static row => row.Id));
            if (page.Next is null || carriers.Count >= Limits.LabelRenameMax)
            {
                return (carriers, page.Total);
            }

            query = query with { Cursor = page.Next };
        }
    }
}
