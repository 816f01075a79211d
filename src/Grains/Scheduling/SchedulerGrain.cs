using System.Collections.Immutable;
using System.Globalization;
using Conversations.Contracts;
using Conversations.Contracts.Asks;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Scheduling;
using Conversations.Contracts.Settings;
using Conversations.Grains.Notices;
using Conversations.Grains.Settings;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Conversations.Grains.Scheduling;

/// <summary>
/// Reads the deadlines of its shard for the next two minutes, fires each when it is due, and reads again every few seconds: what a lost
/// hint or a lost answer left undone is in the table. Firing is a command to the stream, void when its epoch is old, so twice does no harm.
/// A stream decides by its own clock and in whole milliseconds, so a firing can be void because it came too early as well: nothing fires before
/// the millisecond after its time, and the table is read again soon after each firing, as it still holds what another silo's clock put off.
/// </summary>
public sealed partial class SchedulerGrain(IDeadlines deadlines, LapsingLeases lapsing, TimeProvider time, ILogger<SchedulerGrain> logger) : Grain, ISchedulerGrain, IRemindable
{
    private const int ReadMax = 1_000;
    private const int FiringsAtOnceMax = 32;
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    /// <summary>
    /// So long before a grace ends the person's grain must live: what it knows of lines it was told, and only when every line that lives was told again it may say that she has
    /// none. One that is made by the firing itself, as after a crash, would begin to listen only then, and her customer would wait for that beyond the grace.
    /// </summary>
    private static readonly TimeSpan ListensBefore = Limits.ConnectionLease + ReadEvery;

    private readonly SortedSet<DeadlineRow> near = new(ByDueTime.Instance);
    private IGrainTimer? timer;
    private DateTimeOffset readNext;

    /// <summary>An outage is told once, not every second.</summary>
    private bool isStumbling;
    private int shard;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        shard = int.Parse(this.GetPrimaryKeyString(), CultureInfo.InvariantCulture);
        readNext = Now();
        timer = this.RegisterGrainTimer(
            TickAsync, new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = ReadEvery, KeepAlive = true });
        return Task.CompletedTask;
    }

    public async Task Wake() => await this.RegisterOrUpdateReminder("alive", ReminderPeriod, ReminderPeriod);

    /// <summary>Being called is enough: the activation it made reads its table.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    public Task Expect(ImmutableArray<DeadlineRow> expected)
    {
        var horizon = Now() + Limits.SchedulerHorizon;
        foreach (var row in expected)
        {
            if (row.DueAt <= horizon && near.Count < ReadMax)
            {
                near.Add(row);
            }
        }

        Arm();
        return Task.CompletedTask;
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = Now();
            if (now >= readNext)
            {
                await ReadAsync(now, cancellationToken);
            }

            await FireAsync(now);
            isStumbling = false;
        }
#pragma warning disable CA1031 // The timer's edge: the table still holds what was not fired.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (!isStumbling)
            {
                LogTickFailed(exception, shard);
            }

            isStumbling = true;
            readNext = Now() + RetryAfter;
        }

        Arm();
    }

    private async Task ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await deadlines.ReadAsync(shard, now + Limits.SchedulerHorizon, ReadMax, cancellationToken);
        near.Clear();
        near.UnionWith(rows);
        lapsing.Read(rows, now);
        LetListen(rows, now);
        readNext = rows.Length < ReadMax ? now + ReadEvery : now + RetryAfter;
    }

    /// <summary>With every read anew: the grain may have died with its silo since. Nothing waits for it: the firing comes whether it was heard or not.</summary>
    private void LetListen(ImmutableArray<DeadlineRow> rows, DateTimeOffset now)
    {
        foreach (var row in rows)
        {
            if (row.Kind == PersonDeadlineKinds.Grace && row.DueAt > now && row.DueAt <= now + ListensBefore)
            {
                _ = Person(row).Presence();
            }
        }
    }

    private async Task FireAsync(DateTimeOffset now)
    {
        while (near.Count > 0 && near.Min!.DueAt <= now)
        {
            var due = near.TakeWhile(row => row.DueAt <= now).Take(FiringsAtOnceMax).ToList();
            near.ExceptWith(due);
            await Task.WhenAll(due.Select(Fire));
            readNext = readNext < now + RetryAfter ? readNext : now + RetryAfter;
        }
    }

    private Task Fire(DeadlineRow row) => row.Kind switch
    {
        PersonDeadlineKinds.Grace => Person(row).Fire(row),
        GestureStreams.DeadlineKind => GrainFactory.GetGrain<IGestureGrain>(row.Stream).Fire(row),
        AskDeadlineKinds.Ring or AskDeadlineKinds.Duties => GrainFactory.GetGrain<IAskGrain>(AskStreams.Key(AskStreams.AskOf(row.Stream))).Fire(row),
        DeadlineKinds.BeginAsks => GrainFactory.GetGrain<IAskBeginnerGrain>(row.Stream).Fire(row),
        DeadlineKinds.Floor => GrainFactory.GetGrain<IFloorResultsGrain>(row.Stream).Fire(row),
        _ => GrainFactory.GetGrain<IConversationGrain>(row.Stream).Fire(row),
    };

    private IEmployeeGrain Person(DeadlineRow row) => GrainFactory.GetGrain<IEmployeeGrain>(PersonStream.EmployeeOf(row.Stream).Value);

    private void Arm()
    {
        var now = Now();
        var next = near.Count > 0 && near.Min!.DueAt < readNext ? near.Min.DueAt : readNext;
        timer?.Change(next > now ? WholeMilliseconds(next - now) : TimeSpan.Zero, ReadEvery);
    }

    /// <summary>As a stream that is fired reckons: its time is the millisecond that has begun.</summary>
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    /// <summary>Never less than asked for.</summary>
    private static TimeSpan WholeMilliseconds(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    [LoggerMessage(3001, LogLevel.Warning, "Scheduler {Shard} could not read or fire; it tries again.")]
    private partial void LogTickFailed(Exception exception, int shard);

    /// <summary>Earliest first; the rest only makes different deadlines different.</summary>
    private sealed class ByDueTime : IComparer<DeadlineRow>
    {
        public static readonly ByDueTime Instance = new();

        public int Compare(DeadlineRow? x, DeadlineRow? y)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(y);
            var order = x.DueAt.CompareTo(y.DueAt);
            order = order != 0 ? order : string.CompareOrdinal(x.Stream, y.Stream);
            order = order != 0 ? order : string.CompareOrdinal(x.Kind, y.Kind);
            return order != 0 ? order : x.Epoch.CompareTo(y.Epoch);
        }
    }
}
