using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Conversations.HostTests.Conformance;

[GenerateSerializer, Alias("host-tests.OrderRefused")]
public sealed class OrderRefusedException(string message) : Exception(message)
{
    [Id(0)]
    public int Code { get; set; }
}

public interface IFailingGrain : IGrainWithStringKey
{
    Task Refuse(string message, int code);

    Task RefuseLater(string message);

    Task<int> Cancelled();

    [ResponseTimeout("00:00:00.300")]
    Task WaitFor(string started, string gate);

    Task<int> Waited();
}

public sealed class FailingGrain(Gates gates) : Grain, IFailingGrain
{
    private int _waited;

    public Task Refuse(string message, int code) => throw new OrderRefusedException(message) { Code = code };

    public async Task RefuseLater(string message)
    {
        await Task.Yield();
        throw new ArgumentException(message, new InvalidOperationException("inner"));
    }

    public Task<int> Cancelled() => Task.FromCanceled<int>(new CancellationToken(canceled: true));

    public async Task WaitFor(string started, string gate)
    {
        gates.Open(started);
        await gates.Passed(gate);
        _waited++;
    }

    public Task<int> Waited() => Task.FromResult(_waited);
}

public interface IStillbornGrain : IGrainWithStringKey
{
    Task<int> Live();
}

public sealed class StillbornGrain(Gates gates) : Grain, IStillbornGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        gates.Note("tried");
        return gates.Notes.Count < 2 ? throw new OrderRefusedException("not yet") : Task.CompletedTask;
    }

    public Task<int> Live() => Task.FromResult(1);
}

public sealed class ErrorsTests
{
    [Fact]
    public async Task An_exception_reaches_the_caller_as_what_it_is()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<IFailingGrain>("one");

        var refused = await Assert.ThrowsAsync<OrderRefusedException>(() => grain.Refuse("no", 7));
        var late = await Assert.ThrowsAsync<ArgumentException>(() => grain.RefuseLater("later"));

        Assert.Equal(("no", 7), (refused.Message, refused.Code));
        Assert.Equal(("later", "inner"), (late.Message, Assert.IsType<InvalidOperationException>(late.InnerException).Message));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(grain.Cancelled);
    }

    [Fact]
    public async Task A_call_that_is_not_answered_in_time_throws_and_may_still_have_run()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<IFailingGrain>("one");

        await Assert.ThrowsAsync<TimeoutException>(() => grain.WaitFor("started", "gate"));
        cluster.Gates.Open("gate");

        Assert.Equal(1, await grain.Waited());
    }

    [Fact]
    public async Task A_grain_that_fails_to_activate_fails_its_callers_and_is_tried_again()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<IStillbornGrain>("one");

        var refused = await Assert.ThrowsAsync<OrderRefusedException>(grain.Live);

        Assert.Equal("not yet", refused.Message);
        Assert.Equal(1, await grain.Live());
    }

    [Fact]
    public async Task A_grain_keeps_only_so_many_waiting_calls_and_refuses_the_rest()
    {
        await using var cluster = await Cluster.Start(silo => silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = 10));
        var grain = cluster.Grains.GetGrain<ITurnsGrain>("one");
        var first = grain.WaitAndCount("started", "gate");
        await cluster.Gates.Seen("started");

        var calls = Enumerable.Range(0, 30).Select(_ => grain.Count()).ToList();
        await Task.WhenAny(calls);
        cluster.Gates.Open("gate");
        await first;
        var outcomes = await Task.WhenAll(calls.Select(async call => await Record.ExceptionAsync(() => call)));

        Assert.All(outcomes.OfType<Exception>(), outcome => Assert.IsType<LimitExceededException>(outcome));
        Assert.InRange(outcomes.Count(outcome => outcome is null), 10, 12);
    }

    [Fact]
    public async Task An_interface_that_no_grain_implements_is_refused()
    {
        await using var cluster = await Cluster.Start();

        Assert.Throws<ArgumentException>(() => cluster.Grains.GetGrain<INobodysGrain>("one"));
    }
}

public interface INobodysGrain : IGrainWithStringKey
{
    Task Nothing();
}
