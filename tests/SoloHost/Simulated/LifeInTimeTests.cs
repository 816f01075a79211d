using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using SoloHost.Simulated;

namespace Conversations.HostTests.Simulated;

public sealed class Diary(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();

    public List<string> Lines { get; } = [];

    public void Write(string line) => Lines.Add($"{(time.GetUtcNow() - _start).TotalSeconds:0}s {line}");
}

public interface IDiaristGrain : IGrainWithStringKey
{
    Task Nothing();

    Task SetTimer(double due, double period, bool interleave, bool keepAlive, double work);

    Task Busy(double seconds);

    Task Remind(double dueMinutes, double periodMinutes);

    Task Stay(double minutes);

    Task Leave();

    Task Hang();
}

public sealed class DiaristGrain(Diary diary, TimeProvider time) : Grain, IDiaristGrain, IRemindable
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        diary.Write($"ends: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task Nothing() => Task.CompletedTask;

    public Task SetTimer(double due, double period, bool interleave, bool keepAlive, double work)
    {
        var options = new GrainTimerCreationOptions(TimeSpan.FromSeconds(due), TimeSpan.FromSeconds(period)) { Interleave = interleave, KeepAlive = keepAlive };
        this.RegisterGrainTimer(
            async token =>
            {
                diary.Write("tick");
                await Task.Delay(TimeSpan.FromSeconds(work), time, token);
            },
            options);
        return Task.CompletedTask;
    }

    public async Task Busy(double seconds)
    {
        diary.Write("busy");
        await Task.Delay(TimeSpan.FromSeconds(seconds), time);
        diary.Write("free");
    }

    public Task Remind(double dueMinutes, double periodMinutes) =>
        this.RegisterOrUpdateReminder("wake", TimeSpan.FromMinutes(dueMinutes), TimeSpan.FromMinutes(periodMinutes));

    public Task Stay(double minutes)
    {
        DelayDeactivation(TimeSpan.FromMinutes(minutes));
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Hang() => new TaskCompletionSource().Task;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        diary.Write($"{reminderName} {(status.CurrentTickTime - status.FirstTickTime).TotalMinutes:0}/{status.Period.TotalMinutes:0}");
        return Task.CompletedTask;
    }
}

public interface ISlowStarterGrain : IGrainWithStringKey
{
    Task Nothing();
}

public sealed class SlowStarterGrain : Grain, ISlowStarterGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) => new TaskCompletionSource().Task.WaitAsync(cancellationToken);

    public Task Nothing() => Task.CompletedTask;
}

