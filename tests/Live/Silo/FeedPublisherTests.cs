using System.Collections.Immutable;
using System.Reflection;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Live.Tests.Doubles;
using Conversations.Silo.Feed;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans;

namespace Conversations.Live.Tests.Silo;

public sealed class FeedPublisherTests : IAsyncLifetime
{
    private readonly LiveStore _store = new();
    private readonly LiveTime _time = new();
    private readonly Registry _registry = new();
    private readonly FeedPublisher _publisher;

    public FeedPublisherTests() =>
        _publisher = new FeedPublisher(_store, Grains(_registry), _time, Options.Create(new FeedPublisherOptions { QueueMax = 5 }), NullLogger<FeedPublisher>.Instance);

    [Fact(Timeout = 30_000)]
    public async Task Every_listener_hears_every_batch_in_order()
    {
        var first = _registry.Add();
        var second = _registry.Add();
        await StartAsync();
        for (var number = 0; number < 5; number++)
        {
            _store.Commit(Rows.Row(number));
        }

        await first.MustHearAsync(1, 2, 3, 4, 5);
        await second.MustHearAsync(1, 2, 3, 4, 5);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_listener_that_hangs_delays_neither_the_journal_nor_the_others_and_its_queue_is_bounded()
    {
        var hanging = _registry.Add();
        var well = _registry.Add();
        hanging.Hold = new TaskCompletionSource();
        await StartAsync();
        for (var number = 0; number < 20; number++)
        {
            _store.Commit(Rows.Row(number));
            await well.HearAsync(1);
        }

        Assert.InRange(_publisher.Dropped, 14, 15);
        hanging.Hold.SetResult();
        await hanging.MustHearAsync(1, 2, 3, 4, 5);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_new_listener_is_found_within_seconds()
    {
        await StartAsync();
        var late = _registry.Add();
        await RefreshAsync();
        _store.Commit(Rows.Row(1));
        await late.MustHearAsync(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_listener_whose_call_fails_is_asked_for_again_and_heard_of_again()
    {
        var failing = _registry.Add();
        failing.Trouble = new TimeoutException();
        await StartAsync();
        _store.Commit(Rows.Row(1));
        while (_publisher.Failures == 0)
        {
            await Task.Yield();
        }

        await failing.HearAsync(1);
        failing.Trouble = null;
        await RefreshAsync();
        _store.Commit(Rows.Row(2));
        await failing.MustHearAsync(2);
    }

    [Fact(Timeout = 30_000)]
    public async Task While_the_registry_cannot_be_asked_the_known_listeners_are_told()
    {
        var known = _registry.Add();
        await StartAsync();
        _registry.Trouble = new TimeoutException();
        await RefreshAsync();
        _store.Commit(Rows.Row(1));
        await known.MustHearAsync(1);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _publisher.StopAsync(default);
        _publisher.Dispose();
    }

    private async Task StartAsync()
    {
        await _publisher.StartAsync(default);
        await _registry.Asked.WaitAsync();
        await _time.UntilWaiting(1);
    }

    private async Task RefreshAsync()
    {
        while (!_registry.Asked.Wait(0))
        {
            await _time.UntilWaiting(1);
            _time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        await _time.UntilWaiting(1);
    }

    private static IGrainFactory Grains(IFeedRegistryGrain registry)
    {
        var grains = DispatchProxy.Create<IGrainFactory, OneGrain>();
        ((OneGrain)(object)grains).Grain = registry;
        return grains;
    }

    /// <summary>Hands out one grain, whatever is asked for.</summary>
    public class OneGrain : DispatchProxy
    {
        public object? Grain { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Grain;
    }

    private sealed class Registry : IFeedRegistryGrain
    {
        private ImmutableArray<IFeedObserver> _listeners = [];

        public SemaphoreSlim Asked { get; } = new(0);
        public Exception? Trouble { get; set; }

        public Ear Add()
        {
            var ear = new Ear();
            ImmutableInterlocked.Update(ref _listeners, all => all.Add(ear));
            return ear;
        }

        public Task Listen(string webNode, IFeedObserver observer) => throw new NotSupportedException();

        public Task Leave(string webNode) => throw new NotSupportedException();

        public Task<ImmutableArray<IFeedObserver>> Listeners()
        {
            Asked.Release();
            return Trouble is null ? Task.FromResult(_listeners) : Task.FromException<ImmutableArray<IFeedObserver>>(Trouble);
        }
    }

    private sealed class Ear : IFeedObserver
    {
        private readonly System.Threading.Channels.Channel<long> _heard = System.Threading.Channels.Channel.CreateUnbounded<long>();

        public TaskCompletionSource? Hold { get; set; }
        public Exception? Trouble { get; set; }

        public async Task OnCommitted(CommittedBatch batch)
        {
            await (Hold?.Task ?? Task.CompletedTask);
            await _heard.Writer.WriteAsync(batch.BatchNo);
            if (Trouble is { } trouble)
            {
                throw trouble;
            }
        }

        public Task OnSigns(string webNode, ImmutableArray<Sign> signs) => Task.CompletedTask;

        public Task OnPersonal(ImmutableArray<PersonalEvent> events) => Task.CompletedTask;

        public Task OnPresence(string webNode, System.Collections.Immutable.ImmutableArray<Contracts.Presence.PresenceView> people) => Task.CompletedTask;

        public async Task MustHearAsync(params long[] batches) => Assert.Equal(batches, await HearAsync(batches.Length));

        public async Task<long[]> HearAsync(int batches)
        {
            var heard = new long[batches];
            for (var at = 0; at < batches; at++)
            {
                heard[at] = await _heard.Reader.ReadAsync();
            }

            return heard;
        }
    }
}
