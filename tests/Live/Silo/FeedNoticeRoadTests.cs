using System.Collections.Immutable;
using System.Reflection;
using Conversations.Contracts;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Presence;
using Conversations.Live.Tests.Doubles;
using Conversations.Silo.Feed;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans;

namespace Conversations.Live.Tests.Silo;

/// <summary>Notices on their way from a silo to the web nodes.</summary>
public sealed class FeedNoticeRoadTests : IAsyncLifetime
{
    private readonly LiveTime _time = new();
    private readonly Registry _registry = new();
    private readonly FeedPublisher _publisher;
    private readonly FeedNoticeRoad _road;

    public FeedNoticeRoadTests()
    {
        var grains = DispatchProxy.Create<IGrainFactory, FactoryOf>();
        ((FactoryOf)(object)grains).Registry = _registry;
        _publisher = new FeedPublisher(new LiveStore(), grains, _time, Options.Create(new FeedPublisherOptions()), NullLogger<FeedPublisher>.Instance);
        _road = new FeedNoticeRoad(_publisher, NullLogger<FeedNoticeRoad>.Instance);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_thousand_batches_of_notices_ask_the_registry_no_more_than_the_feed_does()
    {
        _registry.Ears = [new Ear(), new Ear()];
        await StartAsync();
        var asked = _registry.Asked;
        for (var batch = 0; batch < 1_000; batch++)
        {
            await _road.TellAsync([EventOf(batch)]);
        }

        Assert.Equal(asked, _registry.Asked);
        Assert.All(_registry.Ears, static ear => Assert.Equal(1_000, ((Ear)ear).Heard.Count));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_web_node_that_cannot_be_told_keeps_the_others_from_nothing_and_parts_are_bounded()
    {
        _registry.Ears = [new Ear { Trouble = new TimeoutException() }, new Ear()];
        await StartAsync();
        await _road.TellAsync([.. Enumerable.Range(0, 250).Select(EventOf)]);
        var well = (Ear)_registry.Ears[1];
        Assert.Equal(Enumerable.Range(0, 250).Select(static number => $"{number}"), well.Heard);
        Assert.Equal(Limits.PersonalEventsBatchMax, well.Most);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _publisher.StopAsync(default);
        _publisher.Dispose();
    }

    private static PersonalEvent EventOf(int number) => new(Rows.Ana, "Notice", $"{number}", "{}");

    private async Task StartAsync()
    {
        await _publisher.StartAsync(default);
        await _time.UntilWaiting(1);
    }

    private sealed class Registry : IFeedRegistryGrain
    {
        public ImmutableArray<IFeedObserver> Ears { get; set; } = [];
        public int Asked { get; private set; }

        public Task Listen(string webNode, IFeedObserver observer) => throw new NotSupportedException();

        public Task Leave(string webNode) => throw new NotSupportedException();

        public Task<ImmutableArray<IFeedObserver>> Listeners()
        {
            Asked++;
            return Task.FromResult(Ears);
        }
    }

    private sealed class Ear : IFeedObserver
    {
        public Exception? Trouble { get; init; }
        public List<string> Heard { get; } = [];
        public int Most { get; private set; }

        public Task OnCommitted(CommittedBatch batch) => Task.CompletedTask;

        public Task OnSigns(string webNode, ImmutableArray<Sign> signs) => Task.CompletedTask;

        public Task OnPresence(string webNode, ImmutableArray<PresenceView> people) => Task.CompletedTask;

        public Task OnPersonal(ImmutableArray<PersonalEvent> events)
        {
            Heard.AddRange(events.Select(static told => told.Key));
            Most = Math.Max(Most, events.Length);
            return Trouble is null ? Task.CompletedTask : Task.FromException(Trouble);
        }
    }

    /// <summary>Whatever grain is asked for is the registry.</summary>
    internal class FactoryOf : DispatchProxy
    {
        internal IFeedRegistryGrain? Registry { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Registry;
    }
}
