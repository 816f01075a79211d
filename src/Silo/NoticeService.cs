using Conversations.Contracts.Ports;
using Conversations.Grains.Notices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Conversations.Silo;

/// <summary>Keeps notices at most a blink behind the journal.</summary>
internal sealed partial class NoticeService(IJournalFeed feed, NoticeRounds rounds, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<NoticeService> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.Subscribe(rounds.OnCommitted);
        using var timer = new PeriodicTimer(Every, time);
        var isStumbling = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Grains answer only after all hosted services have started.
            if (!lifetime.ApplicationStarted.IsCancellationRequested)
            {
                continue;
            }

            try
            {
                await rounds.RoundAsync(stoppingToken);
                isStumbling = false;
            }
#pragma warning disable CA1031 // The loop's edge: what was not done is read from the store.
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
    }

    [LoggerMessage(3103, LogLevel.Warning, "A round of making notices failed; what it left is made later.")]
    private partial void LogRoundFailed(Exception exception);
}
