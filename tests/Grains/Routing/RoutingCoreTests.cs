using Conversations.Contracts;
using Conversations.Grains.Routing;
using Xunit;

namespace Conversations.Grains.Tests.Routing;

public sealed class RoutingCoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private readonly RoutingCore _core = new();

    [Fact]
    public void The_last_owner_comes_first_then_who_carries_least_then_who_was_idle_longest()
    {
        _core.SetPerson(Person("ana", capacity: 6, load: 5));
        _core.SetPerson(Person("ben", capacity: 6, load: 1) with { IdleSince = Now.AddMinutes(-1) });
        _core.SetPerson(Person("cem", capacity: 12, load: 2) with { IdleSince = Now.AddMinutes(-5) });
        _core.SetItem(Item("c1") with { LastOwner = new EmployeeId("ana") });
        _core.SetItem(Item("c2"));
        _core.SetItem(Item("c3"));
        Assert.Equal([("c1", "ana"), ("c2", "cem"), ("c3", "ben")], Decided());
    }

    [Fact]
    public void The_more_urgent_comes_first_then_the_one_due_first_then_the_oldest()
    {
        _core.SetPerson(Person("ana", capacity: 10));
        _core.SetItem(Item("old") with { Since = Now.AddHours(-9) });
        _core.SetItem(Item("older") with { Since = Now.AddHours(-10) });
        _core.SetItem(Item("due") with { DueAt = Now.AddMinutes(5) });
        _core.SetItem(Item("urgent") with { Priority = RoutingPriority.Urgent });
        _core.SetItem(Item("late") with { DueAt = Now.AddMinutes(-5) });
        Assert.Equal(["urgent", "late", "due", "older", "old"], Decided().Select(d => d.Item));
    }

    [Fact]
    public void Nobody_gets_more_than_her_capacity_or_what_she_cannot_do()
    {
        _core.SetPerson(Person("ana", capacity: 3) with { Skills = 0b01 });
        _core.SetItem(Item("heavy") with { Units = 2, Skills = 0b01, Priority = RoutingPriority.High });
        _core.SetItem(Item("heavy-too") with { Units = 2, Skills = 0b01 });
        _core.SetItem(Item("other") with { Skills = 0b11 });
        _core.SetItem(Item("light"));
        Assert.Equal([("heavy", "ana"), ("light", "ana")], Decided());
        _core.AddLoad(new EmployeeId("ana"), -2);
        Assert.Equal([("heavy-too", "ana")], Decided());
        Assert.Equal(1, _core.ItemCount);
    }

    [Fact]
    public void What_somebody_let_go_goes_to_another_and_rests_while_there_is_none()
    {
        var item = Item("c1") with { DeclinedBy = new EmployeeId("ana"), DeclinedUntil = Now.AddSeconds(60), LastOwner = new EmployeeId("ana") };
        _core.SetPerson(Person("ana", capacity: 3));
        _core.SetItem(item);
        _core.SetItem(Item("c2"));
        Assert.Equal([("c2", "ana")], Decided());
        Assert.Equal(item.DeclinedUntil, _core.NextAt);

        _core.SetPerson(Person("ben", capacity: 1));
        Assert.Equal([("c1", "ben")], Decided());

        _core.SetItem(item with { Id = new ConversationId("c3") });
        Assert.Empty(Decided());
        Assert.False(_core.TryDecide(Now.AddSeconds(59), out _));
        Assert.True(_core.TryDecide(Now.AddSeconds(60), out var match));
        Assert.Equal(("c3", "ana"), (match.Item.Value, match.Person.Value));
        Assert.Null(_core.NextAt);
    }

    [Fact]
    public void Somebody_who_comes_gets_at_once_what_waited()
    {
        _core.SetPerson(Person("ana", capacity: 1) with { IsPresent = false });
        _core.SetItem(Item("c1"));
        Assert.Empty(Decided());
        Assert.True(_core.SetPresent(new EmployeeId("ana"), true));
        Assert.Equal([("c1", "ana")], Decided());
    }

    [Fact]
    public void The_same_facts_told_in_another_order_give_the_same_decisions()
    {
        var people = Enumerable.Range(0, 20).Select(i => Person($"p{i}", capacity: 2)).ToList();
        var items = Enumerable.Range(0, 30).Select(i => Item($"c{i}")).ToList();
        var (other, random) = (new RoutingCore(), new Random(1));
        people.ForEach(person => _core.SetPerson(person));
        items.ForEach(item => _core.SetItem(item));
        items.OrderBy(_ => random.Next()).ToList().ForEach(item => other.SetItem(item));
        people.OrderBy(_ => random.Next()).ToList().ForEach(person => other.SetPerson(person));
        Assert.Equal(Decided(), Decided(other));
    }

    [Fact]
    public void Lines_in_which_nothing_waits_make_room_for_new_ones_and_no_more_are_kept_than_the_limit()
    {
        _core.SetPerson(Person("ana", capacity: RoutingCore.CapacityMax));
        _core.SetItem(Item("stays"));
        for (var i = 1; i < RoutingCore.LinesMax * 2; i++)
        {
            _core.SetItem(Item($"c{i}") with { Skills = (ulong)i });
            _core.RemoveItem(new ConversationId($"c{i}"));
        }

        Assert.Equal([("stays", "ana")], Decided());
        for (var i = 1; i <= RoutingCore.LinesMax; i++)
        {
            _core.SetItem(Item($"c{i}") with { Skills = (ulong)i });
        }

        Assert.Throws<InvalidOperationException>(() => _core.SetItem(Item("too-many") with { Skills = ulong.MaxValue }));
        Assert.Equal(RoutingCore.LinesMax, _core.ItemCount);
    }

    [Fact]
    public void Deciding_and_giving_back_allocates_nothing()
    {
        for (var i = 0; i < 200; i++)
        {
            _core.SetPerson(Person($"p{i}", capacity: 5));
        }

        var items = Enumerable.Range(0, 500).Select(i => Item($"c{i}")).ToArray();
        Round(items);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Round(items);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void Round(RoutingItem[] items)
    {
        foreach (ref readonly var item in items.AsSpan())
        {
            _core.SetItem(item);
        }

        while (_core.TryDecide(Now, out var match))
        {
            _core.AddLoad(match.Person, -match.Units);
        }
    }

    private List<(string Item, string Person)> Decided(RoutingCore? core = null)
    {
        var all = new List<(string, string)>();
        while ((core ?? _core).TryDecide(Now, out var match))
        {
            all.Add((match.Item.Value, match.Person.Value));
        }

        return all;
    }

    private static RoutingPerson Person(string id, int capacity, int load = 0) =>
        new() { Id = new EmployeeId(id), Capacity = capacity, Load = load, IsPresent = true, IdleSince = Now.AddMinutes(-1) };

    private static RoutingItem Item(string id) => new() { Id = new ConversationId(id), Units = 1, Since = Now.AddMinutes(-1), Priority = RoutingPriority.Normal };
}
