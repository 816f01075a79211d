using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Orleans;

namespace Conversations.Contracts;

/// <summary>A customer's words as a channel's receiver read them, already within limits and free of NUL and lone surrogates.</summary>
[GenerateSerializer, Immutable, Alias("conv.InboundMessage")]
public sealed record InboundMessage
{
    /// <summary>Unique within the thread; the same id again is the duplicate.</summary>
    [Id(0)] public required string ExternalId { get; init; }
    [Id(1)] public required string Thread { get; init; }

    /// <summary>public or private.</summary>
    [Id(2)] public required string Visibility { get; init; }
    [Id(3)] public required string Text { get; init; }

    /// <summary>The sender's own time; null when absent, unreadable or absurd.</summary>
    [Id(4)] public DateTimeOffset? SentAt { get; init; }
    [Id(5)] public required CustomerView Sender { get; init; }
    [Id(6)] public string? Language { get; init; }
    [Id(7)] public string? Url { get; init; }
    [Id(8)] public string? ReplyTo { get; init; }
    [Id(9)] public ImmutableArray<InboundMedia> Media { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("conv.InboundMedia")]
public sealed record InboundMedia([property: Id(0)] string Url, [property: Id(1)] string? ContentType);
