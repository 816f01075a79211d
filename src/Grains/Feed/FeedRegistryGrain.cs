using System.Collections.Immutable;
using Conversations.Contracts.Feed;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Utilities;

namespace Conversations.Grains.Feed;

/// <summary>
/// Who listens to committed batches. In memory only: after a move every web node is back within its renewal of 30 s, and until then it reads the store.
/// </summary>
public sealed class FeedRegistryGrain : Grain, IFeedRegistryGrain
{
    /// <summary>Web nodes of one cluster; one more is refused and lives by reading the store.</summary>
    public const int ListenersMax = 256;

    /// <summary>Three renewals may be lost.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);

    private readonly ObserverManager<string, IFeedObserver> _listeners;

    public FeedRegistryGrain(TimeProvider time, ILogger<FeedRegistryGrain> logger) =>
        _listeners = new ObserverManager<string, IFeedObserver>(Lease, logger) { GetDateTime = () => time.GetUtcNow().UtcDateTime };

    public Task Listen(string webNode, IFeedObserver observer)
    {
        _listeners.ClearExpired();
        if (_listeners.Count >= ListenersMax && !_listeners.Observers.ContainsKey(webNode))
        {
            throw new InvalidOperationException($"{ListenersMax} web nodes listen already.");
        }

        _listeners.Subscribe(webNode, observer);
        return Task.CompletedTask;
    }

    public Task Leave(string webNode)
    {
        _listeners.Unsubscribe(webNode);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<IFeedObserver>> Listeners()
    {
        _listeners.ClearExpired();
        return Task.FromResult<ImmutableArray<IFeedObserver>>([.. _listeners]);
    }
}
