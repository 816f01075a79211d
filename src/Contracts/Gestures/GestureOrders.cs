using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Orleans;

namespace Conversations.Contracts.Gestures;

/// <summary>Give something to the customer of a conversation. The id is made by the caller and remembered for ever; it is the gesture's.</summary>
[GenerateSerializer, Immutable, Alias("conv.GiveOrder")]
public sealed record GiveOrder
{
    [Id(0)] public required Guid Id { get; init; }
    [Id(1)] public required ConversationId Conversation { get; init; }

    /// <summary>One of <see cref="GestureKinds"/>.</summary>
    [Id(2)] public required string Kind { get; init; }

    /// <summary>In minor units of the policy's currency; above 0.</summary>
    [Id(3)] public required long Amount { get; init; }

    /// <summary>Why, for colleagues; erasable.</summary>
    [Id(4)] public required string Reason { get; init; }

    /// <summary>Lay it aside only: it is given by a second call, or expires.</summary>
    [Id(5)] public bool Hold { get; init; }

    /// <summary>Whom the caller means to give it to; refused when the conversation's customer is somebody else by then. Null: whoever that is.</summary>
    [Id(6)] public string? CustomerId { get; init; }
}

/// <summary>Ask colleagues to sign a gesture that is above one's own line.</summary>
/// <param name="Command">Of the asking; the gesture has an id of its own.</param>
/// <param name="Asked">Who is told of it; at most <see cref="Limits.CoSignersMax"/>. The edge has found them.</param>
[GenerateSerializer, Immutable, Alias("conv.CoSignAsk")]
public sealed record CoSignAsk([property: Id(0)] Guid Command, [property: Id(1)] GiveOrder Gesture, [property: Id(2)] ImmutableArray<EmployeeId> Asked);

/// <summary>The answer to a command on a gesture: exactly one of the first three.</summary>
[GenerateSerializer, Immutable, Alias("conv.GestureOutcome")]
public sealed record GestureOutcome
{
    [Id(0)] public GestureView? Gesture { get; init; }
    [Id(1)] public GestureDenial? Denial { get; init; }
    [Id(2)] public Rejection? Rejection { get; init; }

    /// <summary>The conversation as of this answer, where it was told.</summary>
    [Id(3)] public SummaryRow? Summary { get; init; }
}

/// <summary>The receipt of a gesture.</summary>
[GenerateSerializer, Immutable, Alias("conv.GestureView")]
public sealed record GestureView
{
    [Id(0)] public required Guid Id { get; init; }
    [Id(1)] public required ConversationId Conversation { get; init; }

    /// <summary>One of <see cref="GestureStates"/>.</summary>
    [Id(2)] public required string Status { get; init; }
    [Id(3)] public required string Kind { get; init; }
    [Id(4)] public required long Amount { get; init; }
    [Id(5)] public required string Currency { get; init; }

    /// <summary>Null when it was erased.</summary>
    [Id(6)] public string? Reason { get; init; }
    [Id(7)] public required EmployeeId By { get; init; }
    [Id(8)] public EmployeeId? CoSigner { get; init; }

    /// <summary>The policy it was given under.</summary>
    [Id(9)] public required int PolicyVersion { get; init; }
    [Id(10)] public required DateTimeOffset At { get; init; }

    /// <summary>When a reserved one, or one that waits for a co-sign, expires.</summary>
    [Id(11)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What may still be given of this kind after it, by the tightest of the windows that were asked.</summary>
    [Id(12)] public long? Remaining { get; init; }

    /// <summary>One of <see cref="FulfilmentStates"/>, of a granted one.</summary>
    [Id(13)] public string? Fulfilment { get; init; }

    /// <summary>Of a released one: denied, expired, released or refused.</summary>
    [Id(14)] public string? Why { get; init; }
}

/// <summary>No, by which rule, and what can be done.</summary>
/// <param name="Rule">The tightest one: <see cref="GestureRules"/>.</param>
/// <param name="Limit">Of that rule, minor units.</param>
/// <param name="Remaining">What may be given here and now, minor units; 0 or more.</param>
/// <param name="Next">Some of <see cref="GestureSteps"/>.</param>
[GenerateSerializer, Immutable, Alias("conv.GestureDenial")]
public sealed record GestureDenial(
    [property: Id(0)] string Rule, [property: Id(1)] long Limit, [property: Id(2)] long Remaining, [property: Id(3)] ImmutableArray<string> Next,
    [property: Id(4)] string Currency);

/// <summary>What one person may give here and now of one kind, without and with a co-sign.</summary>
[GenerateSerializer, Immutable, Alias("conv.GestureRoom")]
public sealed record GestureRoom(
    [property: Id(0)] string Kind, [property: Id(1)] long Remaining, [property: Id(2)] string Rule, [property: Id(3)] long Limit, [property: Id(4)] long CoSignUpTo);

/// <param name="PolicyVersion">0 when nobody has set what may be given.</param>
[GenerateSerializer, Immutable, Alias("conv.GestureAllowance")]
public sealed record GestureAllowance(
    [property: Id(0)] int PolicyVersion, [property: Id(1)] string Currency, [property: Id(2)] ImmutableArray<GestureRoom> Kinds);
