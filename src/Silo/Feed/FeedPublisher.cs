using System.Collections.Immutable;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;

namespace Conversations.Silo.Feed;

/// <summary>
/// Tells every listening web node what this silo's writers commit. A hint, never a promise: what is not told is read from the store, so a full queue drops
/// and nothing ever waits here that the journal waits for.
/// </summary>
public sealed partial class FeedPublisher(
    IJournalFeed feed, IGrainFactory grains, TimeProvider time, IOptions<FeedPublisherOptions> options, ILogger<FeedPublisher> logger) : BackgroundService
{
    private readonly FeedPublisherOptions _options = options.Value;
    private readonly SemaphoreSlim _failed = new(0, 1);
    private ImmutableArray<FeedListener> _listeners = [];
    private long _dropped;
    private int _failures;

    /// <summary>The web nodes' ears as last heard of the registry.</summary>
    public ImmutableArray<IFeedObserver> Ears => [.. _listeners.Select(static listener => listener.Observer)];

    /// <summary>Batches not told because a listener's queue was full.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Listeners dropped because a call to them failed.</summary>
    public int Failures => Volatile.Read(ref _failures);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.Subscribe(Tell);
        try
        {
            while (true)
            {
                var pause = await RefreshAsync() ? _options.RefreshEvery : _options.RetryAfter;
                await PauseAsync(pause, stoppingToken);
            }
        }
        finally
        {
            Keep([]);
        }
    }

    private void Tell(CommittedBatch batch)
    {
        foreach (var listener in _listeners)
        {
            if (!listener.TryTell(batch))
            {
                Interlocked.Increment(ref _dropped);
            }
        }
    }

    private async Task<bool> RefreshAsync()
    {
        try
        {
            Keep(await grains.GetGrain<IFeedRegistryGrain>("feed").Listeners());
            return true;
        }
        catch (Exception failure)
        {
            NotRefreshed(failure);
            return false;
        }
    }

    private void Keep(ImmutableArray<IFeedObserver> observers)
    {
        var before = _listeners;
        var kept = before.Where(listener => !listener.Running.IsCompleted && observers.Contains(listener.Observer)).ToList();
        var known = kept.Select(static listener => listener.Observer).ToHashSet();
        var added = observers.Where(known.Add).Select(observer => new FeedListener(observer, _options.QueueMax, ListenerFailed)).ToList();
        foreach (var listener in added)
        {
            listener.Start();
        }

        ImmutableInterlocked.InterlockedExchange(ref _listeners, [.. kept, .. added]);
        foreach (var gone in before.Except(kept))
        {
            gone.Stop();
        }
    }

    private void ListenerFailed(Exception failure)
    {
        NotTold(failure);
        Interlocked.Increment(ref _failures);
        if (_failed.CurrentCount == 0)
        {
            _failed.Release();
        }
    }

    /// <summary>Waits the pause out, or less when a listener failed: the list is then old.</summary>
    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Task.Delay(pause, time, enough.Token), _failed.WaitAsync(enough.Token));
        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Delay(_options.RetryAfter, time, cancellationToken);
    }

    [LoggerMessage(5201, LogLevel.Warning, "The listeners of the feed could not be asked for; those known are kept.")]
    private partial void NotRefreshed(Exception failure);

    [LoggerMessage(5202, LogLevel.Warning, "A listener of the feed could not be told; it is dropped until it registers again.")]
    private partial void NotTold(Exception failure);
}
