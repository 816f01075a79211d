using System.Collections.Immutable;
using System.Globalization;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

/// <summary>Lists, by looking at every row.</summary>
internal sealed class MemorySummaries(MemoryLine line) : ISummaries
{
    public ValueTask<SummaryRow?> ReadAsync(ConversationId id, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Summary(id.Value), cancellationToken);

    public ValueTask<ImmutableArray<SummaryRow>> ReadManyAsync(ImmutableArray<ConversationId> ids, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Length, Limits.ConversationsPageMax);
        return line.ReadAsync(
            database => ids.Distinct().Select(id => database.Summary(id.Value)).OfType<SummaryRow>().ToImmutableArray(), cancellationToken);
    }

    public ValueTask<SummaryPage> QueryAsync(SummaryQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, Limits.ConversationsPageMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        var after = query.Cursor is null ? default : ReadCursor(query);
        return line.ReadAsync(database => Page(database, query, after), cancellationToken);
    }

    public ValueTask<ImmutableArray<CarriedConversation>> ReadCarriedAsync(EmployeeId owner, CancellationToken cancellationToken) => line.ReadAsync(
        database => database.Summaries.Values.Where(row => row.Owner == owner && ConversationStates.IsOpen(row.State) && row.State != ConversationStates.Snoozed).Take(Limits.CarriedMax)
            .Select(static row => new CarriedConversation(row.Id, row.ChannelKind, row.State, row.LastAt)).ToImmutableArray(),
        cancellationToken);

    public ValueTask<ListCounts> CountAsync(EmployeeId reader, CancellationToken cancellationToken) => line.ReadAsync(
        database => new ListCounts(
            database.Summaries.Values.Count(row => row.Owner == reader && ConversationStates.IsOpen(row.State)),
            database.Summaries.Values.Count(row => row.Unattended),
            database.Summaries.Values.Count(row => row.State != ConversationStates.Closed),
            database.Summaries.Values.Where(IsInQueue).GroupBy(row => row.Queue.Value, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(rows => rows.Key, rows => rows.LongCount(), StringComparer.Ordinal)),
        cancellationToken);

    public ValueTask<ImmutableArray<SummaryRow>> ReadOpenAsync(ConversationId? after, int limit, CancellationToken cancellationToken) => line.ReadAsync(
        database => database.Summaries.Values.Where(row => row.State != ConversationStates.Closed && string.CompareOrdinal(row.Id.Value, after?.Value) > 0)
            .Take(limit).ToImmutableArray(),
        cancellationToken);

    private static SummaryPage Page(MemoryDatabase database, SummaryQuery query, Place after)
    {
        var filtered = database.Summaries.Values.Where(row => IsInView(row, query) && IsNarrowed(row, query)).Select(row => (Row: row, Place: PlaceOf(row, query)))
            .OrderBy(found => found.Place).ToList();
        var rest = filtered.Where(found => query.Cursor is null || found.Place.CompareTo(after) > 0).Take(query.Limit + 1).ToList();
        var items = rest.Take(query.Limit).Select(found => found.Row).ToImmutableArray();
        var next = rest.Count > query.Limit ? string.Create(CultureInfo.InvariantCulture, $"{Mark(query)}.{rest[query.Limit - 1].Place}") : null;
        return new SummaryPage(items, next, filtered.Count);
    }

    private static bool IsInQueue(SummaryRow row) => row.Owner is null && ConversationStates.IsOpen(row.State);

    private static bool IsInView(SummaryRow row, SummaryQuery query) => query.View switch
    {
        "mine" => row.Owner == query.Reader && ConversationStates.IsOpen(row.State),
        "unattended" => row.Unattended,
        "queue" => IsInQueue(row),
        "all" => (row.State == ConversationStates.Closed) == (query.State == ConversationStates.Closed),
        _ => throw new ArgumentException($"There is no view {query.View}.", nameof(query)),
    };

    private static bool IsNarrowed(SummaryRow row, SummaryQuery query) =>
        (query.Queue is not { } queue || row.Queue == queue) && (query.State is not { } state || row.State == state)
        && (query.Owner is not { } owner || row.Owner == owner) && (query.Label is not { } label || row.Labels.Contains(label))
        && (query.Words is not { } words || row.Id.Value == words || Shown(row).Any(text => text.Contains(words, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Shown(SummaryRow row) => new[] { row.Customer.Name, row.Customer.Handle, row.Thread, row.LastText }.OfType<string>();

    private static Place PlaceOf(SummaryRow row, SummaryQuery query) => query.Sort switch
    {
        "timeLeft" => new Place((row.DueAt ?? DateTimeOffset.MaxValue).UtcTicks, (row.WaitingSince ?? DateTimeOffset.MaxValue).UtcTicks, row.Id.Value),
        "oldest" => new Place(row.LastAt.UtcTicks, 0, row.Id.Value),
        "newest" => new Place(-row.LastAt.UtcTicks, 0, row.Id.Value),
        _ => throw new ArgumentException($"There is no sort {query.Sort}.", nameof(query)),
    };

    private static Place ReadCursor(SummaryQuery query)
    {
        var parts = query.Cursor!.Split('.', 4);
        return parts.Length == 4 && parts[0] == Mark(query) && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var first)
            && long.TryParse(parts[2], CultureInfo.InvariantCulture, out var second)
            && !parts[3].Any(char.IsControl)
            ? new Place(first, second, parts[3])
            : throw new InvalidCursorException();
    }

    private static string Mark(SummaryQuery query) => TextHash.Of((query with { Cursor = null, Limit = 1 }).ToString()).ToString("x8", CultureInfo.InvariantCulture);

    private readonly record struct Place(long First, long Second, string Id) : IComparable<Place>
    {
        public int CompareTo(Place other)
        {
            var order = First.CompareTo(other.First);
            order = order != 0 ? order : Second.CompareTo(other.Second);
            return order != 0 ? order : string.CompareOrdinal(Id, other.Id);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}.{Second}.{Id}");
    }
}
