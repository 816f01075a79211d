using Conversations.Grains.Delivery;

namespace Conversations.Grains.Tests.Delivery;

public sealed class PaceTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_a_rate_all_may_go() =>
        Assert.Equal((1_000, null), Outcome(Pace.Full(Start).Take(1_000, perSecond: 0, Start)));

    [Fact]
    public void A_full_bucket_holds_a_quarter_of_a_second()
    {
        var step = Pace.Full(Start).Take(1_000, perSecond: 100, Start);

        Assert.Equal((25, Start.AddSeconds(0.01)), Outcome(step));
        Assert.Equal((0, Start.AddSeconds(0.01)), Outcome(step.Next.Take(1, 100, Start)));
        Assert.Equal((1, null), Outcome(step.Next.Take(1, 100, Start.AddSeconds(0.01))));
    }

    [Fact]
    public void A_slow_rate_lets_one_go_at_a_time()
    {
        var step = Pace.Full(Start).Take(5, perSecond: 0.1, Start);

        Assert.Equal((1, Start.AddSeconds(10)), Outcome(step));
        Assert.Equal((1, Start.AddSeconds(20)), Outcome(step.Next.Take(4, 0.1, Start.AddSeconds(10))));
    }

    [Fact]
    public void Waiting_long_saves_up_no_more_than_a_burst()
    {
        var empty = Pace.Full(Start).Take(1_000, perSecond: 100, Start).Next;

        Assert.Equal(25, empty.Take(1_000, 100, Start.AddDays(1)).Allowed);
    }

    [Fact]
    public void A_clock_that_steps_back_costs_nothing_and_gives_nothing()
    {
        var step = Pace.Full(Start).Take(15, perSecond: 100, Start);

        Assert.Equal((10, Start.AddSeconds(-60 + 0.01)), Outcome(step.Next.Take(20, 100, Start.AddSeconds(-60))));
    }

    [Fact]
    public void Nothing_wanted_is_nothing_taken()
    {
        var step = Pace.Full(Start).Take(0, perSecond: 4, Start);

        Assert.Equal((0, null), Outcome(step));
        Assert.Equal(1, step.Next.Take(1, 4, Start).Allowed);
    }

    [Fact]
    public void A_rate_that_is_turned_off_and_on_starts_anew()
    {
        var off = Pace.Full(Start).Take(25, 100, Start).Next.Take(500, perSecond: 0, Start).Next;

        Assert.Equal(0, off.Take(1, 100, Start).Allowed);
        Assert.Equal(1, off.Take(1, 100, Start.AddSeconds(0.01)).Allowed);
    }

    [Fact]
    public void An_absurdly_slow_rate_is_asked_about_again_tomorrow() =>
        Assert.Equal(Start.AddDays(1), Pace.Full(Start).Take(2, perSecond: 1e-12, Start).NextAt);

    [Fact]
    public void Any_rate_is_kept_over_time_and_the_named_time_is_always_enough()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var perSecond = Math.Pow(10, (random.NextDouble() * 5) - 1);
            var pace = Pace.Full(Start);
            var now = Start;
            var sent = 0L;
            for (var step = 0; step < 500; step++)
            {
                var taken = pace.Take(random.Next(1, 40), perSecond, now);
                sent += taken.Allowed;
                pace = taken.Next;
                if (taken.NextAt is { } next)
                {
                    Assert.True(pace.Take(1, perSecond, next).Allowed == 1, $"seed {seed}: at {next} nothing may go.");
                    now = next;
                }
                else
                {
                    now += TimeSpan.FromSeconds(random.NextDouble() * 3 / perSecond);
                }
            }

            var most = Math.Max(1, perSecond / 4) + (perSecond * (now - Start).TotalSeconds) + 1;
            Assert.True(sent <= most, $"seed {seed}: {sent} of at most {most}");
        }
    }

    private static (int Allowed, DateTimeOffset? NextAt) Outcome(PaceStep step) => (step.Allowed, step.NextAt);
}
