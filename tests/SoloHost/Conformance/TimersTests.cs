using Orleans;
using Orleans.Runtime;

namespace Conversations.HostTests.Conformance;

public interface ITimerGrain : IGrainWithStringKey
{
    Task Tick(string reached, int ticks);

    Task FailThenTick(string reached);

    Task<string> Remind(string name, TimeSpan period);

    Task<string?> Reminder(string name);

    Task Forget(string name);
}

public sealed class TimerGrain(Gates gates) : Grain, ITimerGrain, IRemindable
{
    private IGrainTimer? _timer;
    private int _ticks;

    public Task Tick(string reached, int ticks)
    {
        _timer = this.RegisterGrainTimer(
            token =>
            {
                if (!token.IsCancellationRequested && ++_ticks == ticks)
                {
                    _timer!.Dispose();
                    gates.Open(reached);
                }

                return Task.CompletedTask;
            },
            TimeSpan.FromMilliseconds(5),
            TimeSpan.FromMilliseconds(5));
        return Task.CompletedTask;
    }

    public Task FailThenTick(string reached)
    {
        this.RegisterGrainTimer(
            static (state, _) =>
            {
                if (++state.Grain._ticks < 3)
                {
                    throw new InvalidOperationException("as asked");
                }

                state.Gates.Open(state.Reached);
                return Task.CompletedTask;
            },
            (Grain: this, Gates: gates, Reached: reached),
            new GrainTimerCreationOptions(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)) { Interleave = true, KeepAlive = true });
        return Task.CompletedTask;
    }

    public async Task<string> Remind(string name, TimeSpan period) =>
        (await this.RegisterOrUpdateReminder(name, TimeSpan.FromMinutes(1), period)).ReminderName;

    public async Task<string?> Reminder(string name) => (await this.GetReminder(name))?.ReminderName;

    public async Task Forget(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;
}

public sealed class TimersTests
{
    [Fact]
    public async Task A_timer_ticks_until_it_is_disposed_of()
    {
        await using var cluster = await Cluster.Start();

        await cluster.Grains.GetGrain<ITimerGrain>("one").Tick("reached", 3);

        await cluster.Gates.Seen("reached");
    }

    [Fact]
    public async Task A_timer_whose_callback_fails_ticks_again()
    {
        await using var cluster = await Cluster.Start();

        await cluster.Grains.GetGrain<ITimerGrain>("one").FailThenTick("reached");

        await cluster.Gates.Seen("reached");
    }

    [Fact]
    public async Task Reminders_are_kept_by_name_and_tick_no_faster_than_every_minute()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<ITimerGrain>("one");

        Assert.Equal("wake", await grain.Remind("wake", TimeSpan.FromMinutes(1)));
        Assert.Equal("wake", await grain.Reminder("wake"));
        await grain.Forget("wake");
        Assert.Null(await grain.Reminder("wake"));
        await Assert.ThrowsAsync<ArgumentException>(() => grain.Remind("hurry", TimeSpan.FromSeconds(59)));
    }
}
