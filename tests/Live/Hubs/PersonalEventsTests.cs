using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Hubs;

namespace Conversations.Live.Tests.Hubs;

public sealed class PersonalEventsTests : IDisposable
{
    private readonly LiveNode _node = new();

    [Fact]
    public void An_event_reaches_every_dashboard_of_its_person_and_nobody_else_s()
    {
        var (one, two, other) = (_node.Open(Rows.Ana), _node.Open(Rows.Ana, via: "key"), _node.Open(Rows.Ben));
        Tell(Rows.Ana, "a", "1");
        _node.Round();
        Assert.Equal("1", Assert.Single(one.Told("DraftChanged"))["n"]!.ToJsonString());
        Assert.Single(two.Told("DraftChanged"));
        Assert.Empty(other.Told("DraftChanged"));
        two.Dispose();
        Tell(null, "b", "2");
        _node.Round();
        Assert.Equal(2, one.Told("DraftChanged").Count());
        Assert.Single(other.Told("DraftChanged"));
        Assert.Single(two.Told("DraftChanged"));
    }

    [Fact]
    public void Of_events_with_the_same_key_only_the_newest_is_told_and_others_keep_their_order()
    {
        var me = _node.Open(Rows.Ana);
        Tell(Rows.Ana, "a", "1");
        Tell(Rows.Ana, "b", "2");
        Tell(Rows.Ana, "a", "3");
        _node.Round();
        Assert.Equal(["3", "2"], me.Told("DraftChanged").Select(told => told["n"]!.ToJsonString()));
    }

    [Fact]
    public async Task An_event_travels_to_the_other_web_nodes_and_trouble_there_costs_only_the_hint()
    {
        using var elsewhere = new LiveNode(_node.Store, _node.Time);
        var me = _node.Open(Rows.Ana);
        elsewhere.Line.Others = [new Ear(_node.Get<PersonalEvents>())];
        elsewhere.Get<PersonalEvents>().Tell(Event(Rows.Ana, "a", "1"));
        await elsewhere.Get<PersonalEvents>().RoundAsync();
        _node.Round();
        Assert.Single(me.Told("DraftChanged"));

        elsewhere.Line.Trouble = new TimeoutException();
        _node.Time.Advance(10_000);
        elsewhere.Get<PersonalEvents>().Tell(Event(Rows.Ana, "a", "2"));
        await elsewhere.Get<PersonalEvents>().RoundAsync();
        elsewhere.Line.Trouble = null;
        elsewhere.Get<PersonalEvents>().Tell(Event(Rows.Ana, "a", "3"));
        await elsewhere.Get<PersonalEvents>().RoundAsync();
        _node.Round();
        Assert.Equal(["1", "3"], me.Told("DraftChanged").Select(told => told["n"]!.ToJsonString()));
    }

    [Fact]
    public void A_dashboard_with_more_waiting_than_is_held_is_cut_off_and_one_at_the_bound_is_not()
    {
        var me = _node.Open(Rows.Ana);
        for (var n = 0; n < Limits.PersonalEventsWaitingMax; n++)
        {
            Tell(Rows.Ana, $"k{n}", "1");
        }

        _node.Round();
        Assert.Equal(Limits.PersonalEventsWaitingMax, me.Told("DraftChanged").Count());
        Assert.False(me.IsAborted);
        for (var n = 0; n <= Limits.PersonalEventsWaitingMax; n++)
        {
            Tell(Rows.Ana, $"k{n}", "1");
        }

        _node.Round();
        Assert.True(me.IsAborted);
    }

    public void Dispose() => _node.Dispose();

    private static PersonalEvent Event(EmployeeId? employee, string key, string n) => new(employee, "DraftChanged", key, $$"""{"n":{{n}}}""");

    private void Tell(EmployeeId? employee, string key, string n) => _node.Get<PersonalEvents>().Tell(Event(employee, key, n));

    private sealed class Ear(PersonalEvents personal) : IFeedObserver
    {
        public Task OnCommitted(CommittedBatch batch) => Task.CompletedTask;

        public Task OnPresence(string webNode, System.Collections.Immutable.ImmutableArray<Contracts.Presence.PresenceView> people) => Task.CompletedTask;

        public Task OnSigns(string webNode, ImmutableArray<Sign> signs) => Task.CompletedTask;

        public Task OnPersonal(ImmutableArray<PersonalEvent> events)
        {
            personal.Take(events);
            return Task.CompletedTask;
        }
    }
}
