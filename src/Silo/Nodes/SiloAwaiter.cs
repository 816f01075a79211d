using System.Data.Common;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Conversations.Silo.Nodes;

/// <summary>A web node that starts before any silo waits for one, for however long: which of them starts first is nobody's business.</summary>
public sealed partial class SiloAwaiter(TimeProvider time, ILogger<SiloAwaiter> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private bool isTold;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not (OrleansException or DbException or TimeoutException))
        {
            return false;
        }

        if (!isTold)
        {
            isTold = true;
            LogNoSilo(exception.GetType().Name);
        }

        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }

    [LoggerMessage(6002, LogLevel.Information, "No silo can be reached yet ({Trouble}); it is tried again every second.")]
    private partial void LogNoSilo(string trouble);
}
