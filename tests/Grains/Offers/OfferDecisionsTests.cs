using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Grains.Conversations;
using Conversations.Grains.Offers;
using Conversations.Grains.Tests.Conversations;

namespace Conversations.Grains.Tests.Offers;

/// <summary>An offer on paper: to one person, with a number and a time, ended once.</summary>
public sealed class OfferDecisionsTests
{
    private static readonly TimeSpan Stands = TimeSpan.FromSeconds(30);
    private readonly Story story = new();

    [Fact]
    public void What_waits_is_offered_and_taken_by_whom_it_was_offered()
    {
        story.Receives("m-1");
        Assert.True(story.IsOffered("mara", 1, Stands));
        Assert.Equal((ConversationStates.Offered, 1L, DeadlineKinds.Offer), (story.State!.State, story.State.Offers!.Count, story.Last.Deadlines.Single().Kind));
        Assert.Equal("""{"employeeId":"mara","epoch":1,"until":"2026-11-22T10:00:30Z","reason":"mostRoom"}""", story.Last.Entries.Single().Data);

        var taken = story.Does(Story.Mara, new AcceptOffer { Id = story.NextId() });
        Assert.Equal((4L, 1L, Story.Mara.Employee, ConversationStates.Owned), (taken.Seq, taken.Epoch, story.State!.Owner, story.State.State));
        Assert.Equal([EntryKinds.OfferEnded, EntryKinds.Claimed], story.Last.Entries.Select(static entry => entry.Kind));
        Assert.Null(story.State.Offers!.Open);
        Assert.Contains(story.Last.Deadlines, static change => change is { Kind: DeadlineKinds.Offer, DueAt: null });
    }

    [Fact]
    public void Not_now_keeps_the_reason_apart_and_the_age_and_is_not_asked_of_her_again()
    {
        story.Receives("m-1");
        var since = story.State!.WaitingSince;
        story.IsOffered("mara", 1, Stands);
        story.Does(Story.Mara, new DeclineOffer { Id = story.NextId(), Reason = "I know this customer" });
        Assert.Equal(("""{"employeeId":"mara","epoch":1,"reason":"notNow"}""", """{"because":"I know this customer"}"""), (story.Last.Entries.Single().Data, story.Last.Entries.Single().Words));
        Assert.Equal((ConversationStates.New, since), (story.State!.State, story.State.WaitingSince));

        Assert.False(story.IsOffered("mara", 2, Stands));
        Assert.True(story.IsOffered("jonas", 2, Stands));
        story.Does(Story.Jonas, new DeclineOffer { Id = story.NextId() });
        Assert.False(story.IsOffered("mara", 3, Stands));
        Assert.True(story.After(story.Options.OfferRest).IsOffered("mara", 3, Stands));
    }

    [Fact]
    public void An_offer_ends_with_its_time_and_an_old_deadline_is_void()
    {
        story.Receives("m-1");
        story.IsOffered("mara", 1, Stands);
        story.After(Stands - TimeSpan.FromMilliseconds(1)).Fires(DeadlineKinds.Offer, 1);
        Assert.Equal(ConversationStates.Offered, story.State!.State);
        story.After(TimeSpan.FromMilliseconds(1)).Fires(DeadlineKinds.Offer, 0);
        Assert.Equal(ConversationStates.Offered, story.State!.State);
        Assert.Equal(Problems.IllegalMove, story.IsRefused(Story.Mara, new AcceptOffer { Id = story.NextId() }).Slug);
        story.Fires(DeadlineKinds.Offer, 1);
        Assert.Equal((ConversationStates.New, "mara"), (story.State!.State, story.State.Offers!.Last!.Employee.Value));
        Assert.Equal("""{"employeeId":"mara","epoch":1,"reason":"expired"}""", story.Last.Entries.Single().Data);
    }

    [Fact]
    public void Whoever_takes_it_meanwhile_withdraws_the_offer()
    {
        story.Receives("m-1");
        story.IsOffered("mara", 1, Stands);
        story.Does(Story.Jonas, new Claim { Id = story.NextId() });
        Assert.Equal([EntryKinds.Claimed, EntryKinds.OfferEnded], story.Last.Entries.Select(static entry => entry.Kind));
        Assert.Contains("withdrawn", story.Last.Entries[1].Data);
        Assert.Equal((ConversationStates.Owned, Story.Jonas.Employee), (story.State!.State, story.State.Owner));
        Assert.Equal(Story.Jonas.Employee, story.IsRefused(Story.Mara, new AcceptOffer { Id = story.NextId() }).Owner);
    }

