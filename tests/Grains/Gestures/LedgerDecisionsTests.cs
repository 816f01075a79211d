using Conversations.Contracts.Gestures;
using Conversations.Grains.Gestures;

namespace Conversations.Grains.Tests.Gestures;

/// <summary>Sums of days against caps, and a team's day in slices.</summary>
public sealed class LedgerDecisionsTests
{
    private const int Today = 700_000;

    [Fact]
    public void What_was_given_on_the_first_day_of_the_window_counts_and_the_day_before_does_not()
    {
        var state = Given((Today - 30, 40), (Today - 29, 30));
        Assert.Equal((true, 10), Reserve(ref state, 60, cap: 100, from: Today - 29));
        Assert.Equal((false, 10), Reserve(ref state, 11, cap: 100, from: Today - 29));
    }

    [Fact]
    public void What_is_put_back_may_be_given_again()
    {
        var state = Given((Today, 100));
        Assert.Equal((false, 0), Reserve(ref state, 1, cap: 100, from: Today));
        state = LedgerDecisions.Release(state, Today, 100);
        Assert.Empty(state.Days);
        Assert.Equal((true, 0), Reserve(ref state, 100, cap: 100, from: Today));
    }

    [Fact]
    public void No_more_days_are_kept_than_the_longest_window_has()
    {
        var state = new LedgerState();
        for (var day = Today - 400; day <= Today; day++)
        {
            (state, _) = (LedgerDecisions.Reserve(state, Order(1, 1_000, day, day)).Next!, 0);
        }

        Assert.Equal(31, state.Days.Length);
    }

    [Fact]
    public void A_slice_gives_what_it_got_and_gives_back_what_it_does_not_use_once()
    {
        var state = new LedgerState();
        Assert.Null(LedgerDecisions.Reserve(state, Order(10, null, Today, Today)).Next);
        state = LedgerDecisions.Reserve(state, Order(10, null, Today, Today) with { Sliced = 25 }).Next!;
        var (next, returned) = LedgerDecisions.GiveBack(state, Today, 25);
        Assert.Equal(15, returned);
        Assert.Equal((null, 15L), LedgerDecisions.GiveBack(next!, Today, 25));
        Assert.Null(LedgerDecisions.Reserve(next!, Order(1, null, Today, Today)).Next);
        Assert.Equal(20, LedgerDecisions.GiveBack(next!, Today, 30).Returned);
    }

    [Fact]
    public void A_slice_of_yesterday_gives_nothing_today()
    {
        var state = LedgerDecisions.Reserve(new LedgerState(), Order(10, null, Today, Today) with { Sliced = 25 }).Next!;
        Assert.Null(LedgerDecisions.Reserve(state, Order(1, null, Today + 1, Today + 1)).Next);
    }

    [Fact]
    public void A_purse_never_slices_off_more_than_its_cap_and_towards_the_end_exactly_what_is_asked()
    {
        var purse = new PurseState();
        var sliced = 0L;
        for (var slice = 0; PurseDecisions.Take(purse, Today, 500, slice % IPurseGrain.Slices, 10) is { } next; slice++)
        {
            purse = next;
            sliced = purse.Sliced.Sum();
        }

        Assert.InRange(sliced, 491, 500);
        purse = PurseDecisions.Return(purse, Today, 2, 30)!;
        Assert.Null(PurseDecisions.Return(purse, Today, 2, 30));
        Assert.Null(PurseDecisions.Return(purse, Today + 1, 2, 40));
        Assert.Equal(PurseDecisions.Rest(purse, 500), 530 - sliced);
        Assert.NotNull(PurseDecisions.Take(purse, Today, 500, 0, 30));
    }

    [Fact]
    public void A_new_day_has_a_whole_purse_and_a_day_that_is_over_has_none()
    {
        var purse = PurseDecisions.Take(new PurseState(), Today, 500, 0, 500)!;
        Assert.Null(PurseDecisions.Take(purse, Today, 500, 1, 1));
        purse = PurseDecisions.Take(purse, Today + 1, 500, 1, 500)!;
        Assert.Null(PurseDecisions.Take(purse, Today, 500, 1, 1));
    }

    private static LedgerState Given(params (int Day, long Amount)[] days) => new() { Days = [.. days.Select(static it => new DaySum(it.Day, it.Amount))] };

    private static (bool, long) Reserve(ref LedgerState state, long amount, long cap, int from)
    {
        var (next, left) = LedgerDecisions.Reserve(state, Order(amount, cap, Today, from));
        state = next ?? state;
        return (next is not null, left);
    }

    private static LedgerReserve Order(long amount, long? cap, int day, int from) =>
        new() { Id = Guid.NewGuid(), Gesture = Guid.NewGuid(), Day = day, From = from, Amount = amount, Cap = cap };
}
