using Orleans;

namespace Conversations.Contracts.Conversations;

/// <summary>A word to be given to the customer in a reply.</summary>
/// <param name="Text">What is promised, 1 … <see cref="Limits.PromiseCodePointsMax"/> code points.</param>
/// <param name="DueAt">When it is to be kept: later than now, at most <see cref="Limits.SnoozeMax"/> ahead.</param>
[GenerateSerializer, Immutable, Alias("conv.NewPromise")]
public sealed record NewPromise([property: Id(0)] string Text, [property: Id(1)] DateTimeOffset DueAt);

/// <summary>
/// Give the customer one's word, by hand. Claims an unowned conversation in the same commit; in a colleague's the promise is the caller's own. Refused as too-many when
/// <see cref="Limits.PromisesOpenMax"/> are open. The promise's id is the command's.
/// </summary>
[GenerateSerializer, Immutable, Alias("conv.MakePromise")]
public sealed record MakePromise : ConversationCommand
{
    [Id(0)] public required NewPromise Promise { get; init; }
}

/// <summary>A promise that is open, or broken (then it is kept late), was kept.</summary>
[GenerateSerializer, Immutable, Alias("conv.KeepPromise")]
public sealed record KeepPromise : ConversationCommand
{
    [Id(0)] public required Guid PromiseId { get; init; }

    /// <summary>The entry of this conversation that shows it; null where none does.</summary>
    [Id(1)] public long? EvidenceSeq { get; init; }
}

/// <summary>A promise gets another time, and the customer is told so by a reply in the same commit. The reply's id is the command's.</summary>
[GenerateSerializer, Immutable, Alias("conv.MovePromise")]
public sealed record MovePromise : ConversationCommand
{
    [Id(0)] public required Guid PromiseId { get; init; }
    [Id(1)] public required DateTimeOffset DueAt { get; init; }

    /// <summary>Of the reply, as the members that follow.</summary>
    [Id(2)] public required string Text { get; init; }
    [Id(3)] public required long SeenSeq { get; init; }
    [Id(4)] public string? Audience { get; init; }
    [Id(5)] public bool SendAnyway { get; init; }
    [Id(6)] public int HoldSeconds { get; init; }
    [Id(7)] public ReplyVoice? Voice { get; init; }

    /// <summary>What is told to the customer.</summary>
    public Reply ToReply() => new() { Id = Id, Text = Text, SeenSeq = SeenSeq, Audience = Audience, SendAnyway = SendAnyway, HoldSeconds = HoldSeconds, Voice = Voice };
}

/// <summary>A promise needs not be kept any more, for a reason that is kept.</summary>
[GenerateSerializer, Immutable, Alias("conv.ReleasePromise")]
public sealed record ReleasePromise : ConversationCommand
{
    [Id(0)] public required Guid PromiseId { get; init; }
    [Id(1)] public required string Reason { get; init; }
}

/// <summary>A colleague answers for one promise from now on, whoever owns the conversation. The edge has checked that she may answer.</summary>
[GenerateSerializer, Immutable, Alias("conv.HandPromiseOver")]
public sealed record HandPromiseOver : ConversationCommand
{
    [Id(0)] public required Guid PromiseId { get; init; }
    [Id(1)] public required EmployeeId Employee { get; init; }
}

/// <summary>What stands in the way of resolving: a promise of which nothing has been said yet.</summary>
[GenerateSerializer, Immutable, Alias("conv.OpenPromise")]
public sealed record OpenPromise([property: Id(0)] Guid Id, [property: Id(1)] string Text, [property: Id(2)] DateTimeOffset DueAt, [property: Id(3)] string State);
