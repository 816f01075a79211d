using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using static Conversations.Grains.Tests.Conversations.Story;

namespace Conversations.Grains.Tests.Conversations;

public sealed class ConversationDecisionsTests
{
    private readonly Story story = new();

    [Fact]
    public void A_message_makes_exactly_one_entry_and_starts_the_wait()
    {
        story.Receives("m-1");
        Assert.Equal([EntryKinds.MessageReceived], story.Last.Entries.Select(e => e.Kind));
        Assert.Equal(1, story.State!.Head);
        Assert.Equal(ConversationStates.New, story.State.State);
        Assert.Equal(story.Now, story.State.WaitingSince);
        Assert.True(story.State.IsUnattended);
    }

    [Fact]
    public void The_age_is_that_of_the_first_unanswered_message()
    {
        var first = story.Now;
        story.Receives("m-1").After(TimeSpan.FromMinutes(5)).Receives("m-2", target: 600);
        Assert.Equal(first, story.State!.WaitingSince);
        Assert.Equal(first.AddSeconds(600), story.State.DueAt);
    }

    [Fact]
    public void The_same_message_twice_in_one_batch_is_one_entry_and_one_duplicate()
    {
        var draft = new Draft(null, 0, story.Now);
        var places = ReceiveDecisions.Receive(
            draft,
            new ReceiveMessages
            {
                Channel = new ChannelId("c1"),
                ChannelKind = "webhook",
                Queue = new QueueId("q1"),
                Messages = [Message("m-1", "a", "private"), Message("m-1", "b", "private"), Message("m-2", "c", "private")],
            },
            new Dictionary<string, long>(),
            story.Options);
        Assert.Equal([new MessagePlace(1, false), new MessagePlace(1, true), new MessagePlace(2, false)], places);
    }

    [Fact]
    public void A_claim_has_an_epoch_and_a_lease()
    {
        var result = story.Receives("m-1").Does(Mara, new Claim { Id = story.NextId() });
        Assert.Equal(new CommandResult { Seq = 2, Epoch = 1, LeaseUntil = story.Now + story.Options.Lease }, result);
        Assert.Equal([new DeadlineChange(DeadlineKinds.Lease, 1, story.Now + story.Options.Lease)], story.Last.Deadlines);
    }

    [Fact]
    public void Claiming_ones_own_renews_the_lease_without_a_new_epoch_or_entry()
    {
        story.Receives("m-1").Does(Mara, new Claim { Id = story.NextId() });
        var result = story.After(TimeSpan.FromMinutes(3)).Does(Mara, new Claim { Id = story.NextId() });
        Assert.Equal(1, result.Epoch);
        Assert.Equal(story.Now + story.Options.Lease, result.LeaseUntil);
        Assert.Empty(story.Last.Entries);
        Assert.Null(story.Last.Summary);
    }

    [Fact]
    public void A_second_claim_is_told_who_owns_it()
    {
        story.Receives("m-1").Does(Mara, new Claim { Id = story.NextId() });
        var no = story.IsRefused(Jonas, new Claim { Id = story.NextId() });
        Assert.Equal((Problems.AlreadyOwned, Mara.Employee), (no.Slug, no.Owner));
    }

    [Fact]
    public void A_lease_that_lapses_gives_the_conversation_back_with_its_original_age()
    {
        var since = story.Now;
        story.Receives("m-1").After(TimeSpan.FromMinutes(1)).Does(Mara, new Claim { Id = story.NextId() });
        story.After(story.Options.Lease).Fires(DeadlineKinds.Lease, 1);
        Assert.Equal([EntryKinds.Released], story.Last.Entries.Select(e => e.Kind));
        Assert.Null(story.State!.Owner);
        Assert.Equal(ConversationStates.New, story.State.State);
        Assert.Equal(since, story.State.WaitingSince);
    }

