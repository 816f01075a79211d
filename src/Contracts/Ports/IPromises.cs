using System.Collections.Immutable;

namespace Conversations.Contracts.Ports;

/// <summary>Reads of the promise table, which appends write (<see cref="Append.Promises"/>). Never older than the newest acknowledged append.</summary>
public interface IPromises
{
    /// <summary>All that a conversation still knows of, the earliest due first: those of which nothing has been said, and the last that are settled.</summary>
    ValueTask<ImmutableArray<PromiseRow>> ListOfAsync(ConversationId conversation, CancellationToken cancellationToken);

    /// <summary>The earliest due first (of settled ones the latest due), at most <see cref="PromiseQuery.Limit"/>.</summary>
    ValueTask<ImmutableArray<PromiseRow>> ListAsync(PromiseQuery query, CancellationToken cancellationToken);

    /// <summary>Open ones that the person answers for, and broken ones.</summary>
    ValueTask<PromiseCounts> CountAsync(EmployeeId employee, CancellationToken cancellationToken);
}

public sealed record PromiseQuery
{
    /// <summary>Who answers for them: handed to her, or of conversations that she owns and that are not resolved. Null: the whole company's.</summary>
    public EmployeeId? Owner { get; init; }

    /// <summary>One of <see cref="PromisePhases"/>.</summary>
    public required string Phase { get; init; }

    /// <summary>1 … <see cref="Limits.PromisesPageMax"/>.</summary>
    public required int Limit { get; init; }

    /// <summary>Of the last row of the page before.</summary>
    public (DateTimeOffset DueAt, Guid Id)? After { get; init; }
}

/// <param name="Open">Those that are still to be kept in time.</param>
public sealed record PromiseCounts(long Open, long Broken);

/// <summary>Promises by what is left to do: open (due soon or not), broken, kept (late or not), released.</summary>
public static class PromisePhases
{
    public const string Open = "open";
    public const string Broken = "broken";
    public const string Kept = "kept";
    public const string Released = "released";

    public static string Of(string state) => state switch
    {
        PromiseStates.Open or PromiseStates.DueSoon => Open,
        PromiseStates.Broken => Broken,
        PromiseStates.Kept or PromiseStates.KeptLate => Kept,
        PromiseStates.Released => Released,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There is no such state of a promise."),
    };
}

/// <summary>A promise as lists show it.</summary>
public sealed record PromiseRow
{
    public required Guid Id { get; init; }
    public required ConversationId Conversation { get; init; }

    /// <summary>Erasable: empty then.</summary>
    public required string Text { get; init; }

    /// <summary>One of <see cref="PromiseStates"/>.</summary>
    public required string State { get; init; }
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When it was due as it was given.</summary>
    public required DateTimeOffset FirstDueAt { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required EmployeeId MadeBy { get; init; }

    /// <summary>Who answers for it; null: whoever owns the conversation.</summary>
    public EmployeeId? Owner { get; init; }

    /// <summary>Of the entry that tells of it.</summary>
    public required long Seq { get; init; }

    /// <summary>How often it was moved.</summary>
    public int Moves { get; init; }

    /// <summary>When it was kept, broken or released.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>The entry that shows that it was kept.</summary>
    public long? EvidenceSeq { get; init; }
}

/// <summary>Puts a row of the stream, or with <see cref="Row"/> null takes it away.</summary>
public sealed record PromiseChange(Guid Id, PromiseRow? Row);
