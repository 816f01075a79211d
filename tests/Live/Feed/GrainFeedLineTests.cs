using System.Collections.Immutable;
using System.Reflection;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Presence;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Feed;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;

namespace Conversations.Live.Tests.Feed;

public sealed class GrainFeedLineTests
{
    private readonly LiveTime _time = new();
    private readonly Registry _registry = new();
    private readonly GrainFeedLine _line;

    public GrainFeedLineTests()
    {
        var factory = DispatchProxy.Create<IGrainFactory, FactoryOf>();
        ((FactoryOf)factory).Registry = _registry;
        _line = new GrainFeedLine(factory, WebNode.New(), _time, NullLogger<GrainFeedLine>.Instance);
    }

    [Fact]
    public async Task A_minute_of_keystrokes_signs_and_presence_asks_the_registry_every_five_seconds_and_no_more()
    {
        _registry.Ears = [new Deaf()];
        for (var tenth = 0; tenth < 600; tenth++)
        {
            // A draft and a sign with every keystroke, ten a second.
            Assert.Single(await _line.OthersAsync());
            Assert.Single(await _line.OthersAsync());
            _time.Advance(100);
        }

        Assert.Equal(12, _registry.Asked);
    }

    [Fact]
    public async Task An_ear_stays_known_while_the_registry_that_moved_has_not_heard_of_it_again_and_no_longer_than_it_was_listed()
    {
        _registry.Ears = [new Deaf()];
        await _line.OthersAsync();
        _registry.Ears = [];
        _time.Advance(GrainFeedLine.ListedFor - TimeSpan.FromMilliseconds(1));
        Assert.Single(await _line.OthersAsync());
        _time.Advance(GrainFeedLine.AskEvery);
        Assert.Empty(await _line.OthersAsync());
    }

    [Fact]
    public async Task Nobody_waits_for_a_registry_that_does_not_answer_once_the_others_are_known()
    {
        _registry.Ears = [new Deaf()];
        await _line.OthersAsync();
        _registry.Answer = new TaskCompletionSource<ImmutableArray<IFeedObserver>>();
        _time.Advance(GrainFeedLine.AskEvery);
        Assert.Single(await _line.OthersAsync());
        _registry.Answer.SetException(new TimeoutException());
        Assert.Single(await _line.OthersAsync());
        Assert.Equal(2, _registry.Asked);
        _registry.Answer = null;
        _registry.Ears = [new Deaf(), new Deaf()];
        _time.Advance(1_000);
        Assert.Equal(3, (await _line.OthersAsync()).Length);
    }

    [Fact]
    public async Task A_first_question_that_fails_is_told_and_asked_again_a_second_later()
    {
        _registry.Answer = new TaskCompletionSource<ImmutableArray<IFeedObserver>>();
        _registry.Answer.SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(_line.OthersAsync);
        await Assert.ThrowsAsync<TimeoutException>(_line.OthersAsync);
        Assert.Equal(1, _registry.Asked);
        _registry.Answer = null;
        _time.Advance(1_000);
        Assert.Empty(await _line.OthersAsync());
    }

    [Fact]
    public async Task One_node_that_cannot_be_told_keeps_the_others_from_nothing()
    {
        var (first, last) = (new Deaf(), new Deaf());
        _registry.Ears = [first, new Deaf { Trouble = new TimeoutException() }, last];
        await Assert.ThrowsAsync<InvalidOperationException>(() => _line.TellOthersAsync(static ear => ear.OnSigns("a", [])));
        Assert.Equal((1, 1), (first.Heard, last.Heard));
    }

    private sealed class Registry : IFeedRegistryGrain
    {
        public ImmutableArray<IFeedObserver> Ears { get; set; } = [];
        public TaskCompletionSource<ImmutableArray<IFeedObserver>>? Answer { get; set; }
        public int Asked { get; private set; }

        public Task Listen(string webNode, IFeedObserver observer) => Task.CompletedTask;

        public Task Leave(string webNode) => Task.CompletedTask;

        public Task<ImmutableArray<IFeedObserver>> Listeners()
        {
            Asked++;
            return Answer?.Task ?? Task.FromResult(Ears);
        }
    }

    private sealed class Deaf : IFeedObserver
    {
        public Exception? Trouble { get; init; }
        public int Heard { get; private set; }

        public Task OnCommitted(CommittedBatch batch) => Task.CompletedTask;

        public Task OnSigns(string webNode, ImmutableArray<Sign> signs)
        {
            Heard++;
            return Trouble is null ? Task.CompletedTask : Task.FromException(Trouble);
        }

        public Task OnPresence(string webNode, ImmutableArray<PresenceView> people) => Task.CompletedTask;

        public Task OnPersonal(ImmutableArray<PersonalEvent> events) => Task.CompletedTask;
    }

    /// <summary>Both hosts have a grain factory, and not the same one: whatever grain is asked for is the registry.</summary>
    internal class FactoryOf : DispatchProxy
    {
        internal IFeedRegistryGrain? Registry { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod?.Name == nameof(IGrainFactory.GetGrain) ? Registry : throw new NotSupportedException(targetMethod?.Name);
    }
}