    [Fact]
    public void A_lease_deadline_of_an_earlier_owner_or_of_a_renewed_lease_is_void()
    {
        story.Receives("m-1").Does(Mara, new Claim { Id = story.NextId() });
        story.After(TimeSpan.FromMinutes(9)).Does(Mara, new AddNote { Id = story.NextId(), Text = "looking" });
        story.After(TimeSpan.FromMinutes(1)).Fires(DeadlineKinds.Lease, 1);
        Assert.Empty(story.Last.Entries);
        story.After(TimeSpan.FromMinutes(20)).Fires(DeadlineKinds.Lease, 0);
        Assert.Empty(story.Last.Entries);
        Assert.Equal(Mara.Employee, story.State!.Owner);
    }

    [Fact]
    public void A_reply_to_an_unowned_conversation_claims_it_in_the_same_commit()
    {
        var result = story.Receives("m-1").Does(Mara, story.Reply());
        Assert.Equal([EntryKinds.Claimed, EntryKinds.ReplyQueued], story.Last.Entries.Select(e => e.Kind));
        Assert.Equal((3, DeliveryStates.Pending), (result.Seq, result.Delivery));
        Assert.Equal(ConversationStates.WaitingCustomer, story.State!.State);
        Assert.Null(story.State.WaitingSince);
        Assert.False(story.State.IsUnattended);
        Assert.Equal("m-1", OutgoingCodec.Read(story.Last.OutboxInserts.Single().Payload).ReplyTo);
    }

    [Fact]
    public void Files_of_a_reply_stand_in_its_entry_and_go_out_with_absolute_addresses()
    {
        var file = new ReplyMedia("f1", "/files/t1", "image/png", "a.png", 5, 3, 2);
        story.Receives("m-1").Does(Mara, story.Reply() with { Media = [file], FilesAt = "https://desk.example" });
        Assert.Contains("\"media\":[{\"id\":\"f1\",\"url\":\"/files/t1\"", story.Last.Entries[^1].Words);
        var sent = OutgoingCodec.Read(story.Last.OutboxInserts.Single().Payload);
        Assert.Equal([new OutgoingMedia("https://desk.example/files/t1", "image/png", "a.png", 5)], sent.Media!.Value);
    }

    [Fact]
    public void A_reply_to_a_colleagues_conversation_needs_send_anyway_which_is_recorded()
    {
        story.Receives("m-1").Does(Mara, new Claim { Id = story.NextId() });
        var no = story.IsRefused(Jonas, story.Reply());
        Assert.Equal((Problems.OwnedByOther, Mara.Employee), (no.Slug, no.Owner));
        story.Does(Jonas, story.Reply(anyway: true));
        Assert.Contains("\"sentAnyway\":true", story.Last.Entries.Single().Data);
        Assert.Equal(Mara.Employee, story.State!.Owner);
    }

    [Fact]
    public void A_message_or_anothers_reply_not_yet_seen_asks_first()
    {
        story.Receives("m-1").Does(Mara, new Claim { Id = story.NextId() });
        story.Receives("m-2");
        var no = story.IsRefused(Mara, story.Reply(seen: 2));
        Assert.Equal((Problems.NewerMessage, 3L), (no.Slug, no.EntrySeq));
        story.Does(Lead, story.Reply(anyway: true));
        Assert.Equal(4, story.IsRefused(Mara, story.Reply(seen: 3)).EntrySeq);
        story.Does(Mara, story.Reply(seen: 3, anyway: true));
        story.Does(Mara, story.Reply(seen: 4));
    }

