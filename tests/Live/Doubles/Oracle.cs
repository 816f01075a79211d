using System.Collections.Immutable;
using System.Globalization;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Live.Tests.Doubles;

/// <summary>Lists and counts by the words of the contract, by looking at every row.</summary>
public static class Oracle
{
    public static SummaryPage Page(IEnumerable<SummaryRow> rows, SummaryQuery query)
    {
        var all = Sorted(rows.Where(row => IsInView(row, query) && Passes(row, query)), query.Sort).ToList();
        var from = query.Cursor is null ? 0 : int.Parse(query.Cursor, CultureInfo.InvariantCulture);
        var upTo = Math.Min(all.Count, from + query.Limit);
        var next = upTo < all.Count ? upTo.ToString(CultureInfo.InvariantCulture) : null;
        return new SummaryPage([.. all[Math.Min(from, upTo)..upTo]], next, all.Count);
    }

    public static ListCounts Count(IEnumerable<SummaryRow> rows, EmployeeId reader)
    {
        var open = rows.Where(static row => row.State != ConversationStates.Closed).ToList();
        return new ListCounts(
            open.Count(row => row.Owner == reader && ConversationStates.IsOpen(row.State)),
            open.Count(static row => row.Unattended),
            open.Count,
            open.Where(static row => row.Owner is null && ConversationStates.IsOpen(row.State)).GroupBy(static row => row.Queue.Value)
                .ToImmutableSortedDictionary(static queue => queue.Key, static queue => queue.LongCount(), StringComparer.Ordinal));
    }

    private static bool IsInView(SummaryRow row, SummaryQuery query) => query.View switch
    {
        "mine" => row.Owner == query.Reader && ConversationStates.IsOpen(row.State),
        "unattended" => row.Unattended,
        "queue" => row.Owner is null && ConversationStates.IsOpen(row.State),
        _ => query.State == ConversationStates.Closed || row.State != ConversationStates.Closed,
    };

    private static bool Passes(SummaryRow row, SummaryQuery query) =>
        (query.Queue is null || row.Queue == query.Queue)
        && (query.State is null || row.State == query.State)
        && (query.Owner is null || row.Owner == query.Owner)
        && (query.Label is null || row.Labels.Contains(query.Label))
        && (query.Words is null || Has(row, query.Words));

    private static bool Has(SummaryRow row, string words) =>
        new[] { row.Customer.Name, row.Customer.Handle, row.Thread, row.LastText }.Any(text => text?.Contains(words, StringComparison.OrdinalIgnoreCase) ?? false)
        || row.Id.Value == words;

    private static IEnumerable<SummaryRow> Sorted(IEnumerable<SummaryRow> rows, string sort)
    {
        var last = DateTimeOffset.MaxValue;
        return (sort switch
        {
            "timeLeft" => rows.OrderBy(row => row.DueAt ?? last).ThenBy(row => row.WaitingSince ?? last),
            "oldest" => rows.OrderBy(static row => row.LastAt),
            _ => rows.OrderByDescending(static row => row.LastAt),
        }).ThenBy(static row => row.Id.Value, StringComparer.Ordinal);
    }
}
