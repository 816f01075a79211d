using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Xunit;

namespace Conversations.Testing.StoreSuite;

public abstract class OutboxSuite : StoreSuite
{
    private static readonly string One = Sample.Stream(1);
    private static readonly DateTimeOffset Now = Sample.Now;

    private IOutbox Outbox => Store.Outbox;

    [Fact]
    public async Task A_claimed_row_is_sending_with_the_next_attempt_and_is_claimed_once()
    {
        await QueueAsync(One, Sample.Reply(1, 1));

        var row = Assert.Single(await Outbox.ClaimAsync(Sample.Channel, 10, Now, Ct));

        Assert.Equal((Sample.Id(1), One, 1L, DeliveryStates.Sending, 1, Now), (row.ReplyId, row.Stream, row.Seq, row.State, row.Attempt, row.ChangedAt));
        Assert.Equal(Sample.Reply(1, 1).Payload, row.Payload);
        Assert.Empty(await Outbox.ClaimAsync(Sample.Channel, 10, Now, Ct));
        Assert.Equal(row, await Outbox.FindAsync(Sample.Id(1), Ct));
        Assert.Null(await Outbox.FindAsync(Sample.Id(2), Ct));
    }

    [Fact]
    public async Task Rows_of_other_channels_and_rows_not_yet_due_are_left()
    {
        var other = new ChannelId("channel-2");
        await QueueAsync(One, Sample.Reply(1, 1) with { NotBefore = Now.AddSeconds(5) });
        await QueueAsync(Sample.Stream(2), Sample.Reply(2, 1, channel: other));
        await QueueAsync(Sample.Stream(3), Sample.Reply(3, 1, DeliveryStates.Held) with { NotBefore = Now.AddSeconds(7) });

        Assert.Empty(await Outbox.ClaimAsync(Sample.Channel, 10, Now, Ct));
        Assert.Equal(Now.AddSeconds(5), await Outbox.ReadNextDueAsync(Sample.Channel, Ct));
        Assert.Equal([other], await Outbox.ReadDueChannelsAsync(Now, Now, 10, Ct));
        Assert.Equal([Sample.Id(1)], Ids(await Outbox.ClaimAsync(Sample.Channel, 10, Now.AddSeconds(5), Ct)));
        Assert.Equal([Sample.Id(3)], Ids(await Outbox.ClaimAsync(Sample.Channel, 10, Now.AddSeconds(7), Ct)));
        Assert.Null(await Outbox.ReadNextDueAsync(Sample.Channel, Ct));
    }

    [Fact]
    public async Task Rows_of_one_conversation_go_one_after_the_other_in_order_of_seq()
    {
        await MustAppendAsync(Sample.Messages(One, 0, 0, 3) with { OutboxInserts = [Sample.Reply(3, 3), Sample.Reply(1, 1), Sample.Reply(2, 2)] });

        for (var i = 1; i <= 3; i++)
        {
            var row = Assert.Single(await Outbox.ClaimAsync(Sample.Channel, 10, Now, Ct));
            Assert.Equal(Sample.Id(i), row.ReplyId);
            await MustAppendAsync(Sample.Quiet(One, i) with { OutboxMoves = [Sample.Move(i, DeliveryStates.Sent, DeliveryStates.Sending) with { Attempt = 1 }] });
        }
    }

    [Fact]
    public async Task A_held_row_blocks_later_ones_until_it_is_cancelled()
    {
        await MustAppendAsync(Sample.Messages(One, 0, 0, 2) with
        {
            OutboxInserts = [Sample.Reply(1, 1, DeliveryStates.Held) with { NotBefore = Now.AddMinutes(1) }, Sample.Reply(2, 2)],
        });
        Assert.Empty(await Outbox.ClaimAsync(Sample.Channel, 10, Now, Ct));

        await MustAppendAsync(Sample.Quiet(One, 1) with { OutboxMoves = [Sample.Move(1, DeliveryStates.Cancelled, DeliveryStates.Held, DeliveryStates.Pending)] });

        Assert.Equal([Sample.Id(2)], Ids(await Outbox.ClaimAsync(Sample.Channel, 10, Now, Ct)));
    }

    [Fact]
    public async Task An_unknown_row_blocks_later_ones_for_two_minutes()
    {
        await MustAppendAsync(Sample.Messages(One, 0, 0, 2) with { OutboxInserts = [Sample.Reply(1, 1), Sample.Reply(2, 2)] });
        await Outbox.ClaimAsync(Sample.Channel, 1, Now, Ct);
        await MustAppendAsync(Sample.Quiet(One, 1) with { OutboxMoves = [Sample.Move(1, DeliveryStates.Unknown, DeliveryStates.Sending)] });
        var unknownSince = (await Outbox.FindAsync(Sample.Id(1), Ct))!.ChangedAt!.Value;

        Assert.Empty(await Outbox.ClaimAsync(Sample.Channel, 10, unknownSince + Limits.UnknownBlocksFor - TimeSpan.FromMilliseconds(1), Ct));
        Assert.Equal([Sample.Id(2)], Ids(await Outbox.ClaimAsync(Sample.Channel, 10, unknownSince + Limits.UnknownBlocksFor, Ct)));
    }

