using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Lists;

namespace Conversations.Live.Tests.Lists;

public sealed class OpenIndexTests
{
    private readonly LiveTime _time = new();
    private readonly OpenIndex _index;

    public OpenIndexTests() => _index = new OpenIndex(_time);

    [Fact]
    public void An_older_row_that_comes_late_changes_nothing()
    {
        Assert.True(_index.Apply(Rows.Row(1, head: 5)));
        Assert.False(_index.Apply(Rows.Row(1, head: 4) with { Owner = Rows.Ana }));
        Assert.False(_index.Apply(Rows.Row(1, head: 5) with { Owner = Rows.Ana }));
        Assert.Equal(0, _index.CountsOf(Rows.Ana).Mine);
    }

    [Fact]
    public void A_closed_conversation_leaves_and_no_late_row_brings_it_back()
    {
        _index.Apply(Rows.Row(1, head: 1));
        _index.Apply(Rows.Row(1, head: 3) with { State = ConversationStates.Closed, Unattended = false });
        _index.Apply(Rows.Row(1, head: 2));
        Assert.Equal(0, _index.Count);
        _index.Apply(Rows.Row(1, head: 4));
        Assert.Equal(1, _index.Count);
    }

    [Fact]
    public void A_closed_conversation_never_seen_open_stays_away()
    {
        _index.Apply(Rows.Row(1, head: 3) with { State = ConversationStates.Closed, Unattended = false });
        _index.Apply(Rows.Row(1, head: 2));
        Assert.Equal(0, _index.Count);
    }

    [Fact]
    public void A_view_is_kept_for_ten_minutes_after_the_last_look()
    {
        var spec = new ListSpec { View = ListSpec.Mine, Reader = Rows.Ana };
        var view = _index.Use(spec)!;
        _index.Release(view);
        _time.Advance(TimeSpan.FromMinutes(9));
        _index.ForgetIdle();
        Assert.Same(view, _index.Use(spec));
        _index.Release(view);
        _time.Advance(TimeSpan.FromMinutes(10));
        _index.ForgetIdle();
        Assert.NotSame(view, _index.Use(spec));
    }

    [Fact]
    public void More_views_than_the_bound_are_refused_while_all_are_in_use()
    {
        var used = new List<IndexView>();
        while (_index.Use(new ListSpec { View = ListSpec.Mine, Reader = new EmployeeId($"e-{used.Count}") }) is { } view)
        {
            used.Add(view);
        }

        Assert.InRange(used.Count, OpenIndex.ViewsMax - 10, OpenIndex.ViewsMax);
        _index.Release(used[0]);
        Assert.NotNull(_index.Use(new ListSpec { View = ListSpec.Mine, Reader = new EmployeeId("one-more") }));
    }

    [Fact]
    public void Times_are_as_fine_as_the_stores()
    {
        _index.Apply(Rows.Row(1) with { DueAt = Rows.Start.AddTicks(9) });
        _index.Apply(Rows.Row(2) with { DueAt = Rows.Start.AddTicks(1) });
        _index.Apply(Rows.Row(3) with { DueAt = Rows.Start.AddTicks(5) });
        var window = new OpenRow[3];
        _index.Read(_index.Use(new ListSpec { View = ListSpec.Everything })!, 0, window);
        Assert.Equal(
            new[] { Rows.Row(1), Rows.Row(2), Rows.Row(3) }.OrderBy(static row => row.WaitingSince).ThenBy(static row => row.Id.Value, StringComparer.Ordinal).Select(static row => row.Id.Value),
            window.Select(static row => row.Key.ToString()));
    }
}
