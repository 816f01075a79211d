using Conversations.Contracts;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Hubs;
using Conversations.Web.Presence;

namespace Conversations.Live.Tests.Hubs;

/// <summary>Signs and presence over two web nodes, from second to second as they run.</summary>
public sealed class SignTests : IDisposable
{
    private readonly LiveTime _time = new();
    private readonly FakePeople _people;
    private readonly LiveNode _node;
    private readonly LiveNode _elsewhere;
    private readonly string _id = Rows.Id(1).Value;

    /// <summary>How <see cref="_node"/> hears the other.</summary>
    private readonly LossyEar _heard;

    public SignTests()
    {
        _people = new FakePeople(_time);
        _node = new LiveNode(time: _time, people: _people);
        _elsewhere = new LiveNode(_node.Store, _time, people: _people);
        _node.Line.Others = [new NodeEar(_elsewhere)];
        _heard = new LossyEar(new NodeEar(_node));
        _elsewhere.Line.Others = [_heard];
        _node.State.Apply(_node.Store.Commit("w1", Rows.Append(Rows.Row(1, 1), Rows.Entries(1, 1))));
    }

    [Fact]
    public async Task Closing_one_of_two_tabs_leaves_what_the_other_tab_shows_here_and_elsewhere()
    {
        var (here, there) = (await WatchAsync(_node, Rows.Ana), await WatchAsync(_elsewhere, Rows.Ana));
        var (first, second) = (await WatchAsync(_node, Rows.Ben), await WatchAsync(_node, Rows.Ben));
        Calls(_node).Typing(first.Me, _id, true);
        Calls(_node).Unsaved(first.Me, _id, true);
        await SecondsAsync(2);
        first.Dispose();
        await SecondsAsync(2);
        foreach (var watcher in new[] { here, there })
        {
            Assert.Contains("ben", Shown(watcher, "viewing"));
            Assert.DoesNotContain("ben", Shown(watcher, "typing"));
            Assert.DoesNotContain("ben", Shown(watcher, "unsaved"));
        }

        second.Dispose();
        await SecondsAsync(2);
        Assert.DoesNotContain("ben", Shown(here, "viewing"));
        Assert.DoesNotContain("ben", Shown(there, "viewing"));
    }

    [Fact]
    public async Task Who_has_a_tab_at_each_node_and_closes_one_is_still_shown_at_both()
    {
        var (here, there) = (await WatchAsync(_node, Rows.Ana), await WatchAsync(_elsewhere, Rows.Ana));
        var first = await WatchAsync(_node, Rows.Ben);
        await WatchAsync(_elsewhere, Rows.Ben);
        await SecondsAsync(2);
        first.Dispose();
        await SecondsAsync(2);
        Assert.Contains("ben", Shown(here, "viewing"));
        Assert.Contains("ben", Shown(there, "viewing"));
    }

    [Fact]
    public async Task Signs_and_presence_of_a_dead_web_node_are_gone_everywhere_else_within_ten_seconds()
    {
        var watcher = await WatchAsync(_node, Rows.Ana);
        var lost = await WatchAsync(_elsewhere, Rows.Ben);
        Calls(_elsewhere).Unsaved(lost.Me, _id, true);
        await SecondsAsync(5);
        Assert.Contains("ben", Shown(watcher, "viewing"));
        Assert.Contains("ben", Shown(watcher, "unsaved"));
        Assert.True(IsShownConnected(watcher, Rows.Ben));

        await SecondsAsync(10, _node);
        Assert.DoesNotContain("ben", Shown(watcher, "viewing"));
        Assert.DoesNotContain("ben", Shown(watcher, "unsaved"));
        Assert.False(IsShownConnected(watcher, Rows.Ben));
        Assert.True(IsShownConnected(watcher, Rows.Ana));
    }

    [Fact]
    public async Task Who_has_a_line_at_a_living_node_too_stays_connected_when_the_other_dies()
    {
        var watcher = await WatchAsync(_node, Rows.Ana);
        await WatchAsync(_node, Rows.Ben);
        await WatchAsync(_elsewhere, Rows.Ben);
        await SecondsAsync(12);
        await SecondsAsync(12, _node);
        Assert.True(IsShownConnected(watcher, Rows.Ben));
        Assert.Contains("ben", Shown(watcher, "viewing"));
    }

