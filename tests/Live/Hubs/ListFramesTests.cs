using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Hubs;
using Conversations.Web.Lists;
using Microsoft.AspNetCore.SignalR;

namespace Conversations.Live.Tests.Hubs;

public sealed class ListFramesTests : IDisposable
{
    private readonly LiveNode _node = new();

    [Fact]
    public async Task All_changes_of_fifty_milliseconds_are_one_frame_with_each_row_once()
    {
        var me = _node.Open(Rows.Ana);
        await me.WatchList("""{"view":"all"}""");
        for (var head = 1; head <= 20; head++)
        {
            _node.Commit(Rows.Row(1, head));
            _node.Commit(Rows.Row(2, head));
        }

        _node.Round();
        var delta = Assert.Single(me.Told("ListDelta"));
        Assert.Equal(2, delta["upserts"]!.AsArray().Count);
        Assert.Equal(2, delta["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_row_that_did_not_change_is_not_sent_again()
    {
        _node.Commit(Rows.Row(1));
        _node.Commit(Rows.Row(2));
        var me = _node.Open(Rows.Ana);
        await me.WatchList("""{"view":"all"}""");
        _node.Commit(Rows.Row(2, head: 2));
        _node.Round();
        var delta = Assert.Single(me.Told("ListDelta"));
        Assert.Equal(Rows.Id(2).Value, Assert.Single(delta["upserts"]!.AsArray())!["id"]!.GetValue<string>());
        Assert.Equal(2, delta["order"]!.AsArray().Count);
    }

    [Fact]
    public async Task Nothing_is_sent_when_nothing_changed()
    {
        _node.Commit(Rows.Row(1));
        var me = _node.Open(Rows.Ana);
        await me.WatchList("""{"view":"all"}""");
        _node.Settle();
        Assert.Empty(me.Messages);
    }

    [Fact]
    public async Task A_list_shows_the_readers_own_command_at_once_though_no_batch_was_told()
    {
        _node.Commit(Rows.Row(1));
        var me = _node.Open(Rows.Ana);
        await me.WatchList("""{"view":"unattended"}""");
        _node.State.Apply(Rows.Row(1, head: 2) with { State = ConversationStates.Owned, Owner = Rows.Ana });
        var mine = await me.WatchList("""{"view":"mine"}""");
        Assert.Equal(Rows.Id(1).Value, Assert.Single(mine.Order));
        Assert.Equal(1, mine.Counts["mine"]!.GetValue<int>());
    }

    [Fact]
    public async Task Counts_are_told_at_most_once_a_second_and_then_are_true()
    {
        var me = _node.Open(Rows.Ana);
        var list = await me.WatchList("""{"view":"all","size":1,"sort":"oldest"}""");
        var told = new List<int>();
        for (var number = 0; number < 60; number++)
        {
            _node.Commit(Rows.Row(number));
            _node.Round();
            told.Add(list.Counts["all"]!.GetValue<int>());
        }

        Assert.InRange(told.Distinct().Count(), 2, 4);
        _node.Settle();
        Assert.Equal(60, list.Counts["all"]!.GetValue<int>());
        Assert.Equal(60, list.Total);
    }

    [Fact]
    public async Task A_window_of_ten_thousand_conversations_is_moved_and_kept()
    {
        for (var number = 0; number < 10_000; number++)
        {
            _node.Store.Put(Rows.Row(number));
        }

        _node.Load();
        var me = _node.Open(Rows.Ana);
        var list = await me.WatchList("""{"view":"all","sort":"newest","size":100}""");
        await me.MoveList(list, 9_950, 100);
        Assert.Equal(50, list.Order.Count);
        _node.Commit(Rows.Row(77, head: 9) with { LastAt = Rows.Start.AddDays(-1) });
        _node.Settle();
        Assert.Equal(Rows.Id(77).Value, list.Order[^1]);
        Assert.Equal(10_000, list.Total);
    }

    [Fact]
    public async Task Rows_that_are_not_at_hand_come_from_the_store_and_their_frame_waits_for_them()
    {
        _node.Commit(Rows.Row(1));
        var me = _node.Open(Rows.Ana);
        var list = await me.WatchList("""{"view":"all","sort":"newest","size":1}""");
        using var bare = new LiveNode(_node.Store, _node.Time, new Conversations.Web.Lists.SummaryCache(rowsMax: 1));
        for (var number = 2; number < 10; number++)
        {
            _node.Store.Put(Rows.Row(number));
        }

        bare.Load();
        var other = bare.Open(Rows.Ana);
        var hold = new TaskCompletionSource();
        var deep = await other.WatchList("""{"view":"all","sort":"oldest","size":2}""");
        _node.Store.Hold = hold.Task;
        var first = deep.Order[0];
        bare.State.Apply(_node.Store.All.Single(row => row.Id.Value == first) with { Head = 50, LastAt = Rows.Start.AddDays(1) });
        bare.Round();
        Assert.Equal(0, deep.Deltas);
        hold.SetResult();
        bare.Round();
        bare.Round();
        Assert.Equal(1, deep.Deltas);
        Assert.DoesNotContain(first, deep.Order);
        Assert.Equal(2, deep.Order.Count);
        Assert.Equal(0, list.Deltas);
    }

    [Fact]
    public async Task While_the_store_cannot_be_read_the_other_lists_go_on_and_this_one_follows_later()
    {
        using var bare = new LiveNode(_node.Store, _node.Time, new Conversations.Web.Lists.SummaryCache(rowsMax: 1));
        for (var number = 1; number < 6; number++)
        {
            _node.Store.Put(Rows.Row(number));
        }

        bare.Load();
        var me = bare.Open(Rows.Ana);
        var waits = await me.WatchList("""{"view":"all","sort":"oldest","size":2}""");
        var goesOn = await me.WatchList("""{"view":"mine"}""");
        _node.Store.Trouble = new StoreUnavailableException("away");
        var first = _node.Store.All.Single(row => row.Id.Value == waits.Order[0]);
        bare.State.Apply(first with { Head = 50, LastAt = Rows.Start.AddDays(1), Owner = Rows.Ana, State = ConversationStates.Owned });
        bare.Round();
        Assert.Equal(0, waits.Deltas);
        Assert.Equal(1, goesOn.Deltas);
        _node.Store.Trouble = null;
        bare.Round(1_000);
        bare.Round();
        bare.Round();
        Assert.True(waits.Deltas >= 1);
        Assert.DoesNotContain(first.Id.Value, waits.Order);
    }

    [Fact]
    public async Task A_new_name_of_a_colleague_changes_the_rows_that_show_it_and_no_other()
    {
        _node.Commit(Rows.Row(1) with { Owner = Rows.Ben, State = ConversationStates.Owned });
        _node.Commit(Rows.Row(2) with { Owner = Rows.Ana, State = ConversationStates.Owned });
        var me = _node.Open(Rows.Ana);
        await me.WatchList("""{"view":"all"}""");
        _node.Directory.Name("ben", "Benedikt");
        _node.Round();
        var delta = Assert.Single(me.Told("ListDelta"));
        Assert.Equal(Rows.Id(1).Value, Assert.Single(delta["upserts"]!.AsArray())!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Until_the_snapshot_lies_in_the_pipe_no_delta_of_it_is_sent()
    {
        var me = _node.Open(Rows.Ana);
        using var answer = new FrameBuffer();
        var place = new ListPlace(new ListSpec { View = ListSpec.Everything }, 0, 50);
        var list = await _node.Get<ListCalls>().WatchAsync(me.Me, place, answer, default);
        _node.Commit(Rows.Row(1));
        _node.Settle();
        Assert.Empty(me.FrameBytes);
        Assert.Equal(1, list.Version);
    }

    [Fact]
    public async Task An_unwatched_list_is_told_no_more_and_its_window_is_given_up()
    {
        var me = _node.Open(Rows.Ana);
        var list = await me.WatchList("""{"view":"all"}""");
        me.Me.Drop(list.ListId);
        _node.Commit(Rows.Row(1));
        _node.Settle();
        Assert.Empty(me.Messages);
    }

    [Fact]
    public async Task The_eleventh_list_of_a_connection_is_refused()
    {
        var me = _node.Open(Rows.Ana);
        for (var list = 0; list < 10; list++)
        {
            await me.WatchList("""{"view":"all"}""");
        }

        var refusal = await Assert.ThrowsAsync<HubException>(() => me.WatchList("""{"view":"mine"}"""));
        Assert.Equal(Problems.OutOfRange, refusal.Message);
    }

    [Fact]
    public async Task A_list_of_the_store_is_read_at_most_once_a_second_and_only_after_a_change_that_may_concern_it()
    {
        _node.Commit(Rows.Row(1));
        var me = _node.Open(Rows.Ana);
        var list = await me.WatchList("""{"view":"all","q":"guitar"}""");
        var queries = _node.Store.Queries;
        for (var head = 2; head < 40; head++)
        {
            _node.Commit(Rows.Row(1, head));
            _node.Round();
        }

        Assert.Equal(queries, _node.Store.Queries);
        for (var head = 40; head < 80; head++)
        {
            _node.Commit(Rows.Row(1, head) with { LastText = "My Guitar!" });
            _node.Round();
        }

        Assert.InRange(_node.Store.Queries - queries, 1, 4);
        _node.Settle();
        Assert.Equal(Rows.Id(1).Value, Assert.Single(list.Order));
    }

    public void Dispose() => _node.Dispose();
}
