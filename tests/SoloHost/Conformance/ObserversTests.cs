using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Utilities;

namespace Conversations.HostTests.Conformance;

public interface IListener : IGrainObserver
{
    void Heard(string words);

    Task<int> Answer(int number);

    [OneWay]
    Task Told(Leaf leaf);
}

public interface ISpeakerGrain : IGrainWithStringKey
{
    Task Subscribe(IListener listener);

    Task Unsubscribe(IListener listener);

    Task<int> Say(string words);

    Task<int> Ask(IListener listener, int number);

    Task Tell(IListener listener, Leaf leaf);

    Task PassTime(TimeSpan time);
}

public sealed class SpeakerGrain : Grain, ISpeakerGrain
{
    private readonly ObserverManager<IListener> _listeners;
    private DateTime _now = DateTime.UnixEpoch;

    public SpeakerGrain(ILogger<SpeakerGrain> logger) =>
        _listeners = new ObserverManager<IListener>(TimeSpan.FromMinutes(1), logger) { GetDateTime = () => _now };

    public Task Subscribe(IListener listener)
    {
        _listeners.Subscribe((IAddressable)listener, listener);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IListener listener)
    {
        _listeners.Unsubscribe((IAddressable)listener);
        return Task.CompletedTask;
    }

    public Task<int> Say(string words)
    {
        _listeners.ClearExpired();
        _listeners.Notify(listener => listener.Heard(words));
        return Task.FromResult(_listeners.Count);
    }

    public async Task<int> Ask(IListener listener, int number) => await listener.Answer(number);

    public Task Tell(IListener listener, Leaf leaf) => listener.Told(leaf);

    public Task PassTime(TimeSpan time)
    {
        _now += time;
        return Task.CompletedTask;
    }
}

public sealed class Listener : IListener
{
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();

    public ValueTask<string> Next() => _heard.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public void Heard(string words) => _heard.Writer.TryWrite(words);

    public Task<int> Answer(int number) => Task.FromResult(number + 1);

    public Task Told(Leaf leaf)
    {
        _heard.Writer.TryWrite(leaf.Name);
        return Task.CompletedTask;
    }
}

public sealed class ObserversTests
{
    [Fact]
    public async Task An_observer_hears_what_is_said_in_order()
    {
        await using var cluster = await Cluster.Start();
        var speaker = cluster.Grains.GetGrain<ISpeakerGrain>("one");
        var listener = new Listener();
        var reference = cluster.Grains.CreateObjectReference<IListener>(listener);
        await speaker.Subscribe(reference);

        foreach (var number in Enumerable.Range(0, 50))
        {
            await speaker.Say(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        foreach (var number in Enumerable.Range(0, 50))
        {
            Assert.Equal(number.ToString(System.Globalization.CultureInfo.InvariantCulture), await listener.Next());
        }

        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task An_observer_can_be_asked_and_told()
    {
        await using var cluster = await Cluster.Start();
        var speaker = cluster.Grains.GetGrain<ISpeakerGrain>("one");
        var listener = new Listener();
        var reference = cluster.Grains.CreateObjectReference<IListener>(listener);

        Assert.Equal(8, await speaker.Ask(reference, 7));
        await speaker.Tell(reference, new Leaf { Name = "news" });
        Assert.Equal("news", await listener.Next());
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task An_observer_that_does_not_renew_expires()
    {
        await using var cluster = await Cluster.Start();
        var speaker = cluster.Grains.GetGrain<ISpeakerGrain>("one");
        var listener = new Listener();
        var reference = cluster.Grains.CreateObjectReference<IListener>(listener);
        await speaker.Subscribe(reference);

        await speaker.PassTime(TimeSpan.FromSeconds(50));
        await speaker.Subscribe(reference);
        await speaker.PassTime(TimeSpan.FromSeconds(50));
        Assert.Equal(1, await speaker.Say("still"));
        await speaker.PassTime(TimeSpan.FromSeconds(11));
        Assert.Equal(0, await speaker.Say("gone"));
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task One_that_unsubscribes_hears_no_more()
    {
        await using var cluster = await Cluster.Start();
        var speaker = cluster.Grains.GetGrain<ISpeakerGrain>("one");
        var listener = new Listener();
        var reference = cluster.Grains.CreateObjectReference<IListener>(listener);
        await speaker.Subscribe(reference);

        await speaker.Unsubscribe(reference);

        Assert.Equal(0, await speaker.Say("anybody"));
        cluster.Grains.DeleteObjectReference<IListener>(reference);
        GC.KeepAlive(listener);
    }
}