    [Fact]
    public async Task A_deferred_row_waits_again_and_only_its_own_attempt_may_defer_it()
    {
        await QueueAsync(One, Sample.Reply(1, 1));
        var claimed = Assert.Single(await Outbox.ClaimAsync(Sample.Channel, 1, Now, Ct));

        Assert.False(await Outbox.DeferAsync(claimed with { Attempt = 2 }, Now.AddSeconds(9), "503", Ct));
        Assert.True(await Outbox.DeferAsync(claimed, Now.AddSeconds(9), "503", Ct));
        Assert.False(await Outbox.DeferAsync(claimed, Now.AddSeconds(9), "503", Ct));
        Assert.Empty(await Outbox.ClaimAsync(Sample.Channel, 1, Now.AddSeconds(8), Ct));
        var row = Assert.Single(await Outbox.ClaimAsync(Sample.Channel, 1, Now.AddSeconds(9), Ct));
        Assert.Equal((2, "503"), (row.Attempt, row.Reason));
    }

    [Fact]
    public async Task A_move_from_another_state_or_attempt_or_stream_is_refused_and_stores_nothing()
    {
        await QueueAsync(One, Sample.Reply(1, 1));
        await Outbox.ClaimAsync(Sample.Channel, 1, Now, Ct);
        var sent = Sample.Move(1, DeliveryStates.Sent, DeliveryStates.Sending) with { Attempt = 1 };

        foreach (var wrong in new[] { sent with { Attempt = 2 }, sent with { From = [DeliveryStates.Pending] }, sent with { ReplyId = Sample.Id(9) } })
        {
            var append = Sample.Messages(One, 1, 1) with { OutboxMoves = [wrong] };
            Assert.Equal(new OutboxMoved(wrong.ReplyId), await Journal.AppendAsync(append));
        }

        Assert.IsType<OutboxMoved>(await Journal.AppendAsync(Sample.Quiet(Sample.Stream(2), 0) with { OutboxMoves = [sent] }));
        Assert.Equal(1, (await Journal.ReadHeadAsync(One, Ct))!.Version);
        await MustAppendAsync(Sample.Quiet(One, 1) with { OutboxMoves = [sent with { ProviderId = "p-1", Reason = "ok" }] });
        var row = await Outbox.FindAsync(Sample.Id(1), Ct);
        Assert.Equal((DeliveryStates.Sent, "p-1", "ok"), (row!.State, row.ProviderId, row.Reason));
    }

    [Fact]
    public async Task A_retry_by_a_person_starts_attempts_anew()
    {
        await QueueAsync(One, Sample.Reply(1, 1));
        await Outbox.ClaimAsync(Sample.Channel, 1, Now, Ct);
        await MustAppendAsync(Sample.Quiet(One, 1) with { OutboxMoves = [Sample.Move(1, DeliveryStates.Failed, DeliveryStates.Sending)] });
        await MustAppendAsync(Sample.Quiet(One, 2) with
        {
            OutboxMoves = [Sample.Move(1, DeliveryStates.Pending, DeliveryStates.Failed) with { ResetAttempts = true, NotBefore = Now.AddSeconds(1) }],
        });

        var row = Assert.Single(await Outbox.ClaimAsync(Sample.Channel, 1, Now.AddSeconds(1), Ct));
        Assert.Equal(1, row.Attempt);
        Assert.True(row.CreatedAt > Now.AddYears(-1) && row.CreatedAt != Now);
    }

    [Fact]
    public async Task What_comes_late_of_a_send_that_failed_does_not_touch_the_one_that_a_person_asked_for_since()
    {
        await QueueAsync(One, Sample.Reply(1, 1));
        var first = Assert.Single(await Outbox.ClaimAsync(Sample.Channel, 1, Now, Ct));
        var failed = Sample.Move(1, DeliveryStates.Failed, DeliveryStates.Sending) with { Attempt = 1, SendOf = first.CreatedAt };
        var again = Sample.Move(1, DeliveryStates.Pending, DeliveryStates.Failed) with { ResetAttempts = true, NotBefore = Now.AddSeconds(1) };
        await MustAppendAsync(Sample.Quiet(One, 1) with { OutboxMoves = [failed] });
        Assert.IsType<OutboxMoved>(await Journal.AppendAsync(Sample.Quiet(One, 2) with { OutboxMoves = [again, failed with { From = [DeliveryStates.Pending] }] }));
        await MustAppendAsync(Sample.Quiet(One, 2) with { OutboxMoves = [again] });
        var second = Assert.Single(await Outbox.ClaimAsync(Sample.Channel, 1, Now.AddSeconds(1), Ct));
        Assert.Equal(first.Attempt, second.Attempt);

        Assert.Equal(new OutboxMoved(Sample.Id(1)), await Journal.AppendAsync(Sample.Quiet(One, 3) with { OutboxMoves = [failed] }));
        Assert.False(await Outbox.DeferAsync(first, Now.AddSeconds(9), "503", Ct));
        Assert.Equal(DeliveryStates.Sending, (await Outbox.FindAsync(Sample.Id(1), Ct))!.State);
        await MustAppendAsync(Sample.Quiet(One, 3) with { OutboxMoves = [failed with { To = DeliveryStates.Sent, SendOf = second.CreatedAt }] });
    }

