using Orleans;

namespace Conversations.Contracts.Conversations;

/// <summary>
/// Hand a conversation to a colleague, or to another queue whose people may take it. Its owner stays owner, and accountable, until somebody takes it; at the deadline it
/// comes back by itself. Ordered by the owner or, with the right to take from others, for her. The edge has checked that the colleague, or the queue, exists.
/// </summary>
[GenerateSerializer, Immutable, Alias("conv.OfferHandover")]
public sealed record OfferHandover : ConversationCommand
{
    /// <summary>Exactly one of this and <see cref="ToQueue"/>.</summary>
    [Id(0)] public EmployeeId? To { get; init; }
    [Id(1)] public QueueId? ToQueue { get; init; }

    /// <summary>What whoever takes it should know; may be empty. At most <see cref="Limits.HandoverSummaryCodePointsMax"/>.</summary>
    [Id(2)] public string Summary { get; init; } = "";

    /// <summary>How long it may wait to be taken, <see cref="Limits.HandoverSecondsMin"/>–<see cref="Limits.HandoverSecondsMax"/>.</summary>
    [Id(3)] public int Seconds { get; init; } = Limits.HandoverSecondsDefault;
}

/// <summary>Take what is handed to oneself, or to a queue.</summary>
[GenerateSerializer, Immutable, Alias("conv.AcceptHandover")]
public sealed record AcceptHandover : ConversationCommand;

/// <summary>Give back what is handed to oneself, or to a queue, untaken.</summary>
[GenerateSerializer, Immutable, Alias("conv.ReturnHandover")]
public sealed record ReturnHandover : ConversationCommand
{
    /// <summary>Why, in her own words; may be empty.</summary>
    [Id(0)] public string Reason { get; init; } = "";
}

/// <summary>The giver keeps it after all.</summary>
[GenerateSerializer, Immutable, Alias("conv.WithdrawHandover")]
public sealed record WithdrawHandover : ConversationCommand;

/// <summary>Make the link by which the customer follows who has it; where there is one, it is answered again.</summary>
[GenerateSerializer, Immutable, Alias("conv.MakeTrackingLink")]
public sealed record MakeTrackingLink : ConversationCommand;

/// <summary>The link leads nowhere any more.</summary>
[GenerateSerializer, Immutable, Alias("conv.RevokeTrackingLink")]
public sealed record RevokeTrackingLink : ConversationCommand;
