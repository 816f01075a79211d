using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Conversations;

/// <summary>Who has a conversation, who had it, and to whom it is being handed.</summary>
[GenerateSerializer, Immutable, Alias("conv.CustodyView")]
public sealed record CustodyView
{
    /// <summary>Null while it is its queue's: then the queue's duty person is accountable.</summary>
    [Id(0)] public EmployeeId? Owner { get; init; }
    [Id(1)] public required QueueId Queue { get; init; }

    /// <summary>Since when that is so; null where it was not written down yet.</summary>
    [Id(2)] public DateTimeOffset? Since { get; init; }
    [Id(3)] public required string State { get; init; }
    [Id(4)] public HandoverView? Handover { get; init; }

    /// <summary>How often it came back to somebody who had had it, or was given back by whom it was handed to.</summary>
    [Id(5)] public required int PingPong { get; init; }

    /// <summary>Seconds for which a customer waited for somebody who was gone, beyond the grace.</summary>
    [Id(6)] public required long OrphanSeconds { get; init; }

    /// <summary>Whoever had it before, oldest first, at most <see cref="Limits.CustodySpansMax"/>.</summary>
    [Id(7)] public ImmutableArray<CustodyPart> Past { get; init; } = [];
    [Id(8)] public DateTimeOffset? WaitingSince { get; init; }
    [Id(9)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>Of the link that leads here; null when there is none.</summary>
    [Id(10)] public Guid? TrackingLink { get; init; }

    /// <summary>What the customer was promised and is not settled, earliest first.</summary>
    [Id(11)] public ImmutableArray<PromisedLine> Promises { get; init; } = [];

    /// <summary>Seq of the entry it is true of.</summary>
    [Id(12)] public required long Head { get; init; }
}

/// <param name="To">Null when it is handed to a queue.</param>
/// <param name="Seq">Of the entry that offered it.</param>
[GenerateSerializer, Immutable, Alias("conv.HandoverView")]
public sealed record HandoverView(
    [property: Id(0)] EmployeeId From,
    [property: Id(1)] EmployeeId? To,
    [property: Id(2)] QueueId? ToQueue,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] DateTimeOffset Until,
    [property: Id(5)] long Seq,
    [property: Id(6)] string Summary);

/// <param name="Employee">Null: it was its queue's.</param>
[GenerateSerializer, Immutable, Alias("conv.CustodyPart")]
public sealed record CustodyPart([property: Id(0)] EmployeeId? Employee, [property: Id(1)] DateTimeOffset Since, [property: Id(2)] DateTimeOffset Until);

/// <param name="State">open, dueSoon or broken.</param>
[GenerateSerializer, Immutable, Alias("conv.PromisedLine")]
public sealed record PromisedLine([property: Id(0)] string Text, [property: Id(1)] DateTimeOffset DueAt, [property: Id(2)] string State);
