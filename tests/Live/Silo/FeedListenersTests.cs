using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Grains.Feed;
using Conversations.Live.Tests.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace Conversations.Live.Tests.Silo;

public sealed class FeedListenersTests
{
    private readonly LiveTime _time = new();
    private readonly FeedListeners _listeners;

    public FeedListenersTests() => _listeners = new FeedListeners(_time, NullLogger.Instance);

    [Fact]
    public void A_node_is_listed_while_it_renews_and_forgotten_ninety_seconds_after_the_last_time()
    {
        var stays = new Ear();
        _listeners.TryAdd("gone", new Ear());
        _listeners.TryAdd("stays", stays);
        _time.Advance(TimeSpan.FromSeconds(60));
        _listeners.TryAdd("stays", stays);
        Assert.Equal(2, _listeners.All().Length);
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Same(stays, Assert.Single(_listeners.All()));
    }

    [Fact]
    public void A_node_that_leaves_is_not_told_any_more()
    {
        _listeners.TryAdd("a", new Ear());
        _listeners.Remove("a");
        Assert.Empty(_listeners.All());
    }

    [Fact]
    public void A_node_that_comes_back_with_a_new_ear_has_one_ear()
    {
        var ear = new Ear();
        _listeners.TryAdd("a", new Ear());
        _listeners.TryAdd("a", ear);
        Assert.Same(ear, Assert.Single(_listeners.All()));
    }

    [Fact]
    public void More_nodes_than_the_bound_are_refused_and_the_known_ones_renew()
    {
        for (var node = 0; node < FeedListeners.ListenersMax; node++)
        {
            Assert.True(_listeners.TryAdd($"n{node}", new Ear()));
        }

        Assert.False(_listeners.TryAdd("one-more", new Ear()));
        Assert.True(_listeners.TryAdd("n0", new Ear()));
    }

    private sealed class Ear : IFeedObserver
    {
        public Task OnCommitted(CommittedBatch batch) => Task.CompletedTask;

        public Task OnSigns(string webNode, System.Collections.Immutable.ImmutableArray<Sign> signs) => Task.CompletedTask;

        public Task OnPersonal(System.Collections.Immutable.ImmutableArray<PersonalEvent> events) => Task.CompletedTask;

        public Task OnPresence(string webNode, System.Collections.Immutable.ImmutableArray<Contracts.Presence.PresenceView> people) => Task.CompletedTask;
    }
}
