using System.Collections.Immutable;

namespace Conversations.Grains.Gestures;

/// <summary>What one ledger knows: sums of days, the newest last, and of a slice what it got and gave back on its day.</summary>
internal sealed record LedgerState
{
    public ImmutableArray<DaySum> Days { get; init; } = [];
    public SliceState? Slice { get; init; }

    public long UsedSince(int day)
    {
        var used = 0L;
        foreach (var sum in Days)
        {
            used += sum.Day >= day ? sum.Amount : 0;
        }

        return used;
    }
}

internal sealed record DaySum(int Day, long Amount);

/// <param name="Sliced">All it ever got on that day; grows only.</param>
/// <param name="Returned">All it ever gave back; grows only.</param>
internal sealed record SliceState(int Day, long Sliced, long Returned);

/// <summary>What a team's purse knows of one day: both arrays by slice, both growing only, so that telling twice and losing an answer do no harm.</summary>
internal sealed record PurseState
{
    public int Day { get; init; }
    public ImmutableArray<long> Sliced { get; init; } = [];
    public ImmutableArray<long> Returned { get; init; } = [];
}
