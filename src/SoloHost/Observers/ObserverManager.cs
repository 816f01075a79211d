using System.Collections;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <summary>Keeps the observers of a grain; each must subscribe again before it expires. Not for use by two threads at once: a grain needs no more.</summary>
public class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly ILogger _log;

    // In the order of subscription, so that notification has an order that does not hang on hashes.
    private readonly OrderedDictionary<TIdentity, Subscription> _subscriptions = [];

    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        _log = log;
    }

    public Func<DateTime> GetDateTime { get; set; } = () => TimeProvider.System.GetUtcNow().UtcDateTime;

    public TimeSpan ExpirationDuration { get; set; }

    public int Count => _subscriptions.Count;

    public IReadOnlyDictionary<TIdentity, TObserver> Observers => _subscriptions.ToDictionary(pair => pair.Key, pair => pair.Value.Observer);

    public void Clear() => _subscriptions.Clear();

    /// <summary>Adds the observer, or renews it.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => _subscriptions[id] = new Subscription(observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => _subscriptions.Remove(id);

    public void ClearExpired()
    {
        var now = GetDateTime();
        foreach (var (id, subscription) in _subscriptions.ToArray())
        {
            if (IsExpired(subscription, now))
            {
                _subscriptions.Remove(id);
            }
        }
    }

    /// <summary>Notifies each observer that has not expired; one whose notification throws is removed.</summary>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, observer) in Alive(predicate))
        {
            try
            {
                notification(observer);
            }
            catch (Exception exception)
            {
                Drop(id, exception);
            }
        }
    }

    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        var notified = Alive(predicate).Select(entry => NotifyOne(entry.Id, entry.Observer, notification)).ToList();
        await Task.WhenAll(notified);
    }

    public IEnumerator<TObserver> GetEnumerator() => _subscriptions.Values.Select(subscription => subscription.Observer).ToList().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private async Task NotifyOne(TIdentity id, TObserver observer, Func<TObserver, Task> notification)
    {
        try
        {
            await notification(observer);
        }
        catch (Exception exception)
        {
            Drop(id, exception);
        }
    }

    private List<(TIdentity Id, TObserver Observer)> Alive(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        return [.. _subscriptions.Where(pair => predicate?.Invoke(pair.Value.Observer) ?? true).Select(pair => (pair.Key, pair.Value.Observer))];
    }

    private void Drop(TIdentity id, Exception exception)
    {
        _subscriptions.Remove(id);
        SoloHost.Engine.Log.ObserverDropped(_log, exception);
    }

    private bool IsExpired(Subscription subscription, DateTime now) => now - subscription.LastSeen > ExpirationDuration;

    private sealed record Subscription(TObserver Observer, DateTime LastSeen);
}

/// <summary>Keeps the observers of a grain by their references.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<IAddressable, TObserver>(expiration, log);
