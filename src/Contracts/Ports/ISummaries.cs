using System.Collections.Immutable;

namespace Conversations.Contracts.Ports;

/// <summary>Reads of the summary table. Never older than the newest acknowledged append.</summary>
public interface ISummaries
{
    ValueTask<SummaryRow?> ReadAsync(ConversationId id, CancellationToken cancellationToken);

    /// <summary>Those of the ids that exist (at most <see cref="Limits.ConversationsPageMax"/>), in no order.</summary>
    ValueTask<ImmutableArray<SummaryRow>> ReadManyAsync(ImmutableArray<ConversationId> ids, CancellationToken cancellationToken);

    ValueTask<SummaryPage> QueryAsync(SummaryQuery query, CancellationToken cancellationToken);

    /// <summary>What she owns, open and not laid aside, in no order; more than <see cref="Limits.CarriedMax"/> are not told.</summary>
    ValueTask<ImmutableArray<CarriedConversation>> ReadCarriedAsync(EmployeeId owner, CancellationToken cancellationToken);

    ValueTask<ListCounts> CountAsync(EmployeeId reader, CancellationToken cancellationToken);

    /// <summary>All conversations that are not closed, in pages by id: what a web node loads its index from.</summary>
    ValueTask<ImmutableArray<SummaryRow>> ReadOpenAsync(ConversationId? after, int limit, CancellationToken cancellationToken);
}

/// <summary>
/// Views: mine = owned by <see cref="Reader"/>, not resolved or closed; unattended = <see cref="SummaryRow.Unattended"/>; queue = open,
/// unowned, in <see cref="Queue"/> (in any queue when that is null); all = not closed (with a <see cref="State"/> filter of closed: the closed ones).
/// Other members narrow the view; null does not.
/// </summary>
public sealed record SummaryQuery
{
    public required string View { get; init; }
    public required EmployeeId Reader { get; init; }
    public QueueId? Queue { get; init; }
    public string? State { get; init; }
    public EmployeeId? Owner { get; init; }
    public string? Label { get; init; }

    /// <summary>Part of customer name, handle, thread, last text, or the whole id; case does not matter.</summary>
    public string? Words { get; init; }

    /// <summary>timeLeft = dueAt ascending (absent last), then waitingSince (absent last), then id. oldest = lastAt ascending, then id; newest = lastAt descending, then id.</summary>
    public required string Sort { get; init; }

    /// <summary>1 … <see cref="Limits.ConversationsPageMax"/>.</summary>
    public required int Limit { get; init; }

    /// <summary>The <see cref="SummaryPage.Next"/> of the page before, for the same query.</summary>
    public string? Cursor { get; init; }
}

/// <summary>As much of a summary as decides what it weighs for its owner.</summary>
/// <param name="LastAt">Of the newest message.</param>
public readonly record struct CarriedConversation(ConversationId Id, string ChannelKind, string State, DateTimeOffset LastAt);

/// <param name="Next">Null on the last page.</param>
/// <param name="Total">Of the whole filter.</param>
public sealed record SummaryPage(ImmutableArray<SummaryRow> Items, string? Next, long Total);

/// <param name="Queues">Open, unowned conversations by queue; queues with none may be absent.</param>
public sealed record ListCounts(long Mine, long Unattended, long All, ImmutableSortedDictionary<string, long> Queues);

/// <summary>A cursor that this query did not make.</summary>
public sealed class InvalidCursorException() : Exception("The cursor is not one of this query.");
