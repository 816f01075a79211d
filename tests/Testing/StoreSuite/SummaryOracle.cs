using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.StoreSuite;

/// <summary>What a list must show, by looking at every row: slow and plainly right.</summary>
public static class SummaryOracle
{
    private static readonly string[] States =
    [
        ConversationStates.New, ConversationStates.Offered, ConversationStates.Owned, ConversationStates.WaitingCustomer,
        ConversationStates.WaitingInternal, ConversationStates.Snoozed, ConversationStates.Resolved, ConversationStates.Closed,
    ];

    private static readonly string[] Words = ["Ana", "ana", "böse", "GELD", "%", "_", "geld zurück", "zzz", "@an"];

    public static List<SummaryRow> Rows(Random random, int count) => [.. Enumerable.Range(1, count).Select(i => Row(random, i))];

    public static IEnumerable<SummaryQuery> Queries(Random random, int count) => Enumerable.Range(0, count).Select(_ => new SummaryQuery
    {
        View = Pick(random, "mine", "unattended", "queue", "all"),
        Reader = new EmployeeId($"employee-{random.Next(4)}"),
        Queue = Maybe(random, 3) ? new QueueId($"queue-{random.Next(4)}") : null,
        State = Maybe(random, 4) ? Pick(random, States) : null,
        Owner = Maybe(random, 6) ? new EmployeeId($"employee-{random.Next(4)}") : null,
        Label = Maybe(random, 5) ? Pick(random, "vip", "refund", "re", "a,b") : null,
        Words = Maybe(random, 5) ? Pick(random, [.. Words, Sample.Stream(5)]) : null,
        Sort = Pick(random, "timeLeft", "oldest", "newest"),
        Limit = Pick(random, 1, 7, 50, 200),
    });

    public static List<string> Answer(IEnumerable<SummaryRow> rows, SummaryQuery query)
    {
        var shown = rows.Where(row => IsIn(row, query) && Narrows(row, query));
        var ordered = query.Sort switch
        {
            "timeLeft" => shown.OrderBy(r => r.DueAt ?? DateTimeOffset.MaxValue).ThenBy(r => r.WaitingSince ?? DateTimeOffset.MaxValue),
            "oldest" => shown.OrderBy(r => r.LastAt),
            _ => shown.OrderByDescending(r => r.LastAt),
        };
        return [.. ordered.ThenBy(r => r.Id.Value, StringComparer.Ordinal).Select(r => r.Id.Value)];
    }

    public static ListCounts Count(IReadOnlyCollection<SummaryRow> rows, EmployeeId reader) => new(
        rows.Count(r => r.Owner == reader && ConversationStates.IsOpen(r.State)),
        rows.Count(r => r.Unattended),
        rows.Count(r => r.State != ConversationStates.Closed),
        System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            rows.Where(r => r.Owner is null && ConversationStates.IsOpen(r.State)).GroupBy(r => r.Queue.Value).Select(g => KeyValuePair.Create(g.Key, g.LongCount()))));

    private static bool IsIn(SummaryRow row, SummaryQuery query) => query.View switch
    {
        "mine" => row.Owner == query.Reader && ConversationStates.IsOpen(row.State),
        "unattended" => row.Unattended,
        "queue" => row.Owner is null && ConversationStates.IsOpen(row.State),
        _ => row.State != ConversationStates.Closed || query.State == ConversationStates.Closed,
    };

    private static bool Narrows(SummaryRow row, SummaryQuery query) =>
        (query.Queue is null || row.Queue == query.Queue) && (query.State is null || row.State == query.State)
        && (query.Owner is null || row.Owner == query.Owner) && (query.Label is null || row.Labels.Contains(query.Label))
        && (query.Words is null || HasWords(row, query.Words));

    private static bool HasWords(SummaryRow row, string words) => row.Id.Value == words
        || new[] { row.Customer.Name, row.Customer.Handle, row.Thread, row.LastText }.Any(text => text?.Contains(words, StringComparison.OrdinalIgnoreCase) == true);

    private static SummaryRow Row(Random random, int number)
    {
        var state = Pick(random, States);
        return Sample.Summary(Sample.Stream(number)) with
        {
            State = state,
            Owner = Maybe(random, 2) ? new EmployeeId($"employee-{random.Next(4)}") : null,
            Queue = new QueueId($"queue-{random.Next(4)}"),
            Labels = Pick<System.Collections.Immutable.ImmutableArray<string>>(random, [], ["vip"], ["refund", "vip"], ["a,b"], ["a", "b"]),
            Thread = Pick(random, "thread-1", "Geld", "böse Welt"),
            Customer = new CustomerView { Id = "c", Name = Pick(random, "Ana", "Bo", null), Handle = Pick(random, "@ana", "@bo", null) },
            LastText = Pick(random, "100 %", "Geld zurück", "a_b", ""),
            LastAt = Sample.Now.AddSeconds(random.Next(20)),
            DueAt = Maybe(random, 2) ? Sample.Now.AddSeconds(random.Next(10)) : null,
            WaitingSince = Maybe(random, 2) ? Sample.Now.AddSeconds(random.Next(5)) : null,
            Unattended = ConversationStates.IsOpen(state) && Maybe(random, 2),
        };
    }

    private static bool Maybe(Random random, int oneIn) => random.Next(oneIn) == 0;

    private static T Pick<T>(Random random, params ReadOnlySpan<T> values) => values[random.Next(values.Length)];
}
