using System.Text.Json.Nodes;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Floor;
using Conversations.Web.Hubs;
using Conversations.Web.Kept;
using Microsoft.AspNetCore.SignalR;

namespace Conversations.Live.Tests.Hubs;

public sealed class FloorNewsTests : IAsyncLifetime, IDisposable
{
    private readonly LiveNode _node = new();
    private readonly FloorNews _news;
    private readonly Dictionary<int, long> _heads = [];

    public FloorNewsTests() => _news = _node.Get<FloorNews>();

    public async ValueTask InitializeAsync()
    {
        _node.FloorDoor.In.UnionWith([Rows.Ana, Rows.Ben]);
        await _news.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _news.StopAsync(TestContext.Current.CancellationToken);
        Dispose();
    }

    public void Dispose()
    {
        _news.Dispose();
        _node.Dispose();
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_has_the_floor_open_is_told_at_once_then_at_most_four_times_a_second_and_of_the_last_one_too()
    {
        var (ana, ben) = (Open(Rows.Ana), Open(Rows.Ben));
        await WatchAsync(ana);
        await TouchAsync(1);
        Assert.Equal([1, 0], [Heard(ana), Heard(ben)]);
        Commit(1);
        Commit(2);
        _node.Time.Advance(100);
        _node.Round();
        Assert.Equal(1, Heard(ana));
        Pause();
        await _node.Time.UntilWaiting(1);
        _node.Round();
        Assert.Equal([2, 0], [Heard(ana), Heard(ben)]);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_happens_in_private_is_no_news()
    {
        await _news.StopAsync(TestContext.Current.CancellationToken);
        await WatchAsync(Open(Rows.Ana));
        Commit(1, "private");
        Assert.False(_news.Tell());
        Commit(1);
        Assert.True(_news.Tell());
        Commit(1, "private");
        Assert.False(_news.Tell());
    }

    [Fact(Timeout = 30_000)]
    public async Task That_somebody_who_waited_went_private_is_told_to_everybody_on_the_floor()
    {
        await _news.StopAsync(TestContext.Current.CancellationToken);
        var topics = new TopicSet(_node.Get<IDocuments>(), new Changes(_node.Get<IPersonalEvents>()), _node.Time);
        _ = new FloorBoard(_node.Lists, _news, _node.Store, _node.Store, topics, _node.Time);
        await WatchAsync(Open(Rows.Ana));
        Commit(1);
        Assert.True(_news.Tell());
        Commit(1, "private");
        Assert.True(_news.Tell());
        Commit(1, "private");
        Assert.False(_news.Tell());
    }

    [Fact(Timeout = 30_000)]
    public async Task Of_one_conversation_only_those_are_told_who_have_it_open()
    {
        Commit(1);
        Commit(2);
        var (ana, ben) = (Open(Rows.Ana), Open(Rows.Ben));
        await WatchAsync(ana, Rows.Id(1).Value);
        await WatchAsync(ben, Rows.Id(2).Value);
        await TouchAsync(1);
        Assert.Equal([Rows.Id(1).Value], Conversations(ana));
        Assert.Empty(Conversations(ben));
        await WatchAsync(ana, Rows.Id(2).Value);
        Pause();
        await TouchAsync(1);
        Assert.Equal([Rows.Id(1).Value], Conversations(ana));
    }

    [Fact(Timeout = 30_000)]
    public async Task That_a_conversation_went_private_is_told_once_and_nothing_of_it_after()
    {
        Commit(1);
        var ana = Open(Rows.Ana);
        await WatchAsync(ana, Rows.Id(1).Value);
        await TouchAsync(1, "private");
        Assert.Equal([Rows.Id(1).Value], Conversations(ana));
        Assert.Equal(1, Heard(ana));
        Pause();
        Commit(1, "private");
        await TouchAsync(2);
        Assert.Single(Conversations(ana));
        Assert.Equal(2, Heard(ana));
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_closed_the_floor_or_went_is_told_no_more()
    {
        var (ana, ben) = (Open(Rows.Ana), Open(Rows.Ben));
        await WatchAsync(ana);
        await WatchAsync(ben);
        _node.Get<FloorCalls>().Unwatch(ana.Me);
        ben.Dispose();
        await WatchAsync(ben);
        var other = Open(Rows.Ana);
        await WatchAsync(other);
        await TouchAsync(1);
        _node.Dashboards.TryAdd(ben.Me);
        _node.Round();
        Assert.Equal([1, 0, 0], [Heard(other), Heard(ana), Heard(ben)]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_has_not_come_to_the_floor_is_refused_and_what_is_private_or_unknown_is_not_found()
    {
        Commit(1, "private");
        var (ana, eve) = (Open(Rows.Ana), Open(new EmployeeId("eve")));
        Assert.Equal(Problems.FloorGrade, (await Assert.ThrowsAsync<HubException>(() => WatchAsync(eve))).Message);
        foreach (var id in new[] { Rows.Id(1).Value, Rows.Id(2).Value, "no such" })
        {
            Assert.Equal(Problems.NotFound, (await Assert.ThrowsAsync<HubException>(() => WatchAsync(ana, id))).Message);
        }

        // She has the floor open all the same.
        await TouchAsync(3);
        Assert.Equal([1, 0], [Heard(ana), Heard(eve)]);
    }

    [Fact(Timeout = 30_000)]
    public void How_she_stands_is_told_to_her_alone_when_something_of_it_was_written_down()
    {
        var (ana, ben) = (Open(Rows.Ana), Open(Rows.Ben));
        _node.State.Apply(_node.Store.Commit("w1", new CommittedAppend { Stream = FloorStreams.Of(Rows.Ana), Entries = [Rows.Entry(1)] }));
        _node.Round();
        Assert.Equal([1, 0], [Told(ana, "floorStanding").Count(), Told(ben, "floorStanding").Count()]);
    }

    private TestDashboard Open(EmployeeId employee) => _node.Open(employee, role: Role.Colleague);

    private Task WatchAsync(TestDashboard dashboard, string? conversation = null) => _node.Get<FloorCalls>().WatchAsync(dashboard.Me, conversation, TestContext.Current.CancellationToken);

    /// <summary>A change after a quiet time, told at once.</summary>
    private async Task TouchAsync(int number, string visibility = "public")
    {
        Commit(number, visibility);
        await _node.Time.UntilWaiting(1);
        _node.Round();
    }

    private void Pause() => _node.Time.Advance(250);

    private void Commit(int number, string visibility = "public")
    {
        _heads[number] = _heads.GetValueOrDefault(number) + 1;
        _node.Commit(Rows.Row(number, _heads[number]) with { Visibility = visibility });
    }

    private static IEnumerable<JsonObject> Told(TestDashboard dashboard, string what) => dashboard.Told("Changed").Where(told => (string?)told["what"] == what);

    private static int Heard(TestDashboard dashboard) => Told(dashboard, "floor").Count(static told => told["conversationId"] is null);

    private static string[] Conversations(TestDashboard dashboard) => [.. Told(dashboard, "floor").Select(static told => (string?)told["conversationId"]).OfType<string>()];
}
