using System.Collections.Immutable;

namespace Conversations.Contracts.Ports;

/// <summary>How an append ended. Anything but <see cref="Appended"/> changed nothing.</summary>
public abstract record AppendOutcome;

/// <summary>Committed and durable.</summary>
public sealed record Appended : AppendOutcome
{
    public static readonly Appended Instance = new();
}

/// <summary>
/// Some of its source keys or command ids were stored before (by whomever, on whatever stream for command ids). All known ones are named,
/// so that the rest can be decided again. Told even when the version had moved as well.
/// </summary>
public sealed record KnownBefore(ImmutableArray<KnownKey> Keys, ImmutableArray<KnownCommand> Commands) : AppendOutcome;

/// <summary>The stream is not at the expected version: read the head and decide again.</summary>
public sealed record Conflict : AppendOutcome
{
    public static readonly Conflict Instance = new();
}

/// <summary>An outbox row was not in a state the append allowed.</summary>
public sealed record OutboxMoved(Guid ReplyId) : AppendOutcome;

/// <summary>The database refused exactly this append for its contents (SQLSTATE 22xxx, 23xxx); others of its batch were committed.</summary>
public sealed record Poison(string Reason) : AppendOutcome;

public sealed record KnownKey(string SourceKey, long Seq);

public sealed record KnownCommand(Guid Id, string Stream, string Fingerprint, string Answer);
