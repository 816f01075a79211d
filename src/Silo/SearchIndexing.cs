using Conversations.Contracts.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Conversations.Silo;

/// <summary>
/// Keeps the index of searches half a second behind the journal. Every silo stands ready; the one with the lease does it, and when it is gone another takes over where it stopped.
/// </summary>
internal sealed partial class SearchIndexing(ISearchIndex index, TimeProvider time, ILogger<SearchIndexing> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>How often one without the lease asks for it.</summary>
    private static readonly TimeSpan PauseWithoutLease = TimeSpan.FromSeconds(2);

    private readonly string _holder = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():n}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (pause, isStumbling) = (Pause, false);
        while (true)
        {
            await Task.Delay(pause, time, stoppingToken);
            try
            {
                pause = await index.CatchUpAsync(_holder, stoppingToken) is null ? PauseWithoutLease : Pause;
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