    [Theory]
    [InlineData(Audiences.Private, null, null, Audiences.Private)]
    [InlineData(Audiences.Public, null, null, Audiences.Public)]
    [InlineData(Audiences.Private, Audiences.Public, Problems.AudienceMismatch, null)]
    [InlineData(Audiences.Public, Audiences.Private, Problems.AudienceMismatch, null)]
    [InlineData("both", null, Problems.AudienceMismatch, null)]
    [InlineData("both", Audiences.Public, null, Audiences.Public)]
    [InlineData("both", Audiences.Private, null, Audiences.Private)]
    public void The_audience_must_be_one_of_the_thread_and_chosen_where_it_has_both(string thread, string? audience, string? slug, string? expected)
    {
        story.Receives("m-1", visibility: thread == "both" ? Audiences.Public : thread);
        if (thread == "both")
        {
            story.Receives("m-2");
        }

        if (slug is not null)
        {
            Assert.Equal(slug, story.IsRefused(Mara, story.Reply(audience: audience)).Slug);
        }
        else
        {
            story.Does(Mara, story.Reply(audience: audience));
            Assert.Equal(expected, OutgoingCodec.Read(story.Last.OutboxInserts.Single().Payload).Visibility);
        }
    }

    [Fact]
    public void A_held_reply_that_is_cancelled_lets_the_customer_wait_as_long_as_she_had()
    {
        var since = story.Now;
        story.Receives("m-1").After(TimeSpan.FromMinutes(2));
        var reply = story.Reply(hold: 5);
        Assert.Equal(DeliveryStates.Held, story.Does(Mara, reply).Delivery);
        Assert.Equal(story.Now.AddSeconds(5), story.Last.OutboxInserts.Single().NotBefore);
        story.Does(Mara, new CancelReply { Id = story.NextId(), ReplyId = reply.Id });
        Assert.Equal(since, story.State!.WaitingSince);
        Assert.Equal(ConversationStates.Owned, story.State.State);
        Assert.True(story.State.IsUnattended);
        Assert.NotNull(story.State.LeaseUntil);
    }

    [Fact]
    public void Only_a_reply_that_was_never_tried_is_called_back_and_one_that_failed_is_dropped()
    {
        var reply = story.Receives("m-1").Reply();
        story.Does(Mara, reply);
        story.Does(Mara, new CancelReply { Id = story.NextId(), ReplyId = reply.Id });
        Assert.Equal(0, story.Last.OutboxMoves.Single().Attempt);

        var failed = story.Reply();
        story.Does(Mara, failed);
        story.Hears(new DeliveryReport { ReplyId = failed.Id, Status = DeliveryStates.Failed, Attempt = 2 });
        story.Does(Mara, new CancelReply { Id = story.NextId(), ReplyId = failed.Id });
        Assert.Equal([DeliveryStates.Failed, DeliveryStates.Unknown], story.Last.OutboxMoves.Single().From);
        Assert.Null(story.Last.OutboxMoves.Single().Attempt);
    }

    [Fact]
    public void Cancelling_fails_when_the_reply_is_settled()
    {
        var reply = story.Receives("m-1").Reply();
        story.Does(Mara, reply);
        Assert.True(story.Hears(new DeliveryReport { ReplyId = reply.Id, Status = DeliveryStates.Sent, Attempt = 1 }));
        Assert.Equal(Problems.IllegalMove, story.IsRefused(Mara, new CancelReply { Id = story.NextId(), ReplyId = reply.Id }).Slug);
    }

    [Fact]
    public void A_failed_reply_leaves_the_customer_waiting_and_can_be_sent_again_marked_or_dropped()
    {
        var since = story.Now;
        var reply = story.Receives("m-1").Reply();
        story.Does(Mara, reply);
        story.Hears(new DeliveryReport { ReplyId = reply.Id, Status = DeliveryStates.Failed, Attempt = 1, Reason = "http-400" });
        Assert.Equal(since, story.State!.WaitingSince);
        story.Does(Mara, new RetryReply { Id = story.NextId(), ReplyId = reply.Id });
        Assert.Null(story.State!.WaitingSince);
        story.Hears(new DeliveryReport { ReplyId = reply.Id, Status = DeliveryStates.Unknown, Attempt = 1 });
        story.Does(Mara, new MarkReplySent { Id = story.NextId(), ReplyId = reply.Id });
        Assert.Equal(EntryKinds.ReplySent, story.Last.Entries.Single().Kind);
        Assert.Empty(story.State!.OpenReplies);
    }

