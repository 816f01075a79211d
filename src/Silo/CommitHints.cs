using Conversations.Contracts.Ports;
using Conversations.Grains.Delivery;
using Conversations.Grains.Offers;
using Conversations.Grains.Scheduling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Conversations.Silo;

/// <summary>
/// Carries what this silo's writers commit to the grains that act on it, and comes by every second for what no hint reached. Nothing
/// depends on it being quick; without it replies would wait for the next poke and deadlines for the next read.
/// </summary>
internal sealed partial class CommitHints(
    IJournalFeed feed, SchedulerHints scheduler, OutboxSweep outbox, OfferHints offers, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<CommitHints> logger)
    : BackgroundService
{
    private static readonly TimeSpan WakeEvery = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await StartedAsync(stoppingToken))
        {
            return;
        }

        using var deadlines = feed.Subscribe(scheduler.OnCommitted);
        using var replies = feed.Subscribe(outbox.OnCommitted);
        using var lines = feed.Subscribe(offers.OnCommitted);
        using var timer = new PeriodicTimer(OutboxSweep.Period, time);
        var wakeNext = time.GetUtcNow();
        var routersNext = wakeNext;
        var isStumbling = false;
        do
        {
            try
            {
                if (time.GetUtcNow() >= wakeNext)
                {
                    await scheduler.WakeAllAsync();
                    wakeNext = time.GetUtcNow() + WakeEvery;
                }

                if (time.GetUtcNow() >= routersNext)
                {
                    await offers.WakeAllAsync(stoppingToken);
                    routersNext = time.GetUtcNow() + OfferHints.Period;
                }

                await outbox.SweepAsync(stoppingToken);
                isStumbling = false;
            }
#pragma warning disable CA1031 // The loop's edge: the next round tries again.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                if (!isStumbling)
                {
                    LogRoundFailed(exception);
                }

                isStumbling = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Grains answer only after all hosted services have started.</summary>
    private async Task<bool> StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var ready = lifetime.ApplicationStarted.Register(started.SetResult);
        await using var stopped = stoppingToken.Register(() => started.TrySetCanceled(stoppingToken));
        try
        {
            await started.Task;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(3101, LogLevel.Warning, "The round over outbox, schedulers and routers failed; the next one comes in a second.")]
    private partial void LogRoundFailed(Exception exception);
}
