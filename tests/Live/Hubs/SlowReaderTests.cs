using Conversations.Contracts;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Feed;

namespace Conversations.Live.Tests.Hubs;

public sealed class SlowReaderTests : IDisposable
{
    private readonly LiveNode _node = new();

    [Fact]
    public async Task A_reader_who_does_not_take_a_frame_gets_one_merged_frame_later_and_delays_nobody()
    {
        var slow = _node.Open(Rows.Ana);
        var quick = _node.Open(Rows.Ben);
        var slowList = await slow.WatchList("""{"view":"all","sort":"newest"}""");
        var quickList = await quick.WatchList("""{"view":"all","sort":"newest"}""");
        slow.StopReading();
        for (var head = 1; head <= 100; head++)
        {
            _node.Commit(Rows.Row(head % 5, head));
            _node.Round();
        }

        Assert.Single(slow.FrameBytes);
        Assert.Equal(100, quickList.Deltas);
        slow.ReadOn();
        _node.Settle();
        Assert.InRange(slowList.Deltas, 2, 4);
        Assert.Equal(quickList.Order, slowList.Order);
        Assert.Equal(quickList.Items.Select(static item => item.ToJsonString()), slowList.Items.Select(static item => item.ToJsonString()));
        Assert.False(slow.IsAborted);
    }

    [Fact]
    public async Task A_reader_who_takes_nothing_for_ten_seconds_is_cut_off()
    {
        var me = _node.Open(Rows.Ana);
        await me.WatchList("""{"view":"all"}""");
        me.StopReading();
        _node.Commit(Rows.Row(1));
        _node.Round();
        _node.Round(9_900);
        Assert.False(me.IsAborted);
        _node.Round(100);
        Assert.True(me.IsAborted);
    }

    [Fact]
    public async Task A_reader_further_behind_in_a_conversation_than_is_held_is_cut_off_and_memory_stays_bounded()
    {
        var conversation = Rows.Row(1);
        _node.Commit(conversation);
        var slow = _node.Open(Rows.Ana);
        var quick = _node.Open(Rows.Ben);
        await slow.WatchConversation(conversation.Id.Value, 1);
        await quick.WatchConversation(conversation.Id.Value, 1);
        slow.StopReading();
        for (var seq = 2; seq < ConversationTail.EntriesMax * 2; seq++)
        {
            _node.Commit(Rows.Row(1, seq));
            if (seq % 100 == 0)
            {
                _node.Round(10);
            }
        }

        _node.Round();
        slow.ReadOn();
        _node.Round();
        Assert.True(slow.IsAborted);
        Assert.False(quick.IsAborted);
        Assert.Equal((ConversationTail.EntriesMax * 2) - 1, quick.Conversations[conversation.Id.Value].Last);
    }

    [Fact]
    public async Task A_large_backlog_is_sent_in_frames_of_bounded_size()
    {
        var words = new string('x', 20_000);
        var row = Rows.Row(1, head: 60);
        _node.State.Apply(_node.Store.Commit("w1", Rows.Append(row, [.. Enumerable.Range(1, 60).Select(seq => Rows.Entry(seq, words))])));
        var me = _node.Open(Rows.Ana);
        await me.WatchConversation(row.Id.Value, 0);
        for (var round = 0; round < 20; round++)
        {
            _node.Round();
        }

        Assert.Equal(60, me.Conversations[row.Id.Value].Last);
        Assert.All(me.FrameBytes, static bytes => Assert.InRange(bytes, 1, 300 * 1024));
        Assert.True(me.FrameBytes.Count > 3);
    }

    public void Dispose() => _node.Dispose();
}