    [Theory]
    [InlineData("assign")]
    [InlineData("reply")]
    [InlineData("snooze")]
    [InlineData("resolve")]
    public void Nothing_stays_offered_that_is_given_answered_laid_aside_or_done(string what)
    {
        story.Receives("m-1");
        story.IsOffered("mara", 1, Stands);
        story.Does(Story.Jonas, what switch
        {
            "assign" => new AssignEmployee { Id = story.NextId(), Employee = Story.Jonas.Employee },
            "reply" => story.Reply(),
            "snooze" => new Snooze { Id = story.NextId(), Until = story.Now.AddHours(1) },
            _ => new Resolve { Id = story.NextId() },
        });
        Assert.Null(story.State!.Offers!.Open);
        Assert.Contains("withdrawn", story.Last.Entries[^1].Data);
    }

    [Fact]
    public void By_claiming_or_answering_herself_she_accepts()
    {
        story.Receives("m-1");
        story.IsOffered("mara", 1, Stands);
        story.Does(Story.Mara, story.Reply());
        Assert.Contains("accepted", story.Last.Entries[^1].Data);
    }

    [Fact]
    public void An_order_about_another_number_or_what_does_not_wait_is_void_and_the_same_again_is_not()
    {
        Assert.False(story.IsOffered("mara", 1, Stands));
        story.Receives("m-1");
        Assert.False(story.IsOffered("mara", 0, Stands));
        Assert.False(story.IsOffered("mara", 2, Stands));
        Assert.False(story.IsOffered("mara", 1, TimeSpan.Zero));
        Assert.True(story.IsOffered("mara", 1, Stands));
        Assert.True(story.IsOffered("mara", 1, Stands));
        Assert.True(story.Last.Entries.IsEmpty);
        Assert.False(story.IsOffered("jonas", 1, Stands));
        Assert.False(story.IsOffered("jonas", 2, Stands));
        story.Does(Story.Mara, new AcceptOffer { Id = story.NextId() });
        Assert.False(story.IsOffered("jonas", 2, Stands));
    }

    [Theory]
    [InlineData("away", true)]
    [InlineData("handedBack", true)]
    [InlineData("lapsed", false)]
    [InlineData("asked", false)]
    public void Who_was_away_is_the_last_owner_and_who_did_nothing_has_let_it_go(string reason, bool isLastOwner)
    {
        var refused = OfferBook.Empty.Passed(Story.Jonas.Employee, story.Now);
        var book = LastLeft.Of(refused, new Released(Story.Mara.Employee, 1, reason), story.Now.AddMinutes(-1));
        Assert.Equal(isLastOwner ? Story.Mara.Employee : null, book.LastOwner);
        Assert.Equal(isLastOwner ? ["jonas"] : ["mara", "jonas"], book.LetGo.Select(static one => one.Employee.Value));
    }

    [Fact]
    public void The_next_best_is_not_taken_from_whom_it_is_offered_to_nor_from_an_owner()
    {
        story.Receives("m-1");
        story.IsOffered("mara", 1, Stands);
        Assert.Equal(Problems.AlreadyOwned, story.IsRefused(Story.Jonas, new TakeNext { Id = story.NextId() }).Slug);
        Assert.Equal(1L, story.Does(Story.Mara, new TakeNext { Id = story.NextId() }).Epoch);
        Assert.Equal(Problems.AlreadyOwned, story.IsRefused(Story.Jonas, new TakeNext { Id = story.NextId() }).Slug);
    }

    [Fact]
    public void More_people_than_are_remembered_may_let_it_go()
    {
        story.Receives("m-1");
        for (var number = 1; number <= OfferBook.LetGoMax + 2; number++)
        {
            Assert.True(story.IsOffered($"e-{number}", number, Stands));
            story.After(Stands).Fires(DeadlineKinds.Offer, number);
        }

        Assert.Equal(OfferBook.LetGoMax, story.State!.Offers!.LetGo.Length);
        Assert.Equal("e-3", story.State.Offers.LetGo[0].Employee.Value);
    }
}
