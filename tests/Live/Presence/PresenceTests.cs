using Conversations.Contracts;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Presence;

namespace Conversations.Live.Tests.Presence;

public sealed class PresenceTests : IDisposable
{
    private readonly LiveTime _time = new();
    private readonly FakePeople _people;
    private readonly LiveNode _node;
    private readonly LiveNode _elsewhere;

    public PresenceTests()
    {
        _people = new FakePeople(_time);
        _node = new LiveNode(time: _time, people: _people);
        _elsewhere = new LiveNode(_node.Store, _time, people: _people);
        _node.Line.Others = [new PresenceEar(_elsewhere.Get<PresenceBoard>())];
        _elsewhere.Line.Others = [new PresenceEar(_node.Get<PresenceBoard>())];
    }

    [Fact]
    public async Task Who_opens_a_line_at_one_node_is_connected_at_all_and_gone_when_her_last_line_is()
    {
        var watcher = _elsewhere.Open(Rows.Ben);
        var first = _node.Open(Rows.Ana);
        var second = _node.Open(Rows.Ana);
        await Rounds(2);
        var told = watcher.Told("Presence").Single(IsOf(Rows.Ana));
        Assert.True(told["connected"]!.GetValue<bool>());
        Assert.Equal(["id", "intent", "connected", "connectedSince"], told.Select(static member => member.Key));

        first.Dispose();
        await Rounds(3);
        Assert.Single(watcher.Told("Presence"), one => IsOf(Rows.Ana)(one));
        second.Dispose();
        await Rounds(3);
        Assert.False(watcher.Told("Presence").Last(IsOf(Rows.Ana))["connected"]!.GetValue<bool>());
        Assert.False(_node.Get<PresenceBoard>().Find(Rows.Ana)!.IsConnected);
    }

    [Fact]
    public async Task Who_has_a_line_at_another_node_too_stays_connected_when_this_one_goes()
    {
        var here = _node.Open(Rows.Ana);
        _elsewhere.Open(Rows.Ana);
        await Rounds(2);
        here.Dispose();
        await Rounds(3);
        Assert.True(_node.Get<PresenceBoard>().Find(Rows.Ana)!.IsConnected);
    }

    [Fact]
    public async Task A_line_that_comes_back_at_once_is_no_news()
    {
        var watcher = _elsewhere.Open(Rows.Ben);
        var line = _node.Open(Rows.Ana);
        await Rounds(2);
        var before = watcher.Told("Presence").Count();
        line.Dispose();
        await Rounds(1);
        _node.Open(Rows.Ana);
        await Rounds(3);
        Assert.Equal(before, watcher.Told("Presence").Count());
    }

    [Fact]
    public async Task The_connections_of_a_dead_node_run_out_by_themselves()
    {
        var watcher = _elsewhere.Open(Rows.Ben);
        _node.Open(Rows.Ana);
        await Rounds(2);
        Assert.True(_elsewhere.Get<PresenceBoard>().Find(Rows.Ana)!.IsConnected);
        await Rounds((int)Limits.ConnectionLease.TotalSeconds + 2, node: _elsewhere);
        Assert.False(_elsewhere.Get<PresenceBoard>().Find(Rows.Ana)!.IsConnected);
        Assert.False(watcher.Told("Presence").Last(IsOf(Rows.Ana))["connected"]!.GetValue<bool>());
        Assert.True(watcher.Told("Presence").Last(IsOf(Rows.Ben))["connected"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Who_stays_is_renewed_every_ten_seconds_and_nobody_is_told()
    {
        var me = _node.Open(Rows.Ana);
        await Rounds(60);
        Assert.Equal(6, _people.Reports.Count);
        Assert.Single(me.Told("Presence"));
        Assert.Equal(0, _people.Asked);
        Assert.True(_elsewhere.Get<PresenceBoard>().Find(Rows.Ana)!.IsConnected);
    }

    [Fact]
    public async Task Many_changes_of_a_second_are_one_frame_and_a_new_dashboard_is_told_only_what_changes_later()
    {
        var watcher = _elsewhere.Open(Rows.Ben);
        await Rounds(3);
        var frames = watcher.FrameBytes.Count;
        for (var number = 0; number < 100; number++)
        {
            _node.Open(new EmployeeId($"e{number}"));
        }

        await Rounds(1);
        Assert.Equal(frames + 1, watcher.FrameBytes.Count);
        Assert.Equal(101, watcher.Told("Presence").Count());
        var late = _elsewhere.Open(Rows.Ben);
        await Rounds(3);
        Assert.Empty(late.Told("Presence"));
    }

    [Fact]
    public async Task A_slow_reader_gets_the_steps_it_missed()
    {
        var slow = _elsewhere.Open(Rows.Ben);
        await Rounds(2);
        slow.StopReading();
        for (var number = 0; number < 5; number++)
        {
            _node.Open(new EmployeeId($"e{number}"));
            await Rounds(1);
        }

        slow.ReadOn();
        for (var frame = 0; frame < 10; frame++)
        {
            _elsewhere.Round();
        }

        Assert.Equal(5, slow.Told("Presence").Count(static one => one["id"]!.GetValue<string>().StartsWith('e')));
    }

    [Fact]
    public async Task Who_writes_attends_to_the_conversation_and_a_thousand_keystrokes_are_one_call()
    {
        _node.Commit(Rows.Row(1), [.. Rows.Entries(1, 1)]);
        var me = _node.Open(Rows.Ana);
        var id = Rows.Id(1).Value;
        await me.WatchConversation(id, 1);
        for (var key = 0; key < 1_000; key++)
        {
            _node.Get<Conversations.Web.Hubs.ConversationCalls>().Typing(me.Me, id, true);
        }

        await _node.Get<Attending>().RoundAsync();
        _node.Get<Conversations.Web.Hubs.ConversationCalls>().Typing(me.Me, id, true);
        await _node.Get<Attending>().RoundAsync();
        Assert.Equal([(id, Rows.Ana)], _node.Attendance.Told);
        _time.Advance(TimeSpan.FromSeconds(25));
        _node.Get<Conversations.Web.Hubs.ConversationCalls>().Typing(me.Me, id, true);
        await _node.Get<Attending>().RoundAsync();
        Assert.Equal(2, _node.Attendance.Told.Count);
    }

    [Fact]
    public async Task While_the_grains_are_away_it_is_tried_again()
    {
        _people.Trouble = new TimeoutException();
        _node.Open(Rows.Ana);
        await Rounds(3);
        Assert.Null(_node.Get<PresenceBoard>().Find(Rows.Ana));
        _people.Trouble = null;
        await Rounds(1);
        Assert.True(_node.Get<PresenceBoard>().Find(Rows.Ana)!.IsConnected);
    }

    public void Dispose()
    {
        _node.Dispose();
        _elsewhere.Dispose();
    }

    private static Func<System.Text.Json.Nodes.JsonObject, bool> IsOf(EmployeeId employee) => one => one["id"]!.GetValue<string>() == employee.Value;

    private async Task Rounds(int seconds, LiveNode? node = null)
    {
        for (var second = 0; second < seconds; second++)
        {
            _time.Advance(1_000);
            foreach (var one in node is null ? new[] { _node, _elsewhere } : [node])
            {
                await one.Get<PresenceExchange>().RoundAsync(default);
            }

            _node.Pump.Round();
            _elsewhere.Pump.Round();
        }
    }
}
