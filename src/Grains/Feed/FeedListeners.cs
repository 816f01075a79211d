using System.Collections.Immutable;
using Conversations.Contracts.Feed;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Conversations.Grains.Feed;

/// <summary>The web nodes that listen, each for as long as its lease.</summary>
public sealed class FeedListeners(TimeProvider time, ILogger logger)
{
    /// <summary>Web nodes of one cluster; one more is refused and lives by reading the store.</summary>
    public const int ListenersMax = 256;

    /// <summary>Three renewals may be lost.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);

    private readonly ObserverManager<string, IFeedObserver> _listeners = new(Lease, logger) { GetDateTime = () => time.GetUtcNow().UtcDateTime };

    /// <summary>Adds or renews; false when there are too many.</summary>
    public bool TryAdd(string webNode, IFeedObserver observer)
    {
        _listeners.ClearExpired();
        if (_listeners.Count >= ListenersMax && !_listeners.Observers.ContainsKey(webNode))
        {
            return false;
        }

        _listeners.Subscribe(webNode, observer);
        return true;
    }

    public void Remove(string webNode) => _listeners.Unsubscribe(webNode);

    public ImmutableArray<IFeedObserver> All()
    {
        _listeners.ClearExpired();
        return [.. _listeners];
    }
}
