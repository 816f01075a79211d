using Conversations.Contracts.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Conversations.Silo;

/// <summary>
/// Keeps the index of searches half a second behind the journal. Every silo stands ready; the one with the lease does it, and when it is gone another takes over where it stopped.
/// </summary>
internal sealed partial class SearchIndexing(ISearchIndex index, TimeProvider time, ILogger<SearchIndexing> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    /// <summary>How often one without the lease asks for it.</summary>
    private const int RoundsBetweenAsking = 4;

    private readonly string _holder = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():n}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var (pause, isStumbling) = (0, false);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (pause-- > 0)
            {
                continue;
            }

            try
            {
                pause = await index.CatchUpAsync(_holder, stoppingToken) is null ? RoundsBetweenAsking : 0;
                isStumbling = false;
            }
#pragma warning disable CA1031 // The loop's edge: the next round goes on from the cursor.
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

    [LoggerMessage(3102, LogLevel.Warning, "A round of indexing for searches failed; the next one goes on where it stopped.")]
    private partial void LogRoundFailed(Exception exception);
}
