using System.Collections.Immutable;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Orleans;

namespace Conversations.Contracts.Floor;

/// <summary>One person on the open floor; key = employee id. Each change is an entry of a journal stream of its own; answers after it is stored. All calls may be repeated.</summary>
[Alias("conv.IFloorPersonGrain")]
public interface IFloorPersonGrain : IGrainWithStringKey
{
    [Alias("Get")]
    Task<FloorStanding> Get();

    /// <summary>Comes to the floor, accepting the promises of that version; starts at observe, or where she was when she left.</summary>
    [Alias("Enrol")]
    Task<FloorOutcome> Enrol(Guid id, int version);

    /// <summary>Leaves the floor; what she has earned is kept.</summary>
    [Alias("Leave")]
    Task<FloorOutcome> Leave(Guid id);

    /// <summary>Somebody with the right to it (by request context) sets the grade by hand. Never silent: the reason is kept and shown to the person.
    /// Refused with out-of-range for who is not on the floor.</summary>
    [Alias("SetGrade")]
    Task<FloorOutcome> SetGrade(Guid id, string grade, string reason);

    /// <summary>Claims a conversation for her (by request context), one after another: with <see cref="Limits.FloorClaimsMax"/> customers waiting for her she is refused with
    /// too-many, unless her role answers customers.</summary>
    [Alias("Claim")]
    Task<CommandOutcome> Claim(ConversationId conversation, ClaimOnFloor command);

    /// <summary>Something she did bore fruit, or did not. Counted once for each key.</summary>
    [Alias("Record")]
    Task<FloorStanding> Record(FloorResult result);
}

/// <param name="Key">Tells results apart: the same one comes again when an answer was lost.</param>
/// <param name="Kind">One of <see cref="FloorResults"/>.</param>
[GenerateSerializer, Immutable, Alias("conv.FloorResult")]
public sealed record FloorResult(
    [property: Id(0)] string Key,
    [property: Id(1)] string Kind,
    [property: Id(2)] ConversationId Conversation);

/// <summary>How somebody stands on the floor.</summary>
[GenerateSerializer, Immutable, Alias("conv.FloorStanding")]
public sealed record FloorStanding
{
    /// <summary>One of <see cref="FloorGrades"/>; empty while she is not on the floor.</summary>
    [Id(0)] public string Grade { get; init; } = FloorGrades.None;
    [Id(1)] public DateTimeOffset? Since { get; init; }

    /// <summary>Version of the promises she accepted; 0 = none.</summary>
    [Id(2)] public int AcceptedVersion { get; init; }

    /// <summary>What counts towards the next grade: of observe conversations read, of draft drafts sent, of answer conversations answered well.</summary>
    [Id(3)] public int Done { get; init; }

    /// <summary>How many of them the next grade needs; 0 at the last.</summary>
    [Id(4)] public int Needed { get; init; }
    [Id(5)] public FloorGradeChange? LastChange { get; init; }

    /// <summary>What she answered or wrote for last, newest first, at most <see cref="Limits.FloorRecentMax"/>.</summary>
    [Id(6)] public ImmutableArray<ConversationId> Recent { get; init; } = [];
}

/// <param name="By">Who set it; null when results raised it.</param>
/// <param name="Reason">Why, in words; null when results raised it. Erasable.</param>
[GenerateSerializer, Immutable, Alias("conv.FloorGradeChange")]
public sealed record FloorGradeChange(
    [property: Id(0)] string From,
    [property: Id(1)] string To,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] EmployeeId? By,
    [property: Id(4)] string? Reason);

/// <param name="Rejection">Null when it was done.</param>
[GenerateSerializer, Immutable, Alias("conv.FloorOutcome")]
public sealed record FloorOutcome([property: Id(0)] FloorStanding Standing, [property: Id(1)] Rejection? Rejection);