/// <summary>What takes minutes is tested in virtual time.</summary>
public sealed class LifeInTimeTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly SimulatedCluster _cluster = new(7, new SimulatedOptions { TravelMax = TimeSpan.Zero });
    private readonly Diary _diary;

    public LifeInTimeTests()
    {
        _diary = new Diary(_cluster.Outside.Time);
        _cluster.AddSilo("only", silo =>
        {
            silo.Services.AddSingleton(_diary);
            silo.UseInMemoryReminderService();
            silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(5));
        });
    }

    private IDiaristGrain Grain => _cluster.Outside.Grains.GetGrain<IDiaristGrain>("one");

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public void An_idle_activation_ends_after_its_age_and_a_used_one_does_not()
    {
        Do(grain => grain.Nothing());
        _cluster.RunFor(TimeSpan.FromMinutes(4));
        Do(grain => grain.Nothing());
        _cluster.RunFor(TimeSpan.FromMinutes(4));
        Assert.Empty(_diary.Lines);

        _cluster.RunFor(TimeSpan.FromMinutes(2));

        Assert.Equal(["540s ends: ActivationIdle"], _diary.Lines);
    }

    [Fact]
    public void An_activation_that_asks_to_stay_stays()
    {
        Do(grain => grain.Stay(20));

        _cluster.RunFor(TimeSpan.FromMinutes(19));
        Assert.Empty(_diary.Lines);
        _cluster.RunFor(TimeSpan.FromMinutes(3));

        Assert.Single(_diary.Lines);
    }

    [Fact]
    public void A_period_starts_when_the_callback_has_ended()
    {
        Do(grain => grain.SetTimer(due: 1, period: 10, interleave: false, keepAlive: false, work: 5));

        _cluster.RunFor(TimeSpan.FromSeconds(40));

        Assert.Equal(["1s tick", "16s tick", "31s tick"], _diary.Lines);
    }

    [Fact]
    public void A_tick_waits_for_the_running_call_unless_it_may_interleave()
    {
        Do(grain => grain.SetTimer(due: 2, period: 1000, interleave: false, keepAlive: false, work: 0));
        Do(grain => grain.SetTimer(due: 3, period: 1000, interleave: true, keepAlive: false, work: 0));

        Do(grain => grain.Busy(10));
        _cluster.RunFor(TimeSpan.FromSeconds(1));

        Assert.Equal(["0s busy", "3s tick", "10s free", "10s tick"], _diary.Lines);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void Ticks_count_as_use_only_when_the_timer_says_so(bool keepAlive, int ends)
    {
        Do(grain => grain.SetTimer(due: 60, period: 60, interleave: false, keepAlive, work: 0));

        _cluster.RunFor(TimeSpan.FromMinutes(30));

        Assert.Equal(ends, _diary.Lines.Count(line => line.EndsWith("ends: ActivationIdle", StringComparison.Ordinal)));
    }

    [Fact]
    public void Timers_end_with_their_activation()
    {
        Do(grain => grain.SetTimer(due: 1, period: 1, interleave: false, keepAlive: true, work: 0));
        Do(grain => grain.Leave());

        _cluster.RunFor(TimeSpan.FromSeconds(10));

        Assert.Equal(["0s ends: ApplicationRequested"], _diary.Lines);
    }

    [Fact]
    public void A_reminder_wakes_its_grain_again_and_again()
    {
        Do(grain => grain.Remind(dueMinutes: 10, periodMinutes: 15));

        _cluster.RunFor(TimeSpan.FromMinutes(41));

        Assert.Equal(["600s wake 0/15", "1500s wake 15/15", "2400s wake 30/15"], _diary.Lines.Where(line => line.Contains("wake", StringComparison.Ordinal)));
        Assert.Contains("300s ends: ActivationIdle", _diary.Lines);
    }

    [Fact]
    public void A_reminder_outlives_a_crash_of_the_silo()
    {
        Do(grain => grain.Remind(dueMinutes: 10, periodMinutes: 15));
        _cluster.Crash(_cluster.Silos[0]);
        _cluster.AddSilo("next", silo => silo.Services.AddSingleton(_diary));

        _cluster.RunFor(TimeSpan.FromMinutes(11));

        Assert.Equal(["600s wake 0/15"], _diary.Lines);
    }

    [Fact]
    public void An_activation_that_takes_too_long_to_begin_fails_its_callers()
    {
        var call = _cluster.Outside.Run(() => _cluster.Outside.Grains.GetGrain<ISlowStarterGrain>("one").Nothing());

        _cluster.RunFor(TimeSpan.FromSeconds(31));

        Assert.True(call.IsFaulted || call.IsCanceled);
        Assert.Empty(_cluster.Activations());
    }

    [Fact]
    public void A_silo_that_stops_waits_for_no_call_that_never_ends()
    {
        var hanging = _cluster.Outside.Run(() => Grain.Hang());
        _cluster.RunReady();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), _cluster.Outside.Time);

        var stopped = _cluster.Silos[0].Run(() => _cluster.Silos[0].Silo.Stop(patience.Token));
        _cluster.RunFor(TimeSpan.FromSeconds(4));
        Assert.False(stopped.IsCompleted);
        _cluster.RunFor(TimeSpan.FromSeconds(2));

        Assert.True(stopped.IsCompletedSuccessfully);
        Assert.False(hanging.IsCompleted);
    }

    private void Do(Func<IDiaristGrain, Task> call) => _cluster.Complete(() => call(Grain), Long);
}
