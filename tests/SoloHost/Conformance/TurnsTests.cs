using Orleans;
using Orleans.Concurrency;

namespace Conversations.HostTests.Conformance;

public interface ITurnsGrain : IGrainWithStringKey
{
    Task<int> Count();

    Task<int> WaitAndCount(string started, string gate);

    [AlwaysInterleave]
    Task<int> CountBetween();

    [ReadOnly]
    Task ReadUntil(string started, string gate);

    [OneWay]
    Task Tell(string note);

    Task Fail();

    [OneWay]
    Task TellAndFail(string reached);

    Task<bool> StaysOnItsScheduler();
}

public sealed class TurnsGrain(Gates gates) : Grain, ITurnsGrain
{
    private int _count;

    public Task<int> Count() => Task.FromResult(++_count);

    public async Task<int> WaitAndCount(string started, string gate)
    {
        gates.Open(started);
        await gates.Passed(gate);
        return ++_count;
    }

    public Task<int> CountBetween() => Task.FromResult(++_count);

    public async Task ReadUntil(string started, string gate)
    {
        gates.Open(started);
        await gates.Passed(gate);
    }

    public Task Tell(string note)
    {
        gates.Open(note);
        return Task.CompletedTask;
    }

    public Task Fail() => throw new InvalidOperationException("as asked");

    public Task TellAndFail(string reached)
    {
        gates.Open(reached);
        throw new InvalidOperationException("as asked");
    }

    public async Task<bool> StaysOnItsScheduler()
    {
        var scheduler = TaskScheduler.Current;
        await Task.Yield();
        var first = ReferenceEquals(scheduler, TaskScheduler.Current);
        await Task.Factory.StartNew(() => { }, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default);
        return first && ReferenceEquals(scheduler, TaskScheduler.Current) && !ReferenceEquals(scheduler, TaskScheduler.Default);
    }
}

public interface IReentrantGrain : IGrainWithStringKey
{
    Task<string> Wait(string started, string gate);

    Task Open(string gate);
}

[Reentrant]
public sealed class ReentrantGrain(Gates gates) : Grain, IReentrantGrain
{
    public async Task<string> Wait(string started, string gate)
    {
        gates.Open(started);
        await gates.Passed(gate);
        return gate;
    }

    public Task Open(string gate)
    {
        gates.Open(gate);
        return Task.CompletedTask;
    }
}

public sealed class TurnsTests
{
    [Fact]
    public async Task A_grain_runs_one_call_to_its_end_before_the_next()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<ITurnsGrain>("one");

        var first = grain.WaitAndCount("started", "gate");
        await cluster.Gates.Seen("started");
        var second = grain.Count();
        var between = await grain.CountBetween();
        Assert.False(second.IsCompleted);
        cluster.Gates.Open("gate");

        Assert.Equal((1, 2, 3), (between, await first, await second));
    }

    [Fact]
    public async Task Read_only_calls_run_beside_each_other_and_not_beside_others()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<ITurnsGrain>("one");

        var first = grain.ReadUntil("first", "gate");
        await cluster.Gates.Seen("first");
        var second = grain.ReadUntil("second", "gate");
        await cluster.Gates.Seen("second");
        var writer = grain.Count();
        Assert.False(writer.IsCompleted);
        cluster.Gates.Open("gate");

        await Task.WhenAll(first, second);
        Assert.Equal(1, await writer);
    }

    [Fact]
    public async Task A_reentrant_grain_takes_calls_between_its_awaits()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<IReentrantGrain>("one");

        var waiting = grain.Wait("started", "gate");
        await cluster.Gates.Seen("started");
        await grain.Open("gate");

        Assert.Equal("gate", await waiting);
    }

    [Fact]
    public async Task A_one_way_call_is_done_when_it_is_on_its_way_and_its_failure_is_nobodys()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<ITurnsGrain>("one");

        await grain.Tell("told");
        await cluster.Gates.Seen("told");
        await grain.TellAndFail("reached");
        await cluster.Gates.Seen("reached");

        Assert.Equal(1, await grain.Count());
    }

    [Fact]
    public async Task Code_after_an_await_runs_on_the_scheduler_of_its_grain()
    {
        await using var cluster = await Cluster.Start();

        Assert.True(await cluster.Grains.GetGrain<ITurnsGrain>("one").StaysOnItsScheduler());
    }

    [Fact]
    public async Task No_increment_is_lost_under_many_callers()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<ITurnsGrain>("one");

        var counts = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(grain.Count)));

        Assert.Equal(Enumerable.Range(1, 1000), counts.Order());
    }

    [Fact]
    public async Task Grains_of_different_keys_are_different_grains()
    {
        await using var cluster = await Cluster.Start();

        await cluster.Grains.GetGrain<ITurnsGrain>("one").Count();

        Assert.Equal(1, await cluster.Grains.GetGrain<ITurnsGrain>("two").Count());
        Assert.Equal(2, await cluster.Grains.GetGrain<ITurnsGrain>("one").Count());
    }
}
