using Conversations.Contracts;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Hubs;
using Microsoft.AspNetCore.SignalR;

namespace Conversations.Live.Tests.Hubs;

public sealed class ConversationFramesTests : IDisposable
{
    private readonly LiveNode _node = new();
    private readonly string _id = Rows.Id(1).Value;

    [Fact]
    public async Task The_backlog_after_the_readers_seq_comes_first_and_then_what_is_new()
    {
        Commit(1, 10);
        var me = _node.Open(Rows.Ana);
        Assert.Equal((10, 5), await me.WatchConversation(_id, 4));
        Commit(11, 12);
        _node.Round();
        Commit(13, 13);
        _node.Round();
        Assert.Equal(13, me.Conversations[_id].Last);
        Assert.Equal(["word 5", "word 6"], me.Conversations[_id].Texts.Take(2));
        Assert.Equal(2, me.Told("Entries").Count());
    }

    [Fact]
    public async Task At_most_the_last_five_hundred_are_pushed()
    {
        Commit(1, 700);
        var me = _node.Open(Rows.Ana);
        Assert.Equal((700, 201), await me.WatchConversation(_id, 3));
        _node.Round();
        Assert.Equal(700, me.Conversations[_id].Last);
    }

    [Fact]
    public async Task A_reader_who_has_everything_is_pushed_nothing_and_the_store_is_not_read_for_entries()
    {
        Commit(1, 10);
        var me = _node.Open(Rows.Ana);
        Assert.Equal((10, 11), await me.WatchConversation(_id, 10));
        _node.Round();
        Assert.Empty(me.Told("Entries"));
        Assert.Equal(0, _node.Store.EntryReads);
    }

    [Fact]
    public async Task A_reader_ahead_of_this_node_waits_for_it_and_misses_nothing()
    {
        Commit(1, 5);
        var me = _node.Open(Rows.Ana);
        await me.WatchConversation(_id, 5);
        _node.Store.Commit("w1", Rows.Append(Rows.Row(1, 8), Rows.Entries(6, 8)));
        var other = _node.Open(Rows.Ben);
        Assert.Equal((8, 8), await other.WatchConversation(_id, 7));
        _node.Round();
        Assert.Equal(8, other.Conversations[_id].Last);
        Assert.Equal(8, me.Conversations[_id].Last);
    }

    [Fact]
    public async Task A_hole_between_pushes_is_read_from_the_journal()
    {
        Commit(1, 3);
        var me = _node.Open(Rows.Ana);
        await me.WatchConversation(_id, 3);
        _node.Store.Commit("w1", Rows.Append(Rows.Row(1, 5), Rows.Entries(4, 5)));
        Commit(6, 7);
        _node.Round();
        _node.Round();
        Assert.Equal(7, me.Conversations[_id].Last);
        Assert.Equal(["word 4", "word 5", "word 6", "word 7"], me.Conversations[_id].Texts);
    }

    [Fact]
    public async Task Entries_told_twice_or_late_are_pushed_once()
    {
        Commit(1, 3);
        var me = _node.Open(Rows.Ana);
        await me.WatchConversation(_id, 3);
        var first = _node.Store.Commit("w1", Rows.Append(Rows.Row(1, 4), Rows.Entry(4)));
        var second = _node.Store.Commit("w2", Rows.Append(Rows.Row(1, 5), Rows.Entry(5)));
        foreach (var batch in new[] { second, first, first, second })
        {
            _node.State.Apply(batch);
            _node.Round();
        }

        _node.Round();
        Assert.Equal(["word 4", "word 5"], me.Conversations[_id].Texts);
    }

    [Fact]
    public async Task The_answer_of_ones_own_command_is_reason_enough_to_read_what_was_not_told()
    {
        Commit(1, 3);
        var me = _node.Open(Rows.Ana);
        await me.WatchConversation(_id, 3);
        _node.Store.Commit("w1", Rows.Append(Rows.Row(1, 4), Rows.Entry(4)));
        _node.State.Apply(Rows.Row(1, 4));
        _node.Round();
        _node.Round();
        Assert.Equal(4, me.Conversations[_id].Last);
    }

    [Fact]
    public async Task While_the_store_is_away_a_hole_stays_and_is_filled_when_it_is_back()
    {
        Commit(1, 3);
        var me = _node.Open(Rows.Ana);
        await me.WatchConversation(_id, 3);
        _node.Store.Trouble = new StoreUnavailableException("away");
        _node.Store.Commit("w1", Rows.Append(Rows.Row(1, 4), Rows.Entry(4)));
        Commit(5, 5);
        _node.Round();
        Assert.Empty(me.Told("Entries"));
        _node.Store.Trouble = null;
        _node.Round(1_000);
        _node.Round();
        _node.Round();
        Assert.Equal(5, me.Conversations[_id].Last);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task For_random_pushes_every_reader_sees_each_entry_once_in_order(int seed)
    {
        var random = new Random(seed);
        Commit(1, 1);
        var readers = new List<TestDashboard>();
        var told = new List<CommittedBatch>();
        long head = 1;
        for (var step = 0; step < 400; step++)
        {
            var from = head + 1;
            head += random.Next(1, 4);
            told.Add(_node.Store.Commit($"w{random.Next(3)}", Rows.Append(Rows.Row(1, head), Rows.Entries(from, head))));
            if (random.Next(4) > 0)
            {
                _node.State.Apply(told[random.Next(told.Count)]);
                _node.State.Apply(told[^1]);
            }

            if (step % 50 == 0)
            {
                readers.Add(_node.Open(new EmployeeId($"e{step}")));
                await readers[^1].WatchConversation(_id, random.Next((int)head + 1));
            }

            _node.Round();
        }

        _node.State.Apply(told[^1]);
        _node.Round();
        _node.Round();
        Assert.All(readers, reader => Assert.Equal(head, reader.Conversations[_id].Last));
    }

    [Fact]
    public async Task Heads_of_watched_conversations_are_told_every_fifteen_seconds()
    {
        Commit(1, 4);
        var me = _node.Open(Rows.Ana);
        await me.WatchConversation(_id, 4);
        _node.Round(14_000);
        Assert.Empty(me.Told("Heads"));
        _node.Round(1_000);
        Assert.Equal(4, Assert.Single(me.Told("Heads"))[_id]!.GetValue<int>());
    }

    [Fact]
    public async Task The_fifty_first_conversation_is_refused_and_an_unknown_one_is_not_found()
    {
        var me = _node.Open(Rows.Ana);
        for (var number = 1; number <= 50; number++)
        {
            _node.Commit(Rows.Row(number));
            await me.WatchConversation(Rows.Id(number).Value, 0);
        }

        _node.Commit(Rows.Row(51));
        Assert.Equal(Problems.OutOfRange, (await Assert.ThrowsAsync<HubException>(() => me.WatchConversation(Rows.Id(51).Value, 0))).Message);
        var other = _node.Open(Rows.Ben);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => other.WatchConversation(Rows.Id(99).Value, 0));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => other.WatchConversation("nonsense", 0));
    }

    [Fact]
    public async Task When_the_last_watcher_goes_nothing_of_the_conversation_is_kept()
    {
        Commit(1, 3);
        var me = _node.Open(Rows.Ana);
        await me.WatchConversation(_id, 0);
        me.Dispose();
        Assert.Equal(0, _node.Tails.Count);
    }

    public void Dispose() => _node.Dispose();

    private void Commit(long from, long upTo) => _node.State.Apply(_node.Store.Commit("w1", Rows.Append(Rows.Row(1, upTo), Rows.Entries(from, upTo))));
}
