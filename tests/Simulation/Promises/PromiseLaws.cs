using Conversations.Contracts;
using Conversations.Simulation.World;

namespace Conversations.Simulation.Promises;

/// <summary>
/// Of every promise somebody is told within five seconds of its times, or of the first restart after them that lasts so long; of each thing once, in order, never too early,
/// and of a kept one nothing more.
/// </summary>
public sealed class PromiseLaws(ITestOutputHelper output)
{
    private const int SeedsUsual = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly string[] Stages = [EntryKinds.PromiseDueSoon, EntryKinds.PromiseDue, EntryKinds.PromiseBroken];

    public static TheoryData<int> Seeds => WorldSeeds.Of(SeedsUsual);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_reminder_comes_once_and_within_five_seconds_of_its_time_or_of_the_restart(int seed)
    {
        output.WriteLine($"seed {seed}");
        using var world = new PromiseWorld(seed);
        world.Live(promises: 40, minutes: 50);
        Assert.Empty(Broken(world));
        Assert.NotEmpty(world.Outages);
    }

    [Fact]
    public void A_silo_that_does_not_wake_its_schedulers_is_found()
    {
        var found = Enumerable.Range(1, 3).SelectMany(seed =>
        {
            using var world = new PromiseWorld(seed, sleepsAfterRestart: true);
            world.Live(promises: 40, minutes: 50);
            return Broken(world).ToList();
        });
        Assert.NotEmpty(found);
    }

    private static IEnumerable<string> Broken(PromiseWorld world)
    {
        var told = world.Told().ToLookup(static one => one.Promise);
        foreach (var promise in world.Promises)
        {
            var stages = told[promise.Id].Where(static one => Stages.Contains(one.Kind)).Select(static one => (one.At, Stage: Array.IndexOf(Stages, one.Kind))).ToList();
            var reminder = (promise.DueAt - promise.MadeAt) / 10;
            DateTimeOffset[] times = [promise.DueAt - (reminder < Limits.PromiseReminder ? reminder : Limits.PromiseReminder), promise.DueAt, promise.DueAt + Limits.PromiseMinute];
            if (stages.Zip(stages.Skip(1)).Any(static pair => pair.First.Stage >= pair.Second.Stage) || stages.Any(one => one.At < times[one.Stage].AddSeconds(-1)))
            {
                yield return $"{promise} was told out of order, twice or too early: {string.Join(", ", stages)}";
            }

            for (var stage = 0; stage < times.Length; stage++)
            {
                var latest = Latest(times[stage], world);
                var isOver = promise.KeptAt <= latest;
                if (!isOver && !stages.Any(one => one.Stage >= stage && one.At <= latest))
                {
                    yield return $"{promise} was not told of as {Stages[stage]} until {latest:HH:mm:ss.fff}: {string.Join(", ", stages)}";
                }
            }

            if (promise.KeptAt is { } kept && stages.Any(one => one.At > kept.AddSeconds(1)))
            {
                yield return $"{promise} was told of after it was kept.";
            }
        }
    }

    /// <summary>Five seconds of life after that time.</summary>
    private static DateTimeOffset Latest(DateTimeOffset time, PromiseWorld world)
    {
        var latest = time + Patience;
        foreach (var (from, to) in world.Outages)
        {
            if (from <= latest && to >= time)
            {
                latest = to + Patience;
            }
        }

        return latest;
    }
}
