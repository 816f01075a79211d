using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Ports;

/// <summary>What a list shows of a conversation; written in the journal's transaction, so a list read after a command's answer shows it.</summary>
[GenerateSerializer, Immutable, Alias("conv.SummaryRow")]
public sealed record SummaryRow
{
    [Id(0)] public required ConversationId Id { get; init; }
    [Id(1)] public required ChannelId Channel { get; init; }
    [Id(2)] public required string ChannelKind { get; init; }
    [Id(3)] public required string Thread { get; init; }

    /// <summary>Of the newest message: public or private.</summary>
    [Id(4)] public required string Visibility { get; init; }
    [Id(5)] public required CustomerView Customer { get; init; }
    [Id(6)] public required string State { get; init; }
    [Id(7)] public EmployeeId? Owner { get; init; }
    [Id(8)] public required QueueId Queue { get; init; }
    [Id(9)] public required string Priority { get; init; }
    [Id(10)] public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Seq of the newest entry; a row with a higher head is newer.</summary>
    [Id(11)] public required long Head { get; init; }

    /// <summary>First <see cref="Limits.LastTextCharsMax"/> characters of the newest message, reply or note; erasable.</summary>
    [Id(12)] public required string LastText { get; init; }
    [Id(13)] public required DateTimeOffset LastAt { get; init; }

    /// <summary>Who wrote <see cref="LastText"/>: customer or employee.</summary>
    [Id(14)] public required string LastBy { get; init; }

    /// <summary>Since when the customer waits for a word; null when she does not.</summary>
    [Id(15)] public DateTimeOffset? WaitingSince { get; init; }
    [Id(16)] public DateTimeOffset? DueAt { get; init; }
    [Id(17)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Open, and no reply yet or the customer waits; false while snoozed.</summary>
    [Id(18)] public required bool Unattended { get; init; }
    [Id(19)] public DateTimeOffset? SnoozedUntil { get; init; }
}

/// <summary>A person outside as one channel shows her; erasable.</summary>
[GenerateSerializer, Immutable, Alias("conv.CustomerView")]
public sealed record CustomerView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public string? Name { get; init; }
    [Id(2)] public string? Handle { get; init; }
    [Id(3)] public long? Followers { get; init; }
}