    [Fact]
    public void What_the_network_tells_twice_is_stored_under_one_key()
    {
        var reply = story.Receives("m-1").Reply();
        story.Does(Mara, reply);
        var report = new DeliveryReport { ReplyId = reply.Id, Status = "delivered" };
        story.Hears(report);
        var first = story.Last.Entries.Single().SourceKey;
        story.Hears(report);
        Assert.NotNull(first);
        Assert.Equal(first, story.Last.Entries.Single().SourceKey);
    }

    [Fact]
    public void Any_message_wakes_a_resolved_a_closed_and_a_snoozed_conversation()
    {
        story.Receives("m-1").Does(Mara, new Resolve { Id = story.NextId() });
        story.Receives("m-2");
        Assert.Equal(ConversationStates.New, story.State!.State);
        story.Does(Mara, new Snooze { Id = story.NextId(), Until = story.Now.AddHours(1) });
        Assert.False(story.State!.IsUnattended);
        story.Receives("m-3");
        Assert.Equal(ConversationStates.New, story.State!.State);
        Assert.Equal([EntryKinds.MessageReceived], story.Last.Entries.Select(e => e.Kind));
        Assert.Contains(story.Last.Deadlines, d => d is { Kind: DeadlineKinds.Snooze, DueAt: null });
        var seq = story.Does(Mara, new Resolve { Id = story.NextId() }).Seq;
        story.After(story.Options.CloseAfter).Fires(DeadlineKinds.Close, seq);
        Assert.Equal(ConversationStates.Closed, story.State!.State);
        story.Receives("m-4");
        Assert.Equal(ConversationStates.New, story.State!.State);
    }

    [Fact]
    public void A_reply_to_a_closed_conversation_is_rejected()
    {
        var seq = story.Receives("m-1").Does(Mara, new Resolve { Id = story.NextId() }).Seq;
        story.After(story.Options.CloseAfter).Fires(DeadlineKinds.Close, seq);
        var no = story.IsRefused(Mara, story.Reply());
        Assert.Equal((Problems.IllegalMove, ConversationStates.Closed), (no.Slug, no.State));
    }

    [Fact]
    public void A_snooze_ends_by_itself_and_one_that_was_moved_does_not_end_early()
    {
        var first = story.Receives("m-1").Does(Mara, new Snooze { Id = story.NextId(), Until = story.Now.AddHours(1) }).Seq;
        var second = story.Does(Mara, new Snooze { Id = story.NextId(), Until = story.Now.AddHours(2) }).Seq;
        story.After(TimeSpan.FromHours(1)).Fires(DeadlineKinds.Snooze, first);
        Assert.Equal(ConversationStates.Snoozed, story.State!.State);
        story.After(TimeSpan.FromHours(1)).Fires(DeadlineKinds.Snooze, second);
        Assert.Equal(ConversationStates.New, story.State!.State);
    }

    [Fact]
    public void Only_the_owner_or_a_lead_takes_a_conversation_away()
    {
        story.Receives("m-1").Does(Mara, new Claim { Id = story.NextId() });
        Assert.Equal(Problems.OwnedByOther, story.IsRefused(Jonas, new Release { Id = story.NextId() }).Slug);
        Assert.Equal(Problems.OwnedByOther, story.IsRefused(Jonas, new AssignEmployee { Id = story.NextId(), Employee = Jonas.Employee }).Slug);
        story.Does(Lead, new AssignEmployee { Id = story.NextId(), Employee = Jonas.Employee });
        Assert.Equal((Jonas.Employee, 2L), (story.State!.Owner, story.State.Epoch));
        story.Does(Jonas, new Release { Id = story.NextId() });
        Assert.Equal(Problems.IllegalMove, story.IsRefused(Jonas, new Release { Id = story.NextId() }).Slug);
    }