    [Fact]
    public async Task Nobody_is_taken_for_gone_in_ten_quiet_minutes()
    {
        var watcher = await WatchAsync(_node, Rows.Ana);
        await WatchAsync(_elsewhere, Rows.Ben);
        await SecondsAsync(3);
        var told = watcher.Told("Presence").Count();
        for (var minute = 0; minute < 10; minute++)
        {
            await SecondsAsync(60);
            Assert.Contains("ben", Shown(watcher, "viewing"));
        }

        Assert.Equal(told, watcher.Told("Presence").Count());
    }

    [Fact]
    public async Task The_end_of_a_sign_whose_call_is_lost_is_seen_within_ten_seconds_and_who_stays_is_shown_on()
    {
        var watcher = await WatchAsync(_node, Rows.Ana);
        var lost = await WatchAsync(_elsewhere, Rows.Ben);
        await WatchAsync(_elsewhere, new EmployeeId("cleo"));
        Calls(_elsewhere).Unsaved(lost.Me, _id, true);
        await SecondsAsync(30);
        Assert.Contains("ben", Shown(watcher, "unsaved"));

        lost.Dispose();
        _heard.IsLost = true;
        await SecondsAsync(1);
        _heard.IsLost = false;
        await SecondsAsync(8);
        Assert.DoesNotContain("ben", watcher.Told("Signs").Last().ToJsonString());
        Assert.Contains("cleo", Shown(watcher, "viewing"));
    }

    [Fact]
    public async Task Who_goes_on_looking_is_shown_without_a_break_while_renewals_are_lost_and_dashboards_are_told_rarely()
    {
        var watcher = await WatchAsync(_node, Rows.Ana);
        await WatchAsync(_elsewhere, Rows.Ben);
        await SecondsAsync(3);
        var told = watcher.Told("Signs").Count();
        for (var time = 0; time < 20; time++)
        {
            _heard.IsLost = true;
            await SecondsAsync(3);
            _heard.IsLost = false;
            await SecondsAsync(3);
        }

        Assert.All(watcher.Told("Signs").Skip(told), signs => Assert.Contains("ben", signs["viewing"]!.ToJsonString()));
        Assert.InRange(watcher.Told("Signs").Count() - told, 2, 9);
    }

    [Fact]
    public async Task A_node_whose_people_look_at_nothing_is_not_taken_for_dead()
    {
        var watcher = await WatchAsync(_node, Rows.Ana);
        _elsewhere.Open(Rows.Ben);
        await SecondsAsync(3);
        var told = watcher.Told("Presence").Count();
        await SecondsAsync(60);
        Assert.Equal(told, watcher.Told("Presence").Count());
        Assert.True(IsShownConnected(watcher, Rows.Ben));
    }

    [Fact]
    public async Task A_thousand_keystrokes_of_a_second_are_one_sign_for_the_other_nodes()
    {
        var typist = await WatchAsync(_node, Rows.Ben);
        _node.Get<SignBoard>().TakeNews();
        for (var key = 0; key < 1_000; key++)
        {
            Calls(_node).Typing(typist.Me, _id, true);
        }

        Assert.Equal("typing", Assert.Single(_node.Get<SignBoard>().TakeNews()).Kind);
    }

    public void Dispose()
    {
        _node.Dispose();
        _elsewhere.Dispose();
    }

    private static ConversationCalls Calls(LiveNode node) => node.Get<ConversationCalls>();

    private static string Shown(TestDashboard watcher, string kind) => watcher.Told("Signs").Last()[kind]!.ToJsonString();

    private static bool IsShownConnected(TestDashboard watcher, EmployeeId employee) =>
        watcher.Told("Presence").Last(one => one["id"]!.GetValue<string>() == employee.Value)["connected"]!.GetValue<bool>();

    private async Task<TestDashboard> WatchAsync(LiveNode node, EmployeeId employee)
    {
        var dashboard = node.Open(employee);
        await dashboard.WatchConversation(_id, 1);
        return dashboard;
    }

    private async Task SecondsAsync(int seconds, LiveNode? alone = null)
    {
        for (var second = 0; second < seconds; second++)
        {
            _time.Advance(1_000);
            foreach (var node in alone is null ? new[] { _node, _elsewhere } : [alone])
            {
                await node.Get<SignExchange>().RoundAsync();
                await node.Get<PresenceExchange>().RoundAsync(default);
                node.Pump.Round();
            }
        }
    }
}
