using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Feed;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Conversations.Grains.Notices;

/// <summary>The way of personal events to the dashboards of all web nodes. What is lost is read by REST.</summary>
public interface INoticeRoad
{
    Task TellAsync(ImmutableArray<PersonalEvent> events);
}

/// <summary>Straight to every web node that listens to the feed.</summary>
public sealed partial class FeedNoticeRoad(IGrainFactory grains, ILogger<FeedNoticeRoad> logger) : INoticeRoad
{
    public async Task TellAsync(ImmutableArray<PersonalEvent> events)
    {
        try
        {
            foreach (var ear in await grains.GetGrain<IFeedRegistryGrain>("feed").Listeners())
            {
                foreach (var part in events.Chunk(Limits.PersonalEventsBatchMax))
                {
                    await ear.OnPersonal([.. part]);
                }
            }
        }
#pragma warning disable CA1031 // They are stored: dashboards read them when they connect anew, and notices must go on being made.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotTold(exception, events.Length);
        }
    }

    [LoggerMessage(3201, LogLevel.Warning, "{Count} notices could not be told to the web nodes; they are read later.")]
    private partial void LogNotTold(Exception exception, int count);
}
