using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Grains.Promises;
using Conversations.Grains.Tests.Conversations;
using static Conversations.Grains.Tests.Conversations.Story;

namespace Conversations.Grains.Tests.Promises;

/// <summary>Promises that replies give, keep and move: with the reply, in its commit, and undone with it.</summary>
public sealed class PromiseReplyTests
{
    private readonly Story story = new();

    private Promise Only => Assert.Single(story.State!.Promises.All);

    private string Kinds => string.Join(' ', story.Last.Entries.Select(entry => entry.Kind));

    [Fact]
    public void A_reply_gives_its_promises_and_keeps_others_in_its_own_commit()
    {
        story.Receives("m-1");
        var first = story.Make(TimeSpan.FromHours(1));
        story.Does(Mara, first);
        var reply = story.Reply() with { Keeps = [first.Id], Promises = [new NewPromise("refund it", story.Now.AddDays(1)), new NewPromise("call", story.Now.AddHours(3))] };

        var seq = story.Does(Mara, reply).Seq;

        Assert.Equal(string.Join(' ', EntryKinds.ReplyQueued, EntryKinds.PromiseKept, EntryKinds.PromiseMade, EntryKinds.PromiseMade), Kinds);
        Assert.Equal((PromiseStates.Kept, seq), (story.State!.Promises.Find(first.Id)!.State, story.State.Promises.Find(first.Id)!.EvidenceSeq));
        Assert.Equal(["refund it", "call"], story.State.Promises.Open.Select(promise => story.State.PromiseText(promise.Id)));
        Assert.Equal(3, story.State.Promises.All.Select(promise => promise.Id).Distinct().Count());
        Assert.NotEqual(Fingerprint.Of(story.Conversation, reply, Mara), Fingerprint.Of(story.Conversation, reply with { Promises = [] }, Mara));
        Assert.NotEqual(Fingerprint.Of(story.Conversation, reply, Mara), Fingerprint.Of(story.Conversation, reply with { Keeps = [] }, Mara));
    }

    [Fact]
    public void What_a_reply_gave_kept_and_moved_is_undone_when_it_is_taken_back()
    {
        story.Receives("m-1");
        var kept = story.Make(TimeSpan.FromHours(1));
        var moved = story.Make(TimeSpan.FromHours(2));
        story.Does(Mara, kept);
        story.Does(Mara, moved);
        var before = story.State!.Promises.Find(moved.Id)!;
        var reply = story.Reply(hold: 30) with { Keeps = [kept.Id], Promises = [new NewPromise("refund it", story.Now.AddDays(1))] };
        story.Does(Mara, reply);
        var move = story.Move(moved.Id, TimeSpan.FromHours(5)) with { HoldSeconds = 30 };
        story.Does(Mara, move);
        Assert.Equal(story.Now.AddHours(5), story.State.Promises.Find(moved.Id)!.DueAt);

        story.Does(Mara, new CancelReply { Id = story.NextId(), ReplyId = move.Id });
        story.Does(Mara, new CancelReply { Id = story.NextId(), ReplyId = reply.Id });

        Assert.Equal((before.DueAt, 0, PromiseStates.Open), (story.State.Promises.Find(moved.Id)!.DueAt, story.State.Promises.Find(moved.Id)!.Moves, story.State.Promises.Find(moved.Id)!.State));
        Assert.Equal((PromiseStates.Open, null), (story.State.Promises.Find(kept.Id)!.State, story.State.Promises.Find(kept.Id)!.EvidenceSeq));
        Assert.Equal(PromiseStates.Released, story.State.Promises.All.Single(promise => promise.ReplyId == reply.Id).State);
        Assert.Equal(story.Now.AddMinutes(54), story.State.Promises.NextAt);
    }

    [Fact]
    public void What_may_have_been_read_stays_promised_though_the_reply_is_dropped()
    {
        story.Receives("m-1");
        var reply = story.Reply() with { Promises = [new NewPromise("refund it", story.Now.AddDays(1))] };
        story.Does(Mara, reply);
        story.Hears(new DeliveryReport { ReplyId = reply.Id, Status = DeliveryStates.Unknown, Attempt = 1 });
        story.Does(Mara, new CancelReply { Id = story.NextId(), ReplyId = reply.Id });
        Assert.Equal(PromiseStates.Open, Only.State);
    }

    [Fact]
    public void Moving_tells_the_customer_in_the_same_commit_or_moves_nothing()
    {
        var made = story.Made(TimeSpan.FromHours(2));
        story.After(TimeSpan.FromMinutes(1)).Receives("m-2");
        var blind = story.Move(made.Id, TimeSpan.FromDays(1)) with { SeenSeq = 1 };
        Assert.Equal(Problems.NewerMessage, story.IsRefused(Mara, blind).Slug);

        var move = story.Move(made.Id, TimeSpan.FromDays(1));
        Assert.Equal(DeliveryStates.Pending, story.Does(Mara, move).Delivery);

        Assert.Equal(string.Join(' ', EntryKinds.ReplyQueued, EntryKinds.PromiseMoved), Kinds);
        Assert.Equal(move.Id, Assert.Single(story.Last.OutboxInserts).ReplyId);
        Assert.Equal((story.Now.AddDays(1), 1, made.Promise.DueAt), (Only.DueAt, Only.Moves, Only.FirstDueAt));
    }
}