    [Fact]
    public void Somebody_who_may_not_answer_customers_can_do_nothing_here()
    {
        story.Receives("m-1");
        foreach (var command in AllCommands())
        {
            Assert.Equal(Problems.Forbidden, story.IsRefused(Operator, command).Slug);
        }
    }

    [Fact]
    public void Every_move_that_the_table_does_not_allow_is_illegal()
    {
        story.Receives("m-1").Does(Mara, new Resolve { Id = story.NextId() });
        ConversationCommand[] illegal =
        [
            new Claim { Id = story.NextId() }, new Release { Id = story.NextId() }, new Resolve { Id = story.NextId() },
            new Snooze { Id = story.NextId(), Until = story.Now.AddHours(1) }, new AssignEmployee { Id = story.NextId(), Employee = Mara.Employee },
        ];
        foreach (var command in illegal)
        {
            var no = story.IsRefused(Mara, command);
            Assert.Equal((Problems.IllegalMove, ConversationStates.Resolved), (no.Slug, no.State));
        }

        story.Does(Mara, new Reopen { Id = story.NextId() });
        Assert.Equal(Problems.IllegalMove, story.IsRefused(Mara, new Reopen { Id = story.NextId() }).Slug);
    }

    [Fact]
    public void Labels_and_priority_are_journaled_when_they_change_and_only_then()
    {
        story.Receives("m-1").Does(Mara, new SetLabels { Id = story.NextId(), Labels = ["baggage", "vip"] });
        Assert.Equal(2, story.Does(Mara, new SetLabels { Id = story.NextId(), Labels = ["baggage", "vip"] }).Seq);
        Assert.Empty(story.Last.Entries);
        Assert.Equal(3, story.Does(Mara, new SetPriority { Id = story.NextId(), Priority = "urgent" }).Seq);
        Assert.Equal("urgent", story.Last.Summary!.Priority);
    }

    [Fact]
    public void A_lease_rests_while_nobody_waits_and_starts_anew_with_the_next_message()
    {
        story.Receives("m-1").Does(Mara, new Claim { Id = story.NextId() });
        story.Does(Mara, story.Reply());
        Assert.Contains(new DeadlineChange(DeadlineKinds.Lease, 0, null), story.Last.Deadlines);
        story.After(TimeSpan.FromHours(3)).Receives("m-2");
        Assert.Equal(ConversationStates.Owned, story.State!.State);
        Assert.Equal(story.Now + story.Options.Lease, story.State.LeaseUntil);
    }

    [Fact]
    public void Erased_words_leave_a_state_that_still_decides()
    {
        story.Receives("m-1");
        var erased = StateCodec.Read(StateCodec.Write(story.State!).Replace("\"words\"", "\"gone\"", StringComparison.Ordinal));
        Assert.Equal("", erased.Words.LastText);
        Assert.Equal(1, erased.Head);
    }

    private IEnumerable<ConversationCommand> AllCommands() =>
    [
        story.Reply(), new CancelReply { Id = story.NextId(), ReplyId = Guid.Empty }, new RetryReply { Id = story.NextId(), ReplyId = Guid.Empty },
        new MarkReplySent { Id = story.NextId(), ReplyId = Guid.Empty }, new AddNote { Id = story.NextId(), Text = "n" }, new Claim { Id = story.NextId() },
        new Release { Id = story.NextId() }, new AssignEmployee { Id = story.NextId(), Employee = Mara.Employee },
        new Snooze { Id = story.NextId(), Until = story.Now.AddHours(1) }, new Resolve { Id = story.NextId() }, new Reopen { Id = story.NextId() },
        new SetPriority { Id = story.NextId(), Priority = "low" }, new SetLabels { Id = story.NextId(), Labels = [] },
    ];
}
