using Conversations.Web.Feed;
using Conversations.Web.Lists;
using Conversations.Web.Presence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Conversations.Web.Hubs;

/// <summary>
/// Sends every dashboard what is new for it: at once after a quiet time, and then at most one frame in 50 ms, in which everything of those 50 ms is merged.
/// A round first brings windows and threads up to now, once for all who look at them, and then goes from dashboard to dashboard without ever waiting.
/// </summary>
public sealed partial class FramePump(
    Dashboards dashboards, LiveLists lists, ConversationTails tails, SignBoard signs, PresenceBoard presence, ChangeSignal signal, TimeProvider time, DashboardOptions options,
    ILogger<FramePump> logger) : BackgroundService
{
    /// <summary>Counts, heads, signs that run out and readers that take too long are looked after even when nothing happens.</summary>
    private static readonly TimeSpan IdleMax = TimeSpan.FromMilliseconds(500);

    /// <summary>One round; says whether another is wanted although nothing may happen.</summary>
    public bool Round()
    {
        lists.Refresh();
        tails.Refresh();
        signs.Sweep();
        presence.TakeStep();
        var isUnfinished = false;
        foreach (var dashboard in dashboards.All)
        {
            isUnfinished |= TryPump(dashboard);
        }

        return isUnfinished;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var isUnfinished = Round();
            await Task.Delay(options.FrameEvery, time, stoppingToken);
            if (!isUnfinished)
            {
                await WaitAsync(stoppingToken);
            }
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(signal.WaitAsync(enough.Token).AsTask(), Task.Delay(IdleMax, time, enough.Token));
        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>One dashboard that cannot be served is cut off and must not stop the others.</summary>
    private bool TryPump(Dashboard dashboard)
    {
        try
        {
            return dashboard.Pump();
        }
        catch (Exception failure)
        {
            NotServed(failure, dashboard.Id);
            dashboard.Abort();
            return false;
        }
    }

    [LoggerMessage(5401, LogLevel.Error, "Dashboard {ConnectionId} could not be served and is cut off.")]
    private partial void NotServed(Exception failure, string connectionId);
}
