using Conversations.Web.Access;
using Conversations.Web.Attachments;

namespace Conversations.Web.Start;

/// <summary>Once an hour, removes what is over by itself: sessions that were signed out long ago, files that were never sent.</summary>
public sealed class KeepTidy(EndedSessions ended, AttachmentDesk attachments, TimeProvider clock, ILogger<KeepTidy> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ended.SweepAsync(stoppingToken);
                await attachments.SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                TidyLog.NotSwept(logger, exception.GetType().Name);
            }
        }
    }
}

internal static partial class TidyLog
{
    [LoggerMessage(5201, LogLevel.Warning, "Old sessions and files could not be removed ({Trouble}); it is tried again in an hour.")]
    public static partial void NotSwept(ILogger logger, string trouble);
}
