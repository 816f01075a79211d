using Conversations.Contracts.Ports;
using Conversations.Grains.Delivery;
using Conversations.Grains.Scheduling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Conversations.Silo;

/// <summary>
/// Carries what this silo has committed to schedulers and deliveries, sweeps the outbox every second, and wakes all schedulers at start and
/// every minute: hints may get lost, and the silo that held a scheduler may have died.
/// </summary>
public sealed class CommitListeners(IJournalFeed feed, SchedulerHints schedulers, OutboxSweep outbox, TimeProvider clock, ILogger<CommitListeners> logger) : BackgroundService
{
    private const int WakeEvery = 60;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var toSchedulers = feed.Subscribe(schedulers.OnCommitted);
        using var toDeliveries = feed.Subscribe(outbox.OnCommitted);
        using var timer = new PeriodicTimer(OutboxSweep.Period, clock);
        for (var round = 0; ; round++)
        {
            try
            {
                if (round % WakeEvery == 0)
                {
                    await schedulers.WakeAllAsync();
                }

                await outbox.SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                SiloLog.NotSwept(logger, exception.GetType().Name);
            }

            if (!await timer.WaitForNextTickAsync(stoppingToken))
            {
                return;
            }
        }
    }
}

internal static partial class SiloLog
{
    [LoggerMessage(6002, LogLevel.Warning, "Schedulers or the outbox could not be looked after ({Trouble}); it is tried again in a second.")]
    public static partial void NotSwept(ILogger logger, string trouble);
}
