using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Orleans;

namespace Conversations.Contracts.Conversations;

/// <summary>The answer to a command: a result or a rejection, and the summary as of this answer, which the web node's index must not be behind.</summary>
[GenerateSerializer, Immutable, Alias("conv.CommandOutcome")]
public sealed record CommandOutcome
{
    [Id(0)] public CommandResult? Result { get; init; }
    [Id(1)] public Rejection? Rejection { get; init; }
    [Id(2)] public SummaryRow? Summary { get; init; }
}

/// <summary>What a done command is answered, the first time and every later one.</summary>
[GenerateSerializer, Immutable, Alias("conv.CommandResult")]
public sealed record CommandResult
{
    /// <summary>Of the entry it made, or the head where it changed nothing.</summary>
    [Id(0)] public required long Seq { get; init; }

    /// <summary>With claim.</summary>
    [Id(1)] public long? Epoch { get; init; }

    /// <summary>With claim.</summary>
    [Id(2)] public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>With reply: pending or held.</summary>
    [Id(3)] public string? Delivery { get; init; }

    /// <summary>With a tracking link: its id, of which the edge makes the address.</summary>
    [Id(7)] public Guid? TrackingLink { get; init; }
}

/// <summary>A customer's messages of one thread, in order, with where new conversations of this channel belong.</summary>
[GenerateSerializer, Immutable, Alias("conv.ReceiveMessages")]
public sealed record ReceiveMessages
{
    [Id(0)] public required ChannelId Channel { get; init; }
    [Id(1)] public required string ChannelKind { get; init; }
    [Id(2)] public required QueueId Queue { get; init; }

    /// <summary>The queue's promise of a first word, seconds from the message; null = none.</summary>
    [Id(3)] public int? ReplyTargetSeconds { get; init; }

    /// <summary>1 … <see cref="Limits.WebhookItemsMax"/>, all of one thread.</summary>
    [Id(4)] public required ImmutableArray<InboundMessage> Messages { get; init; }
}

/// <param name="Duplicate">True when that id was stored before; the seq is then the first one's.</param>
[GenerateSerializer, Immutable, Alias("conv.MessagePlace")]
public sealed record MessagePlace([property: Id(0)] long Seq, [property: Id(1)] bool Duplicate);

[GenerateSerializer, Immutable, Alias("conv.ReceiveOutcome")]
public sealed record ReceiveOutcome
{
    /// <summary>One for each message, in their order, all committed.</summary>
    [Id(0)] public required ImmutableArray<MessagePlace> Places { get; init; }
    [Id(1)] public SummaryRow? Summary { get; init; }
}

/// <summary>How a send ended, told by the delivery of the channel, or by the network later.</summary>
[GenerateSerializer, Immutable, Alias("conv.DeliveryReport")]
public sealed record DeliveryReport
{
    [Id(0)] public required Guid ReplyId { get; init; }

    /// <summary>sent, failed, unknown, delivered or read.</summary>
    [Id(1)] public required string Status { get; init; }

    /// <summary>Of the send that ended; null when the network tells of its own accord.</summary>
    [Id(2)] public int? Attempt { get; init; }
    [Id(3)] public string? ProviderId { get; init; }

    /// <summary>A slug, no text of others.</summary>
    [Id(4)] public string? Reason { get; init; }

    /// <summary>Which send the attempt is of (<see cref="Ports.OutboxRow.CreatedAt"/>); null from whoever does not say.</summary>
    [Id(5)] public DateTimeOffset? SendOf { get; init; }
}
