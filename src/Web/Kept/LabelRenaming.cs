using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Web.Lists;
using Orleans;

namespace Conversations.Web.Kept;

/// <summary>
/// A label's new name on the conversations that carry the old one, the closed ones after the others, and then in the saved filters: read first, then each is told
/// by a command that changes nothing but that label. A call that was cut off is simply made again: it finds those that are left.
/// </summary>
public sealed class LabelRenaming(IGrainFactory grains, ISummaries summaries, IListFreshness lists, FilterRenaming filters)
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

            if (outcome.Rejection is null)
            {
                Interlocked.Increment(ref changed);
            }
        });
        var left = Math.Max(0, total - carriers.Count);
        if (left == 0)
        {
            await filters.RunAsync(from, to, cancellationToken);
        }

        return (changed, left);
    }

    private async ValueTask<(List<ConversationId> Carriers, long Total)> ReadCarriersAsync(EmployeeId by, string label, CancellationToken cancellationToken)
    {
        var (carriers, total) = (new List<ConversationId>(), 0L);
        foreach (var state in new[] { null, ConversationStates.Closed })
        {
            var query = new SummaryQuery { View = "all", State = state, Reader = by, Label = label, Sort = "oldest", Limit = Limits.ConversationsPageMax };
            SummaryPage page;
            do
            {
                page = await summaries.QueryAsync(query, cancellationToken);
                carriers.AddRange(page.Items.Select(static row => row.Id).Take(Limits.LabelRenameMax - carriers.Count));
                query = query with { Cursor = page.Next };
            }
            while (page.Next is not null && carriers.Count < Limits.LabelRenameMax);
            total += page.Total;
        }

        return (carriers, total);
    }
}
