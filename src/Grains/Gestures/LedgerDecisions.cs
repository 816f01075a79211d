using System.Collections.Immutable;
using Conversations.Contracts.Gestures;

namespace Conversations.Grains.Gestures;

/// <summary>Sums against caps; pure.</summary>
internal static class LedgerDecisions
{
    /// <summary>The longest window has 30 days; a day more is kept for those who are still on yesterday.</summary>
    private const int DaysKept = 31;

    /// <summary>The state with the amount laid aside, or null when the cap does not allow it; and what remains.</summary>
    public static (LedgerState? Next, long Left) Reserve(LedgerState state, LedgerReserve reserve)
    {
        var known = reserve.Cap is null ? Told(state, reserve.Day, reserve.Sliced) : state;
        var rest = Rest(known, reserve);
        return rest < reserve.Amount ? (null, rest) : (Add(known, reserve.Day, reserve.Amount), rest - reserve.Amount);
    }

    /// <summary>Puts back; a day that is no longer kept counts nowhere.</summary>
    public static LedgerState Release(LedgerState state, int day, long amount) =>
        state with { Days = [.. state.Days.Select(sum => sum.Day == day ? sum with { Amount = sum.Amount - amount } : sum).Where(static sum => sum.Amount > 0)] };

    /// <summary>What a slice does not use goes back. Null when nothing does.</summary>
    public static (LedgerState? Next, long Returned) GiveBack(LedgerState state, int day, long sliced)
    {
        var known = Told(state, day, sliced);
        if (known.Slice is not { } slice || slice.Day != day)
        {
            return (null, 0);
        }

        var unused = slice.Sliced - slice.Returned - known.UsedSince(day);
        return unused <= 0
            ? (null, slice.Returned)
            : (known with { Slice = slice with { Returned = slice.Returned + unused } }, slice.Returned + unused);
    }

    private static long Rest(LedgerState state, LedgerReserve reserve) =>
        reserve.Cap is { } cap ? cap - state.UsedSince(reserve.From)
        : state.Slice is { } slice && slice.Day == reserve.Day ? slice.Sliced - slice.Returned - state.UsedSince(reserve.Day)
        : 0;

    private static LedgerState Told(LedgerState state, int day, long sliced) => state.Slice switch
    {
        null => state with { Slice = new SliceState(day, sliced, 0) },
        { } slice when slice.Day < day => state with { Slice = new SliceState(day, sliced, 0) },
        { } slice when slice.Day == day && slice.Sliced < sliced => state with { Slice = slice with { Sliced = sliced } },
        _ => state,
    };

    private static LedgerState Add(LedgerState state, int day, long amount)
    {
        var days = state.Days.Where(sum => sum.Day > day - DaysKept).ToList();
        var at = days.FindIndex(sum => sum.Day == day);
        if (at < 0)
        {
            days.Add(new DaySum(day, amount));
        }
        else
        {
            days[at] = days[at] with { Amount = days[at].Amount + amount };
        }

        return state with { Days = [.. days.OrderBy(static sum => sum.Day)] };
    }
}

/// <summary>A team's day and its slices; pure.</summary>
internal static class PurseDecisions
{
    /// <summary>A slice gets this part of what is left, or what it asks for when that is more: large ones while there is much, exact ones towards the end.</summary>
    private const int PartOfRest = 2 * IPurseGrain.Slices;

    /// <summary>Null when there is not so much.</summary>
    public static PurseState? Take(PurseState state, int day, long cap, int slice, long want)
    {
        var today = On(state, day);
        if (today.Day != day)
        {
            return null;
        }

        var rest = Rest(today, cap);
        return rest < want ? null : today with { Sliced = today.Sliced.SetItem(slice, today.Sliced[slice] + Math.Max(want, rest / PartOfRest)) };
    }

    /// <summary>Null when that is known, or of another day.</summary>
    public static PurseState? Return(PurseState state, int day, int slice, long returned) =>
        state.Day == day && !state.Returned.IsEmpty && state.Returned[slice] < returned ? state with { Returned = state.Returned.SetItem(slice, returned) } : null;

    /// <summary>The state of that day; a later one stays.</summary>
    public static PurseState On(PurseState state, int day) =>
        state.Day >= day && !state.Sliced.IsEmpty
            ? state
            : new PurseState { Day = day, Sliced = [.. new long[IPurseGrain.Slices]], Returned = [.. new long[IPurseGrain.Slices]] };

    public static long Rest(PurseState today, long cap) => cap - today.Sliced.Sum() + today.Returned.Sum();
}
