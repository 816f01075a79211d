using Conversations.Contracts.Ports;
using Conversations.Web.Feed;

namespace Conversations.Live.Tests.Feed;

public sealed class WriterCursorsTests
{
    private readonly WriterCursors _cursors = new();

    [Fact]
    public void Batches_in_order_leave_nothing_missing()
    {
        Assert.False(_cursors.Told("w", 1));
        Assert.False(_cursors.Told("w", 2));
        Assert.Empty(_cursors.Missing());
        Assert.Equal(2, _cursors.CursorOf("w"));
    }

    [Fact]
    public void A_hole_is_missing_until_it_is_read()
    {
        _cursors.Told("w", 1);
        Assert.True(_cursors.Told("w", 3));
        Assert.Equal(new WriterHead("w", 1), Assert.Single(_cursors.Missing()));
        _cursors.Read("w", 1, [Batch(2), Batch(3)], isLast: true);
        Assert.Empty(_cursors.Missing());
        Assert.Equal(3, _cursors.CursorOf("w"));
    }

    [Fact]
    public void A_late_batch_closes_its_hole()
    {
        _cursors.Told("w", 2);
        Assert.False(_cursors.Told("w", 1));
        Assert.Equal(2, _cursors.CursorOf("w"));
        Assert.Empty(_cursors.Missing());
    }

    [Fact]
    public void A_batch_told_twice_is_no_hole()
    {
        _cursors.Told("w", 1);
        Assert.False(_cursors.Told("w", 1));
        Assert.Equal(1, _cursors.CursorOf("w"));
    }

    [Fact]
    public void A_silent_writer_that_committed_is_behind_and_one_that_is_heard_is_not()
    {
        _cursors.Start([new WriterHead("quiet", 5), new WriterHead("loud", 5)]);
        _cursors.Told("loud", 6);
        _cursors.Heads([new WriterHead("quiet", 6), new WriterHead("loud", 9)]);
        Assert.Equal("quiet", Assert.Single(_cursors.Missing()).Writer);
        _cursors.Heads([new WriterHead("quiet", 6), new WriterHead("loud", 9)]);
        Assert.Equal(2, _cursors.Missing().Length);
    }

    [Fact]
    public void A_writer_first_seen_after_the_start_is_read_from_its_beginning()
    {
        _cursors.Start([]);
        _cursors.Heads([new WriterHead("new", 3)]);
        Assert.Equal(new WriterHead("new", 0), Assert.Single(_cursors.Missing()));
    }

    [Fact]
    public void A_number_the_store_does_not_have_is_not_waited_for()
    {
        _cursors.Told("w", 1);
        _cursors.Told("w", 4);
        _cursors.Read("w", 1, [Batch(4)], isLast: true);
        Assert.Empty(_cursors.Missing());
        Assert.False(_cursors.Told("w", 5));
    }

    [Fact]
    public void What_is_remembered_ahead_of_a_hole_is_bounded_and_still_nothing_is_missed()
    {
        for (var batchNo = 2; batchNo < 5_000; batchNo++)
        {
            _cursors.Told("w", batchNo);
        }

        _cursors.Read("w", 0, [Batch(1)], isLast: false);
        Assert.NotEmpty(_cursors.Missing());
        Assert.InRange(_cursors.CursorOf("w"), 1_000, 1_100);
        _cursors.Read("w", _cursors.CursorOf("w"), [Batch(4_999)], isLast: true);
        Assert.Empty(_cursors.Missing());
    }

    [Fact]
    public void A_dead_writer_that_the_store_names_no_more_is_forgotten()
    {
        _cursors.Start([new WriterHead("dead", 5)]);
        for (var round = 0; round < 40; round++)
        {
            _cursors.Heads([]);
        }

        Assert.Equal(0, _cursors.CursorOf("dead"));
    }

    private static CommittedBatch Batch(long batchNo) => new() { Writer = "w", BatchNo = batchNo, Appends = [] };
}
