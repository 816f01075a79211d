using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Gestures;

/// <summary>
/// What was given of one kind within one scope: a slice of a team's day, a person's week, a customer's 30 days, a conversation. Key = its stream. It knows sums of days,
/// not policies: the caller names the cap. All calls may be repeated.
/// </summary>
[Alias("conv.ILedgerGrain")]
public interface ILedgerGrain : IGrainWithStringKey
{
    [Alias("Reserve")]
    Task<LedgerAnswer> Reserve(LedgerReserve reserve);

    /// <summary>Puts back what was reserved under that id; where it was not, it never will be.</summary>
    [Alias("Release")]
    Task Release(Guid reserveId, Guid gesture);

    /// <summary>Of a slice: what of it is not in use goes back. Returns all that ever went back on that day.</summary>
    [Alias("GiveBack")]
    Task<long> GiveBack(int day, long sliced);
}

/// <summary>Lay an amount aside.</summary>
[GenerateSerializer, Immutable, Alias("conv.LedgerReserve")]
public sealed record LedgerReserve
{
    /// <summary>Made of gesture, try and ledger; remembered for ever.</summary>
    [Id(0)] public required Guid Id { get; init; }
    [Id(1)] public required Guid Gesture { get; init; }

    /// <summary>The day it counts on, as a day number; 0 where the window has no end.</summary>
    [Id(2)] public required int Day { get; init; }

    /// <summary>First day of the window.</summary>
    [Id(3)] public required int From { get; init; }
    [Id(4)] public required long Amount { get; init; }

    /// <summary>Of the window; null of a slice, which knows its own.</summary>
    [Id(5)] public long? Cap { get; init; }

    /// <summary>All that was ever sliced off for this slice on that day.</summary>
    [Id(6)] public long Sliced { get; init; }
}

public enum LedgerResult
{
    Granted,

    /// <summary>The cap does not allow it.</summary>
    Short,

    /// <summary>It was released before it came.</summary>
    Void,
}

/// <param name="Rest">Granted: what remains under the cap. Short: what there is.</param>
[GenerateSerializer, Immutable, Alias("conv.LedgerAnswer")]
public sealed record LedgerAnswer([property: Id(0)] LedgerResult Result, [property: Id(1)] long Rest);

/// <summary>A team's day of one kind, handed out in slices so that no one grain is in the road of every gesture; key = its stream.</summary>
[Alias("conv.IPurseGrain")]
public interface IPurseGrain : IGrainWithStringKey
{
    const int Slices = 4;

    /// <summary>Slices off at least <paramref name="want"/> for a slice; returns all that it ever got on that day, or null when there is not so much.</summary>
    [Alias("Take")]
    Task<long?> Take(int day, long cap, int slice, long want);

    /// <summary>What each slice ever got on that day.</summary>
    [Alias("Sliced")]
    Task<ImmutableArray<long>> Sliced(int day);

    /// <summary>A slice has given back so much in all on that day.</summary>
    [Alias("Return")]
    Task Return(int day, int slice, long returned);
}
