using System.Collections.Immutable;
using Conversations.Contracts;

namespace Conversations.Grains.Handovers;

/// <summary>Who has a conversation and since when, who had it, and to whom it is being handed. Made of its entries alone.</summary>
public sealed record CustodyBook
{
    public static readonly CustodyBook None = new();

    public Handover? Pending { get; init; }

    /// <summary>Since when its owner, or its queue, has it; null in what was written before this was.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Oldest first; of more than <see cref="Limits.CustodySpansMax"/> the newest.</summary>
    public ImmutableArray<CustodySpan> Past { get; init; } = [];
    public int PingPong { get; init; }
    public long OrphanSeconds { get; init; }

    /// <summary>Of the link by which the customer follows it; null when there is none.</summary>
    public Guid? TrackingLink { get; init; }
}

/// <summary>Offered and not yet taken. What its giver wrote stands with the erasable words.</summary>
/// <param name="From">The owner, who stays it until somebody takes the conversation.</param>
/// <param name="To">Null when <paramref name="ToQueue"/> is set.</param>
/// <param name="Seq">Of the entry that offered it, and epoch of its deadline.</param>
public sealed record Handover(EmployeeId From, EmployeeId? To, QueueId? ToQueue, DateTimeOffset At, DateTimeOffset Until, long Seq);

/// <param name="Employee">Null: it was its queue's.</param>
public sealed record CustodySpan(EmployeeId? Employee, DateTimeOffset Since, DateTimeOffset Until);
