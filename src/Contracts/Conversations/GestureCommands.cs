using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Conversations;

/// <summary>Write down what became of a gesture. Given by the gesture's own grain, which has decided it; no call from outside makes one.</summary>
[GenerateSerializer, Immutable, Alias("conv.RecordGesture")]
public sealed record RecordGesture : ConversationCommand
{
    [Id(0)] public required Guid Gesture { get; init; }

    /// <summary>The kind of the entry: gestureReserved, gestureGranted, gestureReleased or coSignAsked.</summary>
    [Id(1)] public required string Entry { get; init; }

    /// <summary>What is given: refund, credit, …</summary>
    [Id(2)] public required string Kind { get; init; }

    /// <summary>Minor units of <see cref="Currency"/>.</summary>
    [Id(3)] public required long Amount { get; init; }
    [Id(4)] public required string Currency { get; init; }
    [Id(5)] public required int PolicyVersion { get; init; }
    [Id(6)] public string? Reason { get; init; }
    [Id(7)] public EmployeeId? CoSigner { get; init; }
    [Id(8)] public string? CoSignerName { get; init; }

    /// <summary>Who was asked to sign.</summary>
    [Id(9)] public ImmutableArray<EmployeeId> Asked { get; init; } = [];

    /// <summary>Of a released one: expired, released or refused.</summary>
    [Id(10)] public string? Why { get; init; }
    [Id(11)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>True when whoever gives it does so just now: that she is there renews her lease. False when it comes of itself, or by a colleague's hand. Not journaled.</summary>
    [Id(12)] public bool IsByHand { get; init; }
}
