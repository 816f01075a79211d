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
