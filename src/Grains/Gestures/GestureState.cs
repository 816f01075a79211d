using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Conversations.Contracts;
using Conversations.Contracts.Gestures;

namespace Conversations.Grains.Gestures;

/// <summary>All that a gesture knows of itself, in the head of its stream.</summary>
internal sealed record GestureState
{
    public static readonly GestureState None = new();

    /// <summary>One of <see cref="GestureStates"/>; empty before it was first wished for.</summary>
    public string Status { get; init; } = "";

    /// <summary>Grows with each try to lay the amount aside: ids of what one try did are not those of the next.</summary>
    public int Attempt { get; init; }

    /// <summary>Grows with every change; deadlines of an older one are void.</summary>
    public long Epoch { get; init; }
    public string Conversation { get; init; } = "";
    public string Channel { get; init; } = "";
    public string Kind { get; init; } = "";
    public long Amount { get; init; }
    public string Currency { get; init; } = "";
    public int PolicyVersion { get; init; }
    public bool IsHeld { get; init; }
    public EmployeeId By { get; init; }
    public int Role { get; init; }

    /// <summary>Her grade on the open floor where she gave it there; null elsewhere.</summary>
    public string? Floor { get; init; }
    public string? Via { get; init; }
    public EmployeeId? CoSigner { get; init; }
    public ImmutableArray<EmployeeId> Asked { get; init; } = [];
    public ImmutableArray<EmployeeId> Refused { get; init; } = [];

    /// <summary>Until then a colleague may sign it; null when none was asked.</summary>
    public DateTimeOffset? CoSignUntil { get; init; }

    /// <summary>Where the amount is laid aside, in the order of reserving.</summary>
    public ImmutableArray<LedgerUse> Ledgers { get; init; } = [];
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Of one that is released or being released.</summary>
    public string? Why { get; init; }
    public long? Remaining { get; init; }
    public string? Fulfilment { get; init; }

    /// <summary>The kind of the entry its conversation has last, and the one it is still to be told; null: nothing.</summary>
    public string? Told { get; init; }
    public string? ToTell { get; init; }

    /// <summary>Erasable; null when they were.</summary>
    public GestureWords? Words { get; init; }

    [JsonIgnore]
    public bool IsOpenToAnew => Status.Length == 0 || (Status == GestureStates.Released && Told is null);

    public GestureView View(Guid id) => new()
    {
        Id = id,
        Conversation = new ConversationId(Conversation),
        Status = Status,
        Kind = Kind,
        Amount = Amount,
        Currency = Currency,
        Reason = Words?.Reason,
        By = By,
        CoSigner = CoSigner,
        PolicyVersion = PolicyVersion,
        At = At,
        ExpiresAt = Status is GestureStates.Reserved ? DueAt : Status is GestureStates.AwaitingCoSign ? CoSignUntil : null,
        Remaining = Remaining,
        Fulfilment = Fulfilment,
        Why = Status == GestureStates.Released ? Why : null,
    };
}

internal sealed record GestureWords(string Reason, string ByName, string? CoSignerName, string CustomerId);

/// <summary>One ledger a gesture counts in.</summary>
/// <param name="Day">The day it counts on; <paramref name="From"/> is the first day of the window. Both 0 where the window has no end.</param>
/// <param name="Purse">Of a team: the stream its slices come from.</param>
internal sealed record LedgerUse(string Rule, string Stream, int Day, int From, long Cap, string? Purse = null);
