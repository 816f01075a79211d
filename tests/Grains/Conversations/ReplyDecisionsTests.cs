using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using static Conversations.Grains.Tests.Conversations.Story;

namespace Conversations.Grains.Tests.Conversations;

/// <summary>Replies, from the first word to what the network says of them.</summary>
public sealed class ReplyDecisionsTests
{
    private readonly Story story = new();

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
}
