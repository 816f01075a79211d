using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Offers;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Grains.Conversations;
using Conversations.Grains.Notices;
using Conversations.Grains.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace Conversations.Grains.Offers;

/// <summary>
/// <inheritdoc cref="IRouterGrain"/>
/// An offer is three steps: the conversation's own book is read, units of the person are kept, the conversation is ordered to offer. What breaks in between leaves units that end by themselves, and
/// a conversation that still waits and is found again at the next look.
/// </summary>
public sealed partial class RouterGrain(
    ISummaries summaries, IJournal journal, NoticeMaker notices, TimeProvider time, IOptions<ConversationOptions> conversations, IOptions<OfferOptions> options, ILogger<RouterGrain> logger)
    : Grain, IRouterGrain
{
    private const int AtOnceMax = 32;

    /// <summary>People without room who are counted anew at one look while something waits; the next look takes the next ones.</summary>
    private const int RecountMax = 32;

    /// <summary>Of one tick; what is left is the next one's.</summary>
    private const int RoundsMax = 64;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FollowEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly RouterLine line = new(options.Value);
    private QueueId queue;
    private QueueSettings? settings;
    private IGrainTimer timer = null!;
    private DateTimeOffset lookNext;
    private DateTimeOffset followNext;
    private DateTimeOffset alarmNext;

    /// <summary>An outage is told once, not every second.</summary>
    private bool isStumbling;

    private bool Offers => settings is { Offers: true };

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        queue = new QueueId(this.GetPrimaryKeyString());
        timer = this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = LookEvery, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task Wake()
    {
        lookNext = followNext = DateTimeOffset.MinValue;
        return TickSoon();
    }

    public Task Hear(ImmutableArray<SummaryRow> changed)
    {
        foreach (var row in changed)
        {
            line.Hear(row);
        }

        return TickSoon();
    }

    public Task See(ImmutableArray<RosterPerson> people)
    {
        foreach (var person in people)
        {
            line.See(person);
        }

        return TickSoon();
    }

    private Task TickSoon()
    {
        timer.Change(TimeSpan.Zero, LookEvery);
        return Task.CompletedTask;
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        var isDone = false;
        try
        {
            var now = time.GetUtcNow();
            if (now >= lookNext)
            {
                await LookAsync(now, cancellationToken);
            }

            isDone = !Offers || await DecideAsync();
            isStumbling = false;
        }
#pragma warning disable CA1031 // The timer's edge: it is looked at again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Stumble(exception);
            lookNext = time.GetUtcNow() + RetryAfter;
        }

        Arm(isDone ? lookNext : time.GetUtcNow() + RetryAfter);
    }

    /// <summary>A queue that neither offers nor watches sleeps until it is woken.</summary>
    private void Arm(DateTimeOffset next)
    {
        if (settings is null or { Offers: false, AlarmSeconds: null } && !isStumbling)
        {
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        next = Offers && line.NextAt < next ? line.NextAt.Value : next;
        var wait = next - time.GetUtcNow();
        timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), LookEvery);
    }

    private async Task LookAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        settings = await GrainFactory.GetGrain<IQueueGrain>(queue.Value).Get();
        lookNext = now + LookEvery;
        if (settings is null or { Offers: false, AlarmSeconds: null })
        {
            line.Reset([]);
            return;
        }

        if (Offers && now >= followNext)
        {
            line.SeeAll(await GrainFactory.GetGrain<IRosterGrain>(IRosterGrain.Key).Follow(queue));
            followNext = now + FollowEvery;
        }

        var rows = await ReadAsync(cancellationToken);
        if (!line.Require(settings.Skills))
        {
            LogTooManySkills(queue.Value);
        }

        line.Reset(rows.FindAll(RouterLine.Waits));
        if (Offers && line.Count > 0)
        {
            // Nothing depends on a hint: whoever has become free and was not told of is found here.
            foreach (var person in line.NextFull(RecountMax))
            {
                _ = GrainFactory.GetGrain<IEmployeeGrain>(person.Value).CountUnits();
            }
        }

        await WatchAsync(rows, now, cancellationToken);
    }

    /// <summary>What nobody has and somebody waits for, offered or not, the most pressing first.</summary>
    private async Task<List<SummaryRow>> ReadAsync(CancellationToken cancellationToken)
    {
        var rows = new List<SummaryRow>();
        var query = new SummaryQuery { View = "queue", Queue = queue, Reader = new EmployeeId(""), Sort = "timeLeft", Limit = Limits.ConversationsPageMax };
        while (rows.Count < Limits.RouterLineMax)
        {
            var page = await summaries.QueryAsync(query, cancellationToken);
            rows.AddRange(page.Items.Where(static row => row.Unattended));
            if (page.Next is null)
            {
                break;
            }

            query = query with { Cursor = page.Next };
        }

        return rows;
    }

    /// <summary>The duty person is told of the one that waits the longest, once for each, and not of the next before the queue had time to recover.</summary>
    private async Task WatchAsync(List<SummaryRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (settings?.AlarmSeconds is { } seconds && now >= alarmNext && rows.MinBy(RouterLine.SinceOf) is { } oldest && RouterLine.SinceOf(oldest).AddSeconds(seconds) <= now)
        {
            await notices.AlarmAsync(oldest, RouterLine.SinceOf(oldest), cancellationToken);
            alarmNext = now.AddSeconds(seconds);
        }
    }

    /// <summary>False: there is more to decide than one tick does.</summary>
    private async Task<bool> DecideAsync()
    {
        var making = new OfferMaker(GrainFactory, journal, line, settings!, conversations.Value, time);
        line.Wake(time.GetUtcNow());
        for (var round = 0; round < RoundsMax; round++)
        {
            var matches = new List<RoutingMatch>(AtOnceMax);
            while (matches.Count < AtOnceMax && line.TryDecide(time.GetUtcNow(), out var match))
            {
                matches.Add(match);
            }

            if (matches.Count == 0)
            {
                return true;
            }

            await Task.WhenAll(matches.Select(match => MakeAsync(making, match)));
        }

        return false;
    }

    private async Task MakeAsync(OfferMaker making, RoutingMatch match)
    {
        try
        {
            await making.MakeAsync(match);
        }
#pragma warning disable CA1031 // Of many at once each is its own: what is left of this one ends by itself, and the next look finds what still waits.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            line.Restore(match.Person);
            Stumble(exception);
        }
    }

    private void Stumble(Exception exception)
    {
        if (!isStumbling)
        {
            LogStumbled(exception, queue.Value);
        }

        isStumbling = true;
    }

    [LoggerMessage(3401, LogLevel.Warning, "Queue {Queue} could not be offered; it is tried again.")]
    private partial void LogStumbled(Exception exception, string queue);

    [LoggerMessage(3402, LogLevel.Error, "Queue {Queue} requires more different skills than can be told apart; what waits there is offered to nobody.")]
    private partial void LogTooManySkills(string queue);
}
