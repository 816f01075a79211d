using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Ports;

/// <summary>
/// One fenced change of one stream: entries, the state after them, and all that must be true together with them.
/// It is committed whole or not at all. An append without entries is allowed: it changes state, commands, outbox rows or deadlines only.
/// </summary>
public sealed record Append
{
    public required string Stream { get; init; }

    /// <summary>The version the stream must have; 0 for a stream that does not exist. Each append adds 1.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>Seqs continue the stream's head without a gap.</summary>
    public ImmutableArray<NewEntry> Entries { get; init; } = [];

    /// <summary>The whole decision state after this append, JSON, with the version of its shape.</summary>
    public required string State { get; init; }
    public required int StateShape { get; init; }

    /// <summary>The row lists are read from; null leaves it as it is.</summary>
    public SummaryRow? Summary { get; init; }
    public ImmutableArray<CommandRow> Commands { get; init; } = [];
    public ImmutableArray<OutboxInsert> OutboxInserts { get; init; } = [];
    public ImmutableArray<OutboxMove> OutboxMoves { get; init; } = [];
    public ImmutableArray<DeadlineChange> Deadlines { get; init; } = [];

    /// <summary>Rows of the promise table; each promise at most once.</summary>
    public ImmutableArray<PromiseChange> Promises { get; init; } = [];
}

/// <summary>An entry to be journaled. <see cref="Data"/> may stay for ever; <see cref="Words"/> and <see cref="Actor.Name"/> can be erased.</summary>
public sealed record NewEntry
{
    public required long Seq { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Kind { get; init; }
    public required Actor Actor { get; init; }

    /// <summary>A JSON object without personal data.</summary>
    public required string Data { get; init; }

    /// <summary>A JSON object of message texts and personal data, or null; its members are shown together with those of <see cref="Data"/>.</summary>
    public string? Words { get; init; }

    /// <summary>Unique within the stream; a second entry with the same key is the duplicate. At most 140 characters.</summary>
    public string? SourceKey { get; init; }
}

/// <summary>Who did it. <see cref="Kind"/> is customer, employee or system; <see cref="Via"/> says "key" when an API key acted.</summary>
[GenerateSerializer, Immutable, Alias("conv.Actor")]
public sealed record Actor([property: Id(0)] string Kind, [property: Id(1)] string Id, [property: Id(2)] string? Name, [property: Id(3)] string? Via = null)
{
    public static readonly Actor System = new("system", "system", null);
}

/// <summary>A command id and what it was answered, remembered for ever, unique over all streams.</summary>
/// <param name="Fingerprint">A hash of who asked for what: the same id with another fingerprint is refused.</param>
/// <param name="Answer">JSON, returned as it is when the command comes again.</param>
public sealed record CommandRow(Guid Id, string Fingerprint, string Answer);

/// <summary>A reply to be sent, made in the same commit as its entry.</summary>
public sealed record OutboxInsert
{
    public required Guid ReplyId { get; init; }
    public required long Seq { get; init; }
    public required ChannelId Channel { get; init; }

    /// <summary>held or pending.</summary>
    public required string State { get; init; }

    /// <summary>Not sent before this time; of a held row the end of the undo window.</summary>
    public required DateTimeOffset NotBefore { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>JSON of what the channel's sender needs; erasable.</summary>
    public required string Payload { get; init; }
}

/// <summary>Moves one outbox row in the append's transaction; the append is refused with <see cref="OutboxMoved"/> unless the row is in one of <see cref="From"/>.</summary>
public sealed record OutboxMove
{
    public required Guid ReplyId { get; init; }
    public required ImmutableArray<string> From { get; init; }
    public required string To { get; init; }

    /// <summary>Where given, the row's attempt must be this one: the fence of delivery.</summary>
    public int? Attempt { get; init; }

    /// <summary>Where given, the row's <see cref="OutboxRow.CreatedAt"/> must be this one: attempts of a reply that a person sent again are counted from 1 once more.</summary>
    public DateTimeOffset? SendOf { get; init; }

    /// <summary>Set on the row where given.</summary>
    public DateTimeOffset? NotBefore { get; init; }
    public string? ProviderId { get; init; }
    public string? Reason { get; init; }

    /// <summary>True starts the row's attempts and age anew: a person asked for it to be sent again.</summary>
    public bool ResetAttempts { get; init; }
}

/// <summary>Sets (or with <see cref="DueAt"/> null clears) the stream's deadline of that kind; a stream has at most one of a kind.</summary>
[GenerateSerializer, Immutable, Alias("conv.DeadlineChange")]
public sealed record DeadlineChange([property: Id(0)] string Kind, [property: Id(1)] long Epoch, [property: Id(2)] DateTimeOffset? DueAt);