    [Fact]
    public async Task A_reply_queued_and_cancelled_in_one_append_is_cancelled()
    {
        await MustAppendAsync(Sample.Messages(One, 0, 0) with
        {
            OutboxInserts = [Sample.Reply(1, 1, DeliveryStates.Held)],
            OutboxMoves = [Sample.Move(1, DeliveryStates.Cancelled, DeliveryStates.Held)],
        });

        Assert.Equal(DeliveryStates.Cancelled, (await Outbox.FindAsync(Sample.Id(1), Ct))!.State);
    }

    [Fact]
    public async Task Two_moves_of_one_row_in_one_append_go_on_from_each_other()
    {
        await QueueAsync(One, Sample.Reply(1, 1));
        await Outbox.ClaimAsync(Sample.Channel, 1, Now, Ct);
        var unknown = Sample.Move(1, DeliveryStates.Unknown, DeliveryStates.Sending);

        Assert.IsType<OutboxMoved>(await Journal.AppendAsync(Sample.Quiet(One, 1) with
        {
            OutboxMoves = [unknown, Sample.Move(1, DeliveryStates.Failed, DeliveryStates.Sending)],
        }));
        await MustAppendAsync(Sample.Quiet(One, 1) with { OutboxMoves = [unknown, Sample.Move(1, DeliveryStates.Sent, DeliveryStates.Unknown)] });
        Assert.Equal(DeliveryStates.Sent, (await Outbox.FindAsync(Sample.Id(1), Ct))!.State);
    }

    [Fact]
    public async Task Rows_whose_sender_died_are_found_by_channel_and_age()
    {
        await QueueAsync(One, Sample.Reply(1, 1));
        await QueueAsync(Sample.Stream(2), Sample.Reply(2, 1));
        await Outbox.ClaimAsync(Sample.Channel, 1, Now, Ct);
        await Outbox.ClaimAsync(Sample.Channel, 1, Now.AddSeconds(10), Ct);

        Assert.Equal([Sample.Channel], await Outbox.ReadDueChannelsAsync(Now.AddSeconds(-1), Now.AddSeconds(1), 10, Ct));
        Assert.Empty(await Outbox.ReadDueChannelsAsync(Now.AddSeconds(-1), Now, 10, Ct));
        var stale = Assert.Single(await Outbox.ReadStaleAsync(Sample.Channel, Now.AddSeconds(10), 10, Ct));
        Assert.Equal(Now, stale.ChangedAt);
        Assert.Equal(2, (await Outbox.ReadStaleAsync(Sample.Channel, Now.AddSeconds(11), 10, Ct)).Length);
    }

    [Fact]
    public async Task Many_channels_are_found_up_to_the_limit()
    {
        for (var i = 1; i <= 12; i++)
        {
            await QueueAsync(Sample.Stream(i), Sample.Reply(i, 1, channel: new ChannelId($"c{i:d2}")));
        }

        Assert.Equal(12, (await Outbox.ReadDueChannelsAsync(Now, Now, 100, Ct)).Length);
        Assert.Equal(5, (await Outbox.ReadDueChannelsAsync(Now, Now, 5, Ct)).Length);
    }

    [Fact]
    public async Task Sixty_four_claimants_at_once_never_have_the_same_row()
    {
        const int rows = 200;
        var other = await OpenAnotherAsync();
        await Task.WhenAll(Enumerable.Range(1, rows).Select(i => QueueAsync(Sample.Stream(i), Sample.Reply(i, 1))));

        var claimed = await Task.WhenAll(Enumerable.Range(0, 64).Select(async claimant =>
        {
            var mine = new List<Guid>();
            var outbox = claimant % 2 == 0 ? Outbox : other.Outbox;
            for (var idle = 0; idle < 2;)
            {
                var got = await outbox.ClaimAsync(Sample.Channel, 3, Now, Ct);
                mine.AddRange(Ids(got));
                idle = got.IsEmpty ? idle + 1 : 0;
            }

            return mine;
        }));

        var all = claimed.SelectMany(ids => ids).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        all.AddRange(Ids(await Outbox.ClaimAsync(Sample.Channel, rows, Now, Ct)));
        Assert.Equal(rows, all.Distinct().Count());
    }

    private static IEnumerable<Guid> Ids(IEnumerable<OutboxRow> rows) => rows.Select(row => row.ReplyId);

    private Task<Appended> QueueAsync(string stream, OutboxInsert reply) => MustAppendAsync(Sample.Messages(stream, 0, 0) with { OutboxInserts = [reply] });
}
