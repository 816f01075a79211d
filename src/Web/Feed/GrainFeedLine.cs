using System.Collections.Immutable;
using Conversations.Contracts.Feed;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Conversations.Web.Feed;

/// <summary>
/// The line through the registry grain. Keeps the one reference of the observer it was given, and the ears of the others: all who tell them something share one question to the
/// registry every <see cref="AskEvery"/>, and once the ears are known nobody waits for its answer. A registry that has moved knows nobody until all have renewed, so an ear once
/// listed is told for as long as its listing would have held.
/// </summary>
public sealed partial class GrainFeedLine(IGrainFactory grains, WebNode node, TimeProvider time, ILogger<GrainFeedLine> logger) : IFeedLine
{
    public static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan ListedFor = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<IFeedObserver, DateTimeOffset> _listedAt = [];
    private ImmutableArray<IFeedObserver> _others = [];
    private DateTimeOffset _askAt = DateTimeOffset.MinValue;
    private Task _asking = Task.CompletedTask;
    private bool _isKnown;
    private IFeedObserver? _reference;

    private IFeedRegistryGrain Registry => grains.GetGrain<IFeedRegistryGrain>("feed");

    public Task ListenAsync(IFeedObserver observer) => Registry.Listen(node.Name, _reference ??= grains.CreateObjectReference<IFeedObserver>(observer));

    public Task LeaveAsync() => Registry.Leave(node.Name);

    public async Task<ImmutableArray<IFeedObserver>> OthersAsync()
    {
        var asking = AskWhenDue();
        if (!Volatile.Read(ref _isKnown))
        {
            await asking;
        }

        lock (_gate)
        {
            return _others;
        }
    }

    private Task AskWhenDue()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_asking.IsCompleted && now >= _askAt)
            {
                _askAt = now + AskEvery;
                _asking = AskAsync();
            }

            return _asking;
        }
    }

    private async Task AskAsync()
    {
        try
        {
            var listed = (await Registry.Listeners()).RemoveAll(ear => ear.Equals(_reference));
            Keep(listed, time.GetUtcNow());
        }
        catch (Exception failure)
        {
            lock (_gate)
            {
                _askAt = time.GetUtcNow() + RetryAfter;
            }

            if (!Volatile.Read(ref _isKnown))
            {
                throw;
            }

            NotAsked(failure);
        }
    }

    private void Keep(ImmutableArray<IFeedObserver> listed, DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var ear in listed)
            {
                _listedAt[ear] = now;
            }

            foreach (var (ear, _) in _listedAt.Where(ear => now - ear.Value >= ListedFor).ToList())
            {
                _listedAt.Remove(ear);
            }

            _others = [.. _listedAt.Keys];
            Volatile.Write(ref _isKnown, true);
        }
    }

    [LoggerMessage(5006, LogLevel.Information, "The other web nodes could not be asked for; those known are told on.")]
    private partial void NotAsked(Exception failure);
}
