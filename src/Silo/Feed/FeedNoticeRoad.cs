using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Feed;
using Conversations.Grains.Notices;
using Microsoft.Extensions.Logging;

namespace Conversations.Silo.Feed;

/// <summary>Straight to every web node that listens to the feed, as this silo's publisher knows them: the registry is not asked for each batch of notices.</summary>
public sealed partial class FeedNoticeRoad(FeedPublisher publisher, ILogger<FeedNoticeRoad> logger) : INoticeRoad
{
    public async Task TellAsync(ImmutableArray<PersonalEvent> events)
    {
        foreach (var ear in publisher.Ears)
        {
            try
            {
                foreach (var part in events.Chunk(Limits.PersonalEventsBatchMax))
                {
                    await ear.OnPersonal([.. part]);
                }
            }
#pragma warning disable CA1031 // They are stored: dashboards read them when they connect anew, and notices must go on being made.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                NotTold(exception, events.Length);
            }
        }
    }

    [LoggerMessage(5203, LogLevel.Warning, "{Count} notices could not be told to a web node; they are read later.")]
    private partial void NotTold(Exception exception, int count);
}
