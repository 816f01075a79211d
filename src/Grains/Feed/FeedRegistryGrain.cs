using System.Collections.Immutable;
using Conversations.Contracts.Feed;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Conversations.Grains.Feed;

/// <summary>
/// Who listens to committed batches. In memory only: after a move every web node is back within its renewal of 30 s, and until then it reads the store.
/// </summary>
public sealed class FeedRegistryGrain(TimeProvider time, ILogger<FeedRegistryGrain> logger) : Grain, IFeedRegistryGrain
{
    private readonly FeedListeners _listeners = new(time, logger);

    public Task Listen(string webNode, IFeedObserver observer) =>
        _listeners.TryAdd(webNode, observer)
            ? Task.CompletedTask
            : throw new InvalidOperationException($"{FeedListeners.ListenersMax} web nodes listen already.");

    public Task Leave(string webNode)
    {
        _listeners.Remove(webNode);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<IFeedObserver>> Listeners() => Task.FromResult(_listeners.All());
}
