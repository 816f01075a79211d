using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Grains.Handovers;
using Conversations.Grains.Tests.Conversations;
using static Conversations.Grains.Tests.Conversations.Story;

namespace Conversations.Grains.Tests.Handovers;

/// <summary>What is handed over stays its giver's until it is taken, and comes back by itself.</summary>
public sealed class HandoverTests
{
    private readonly Story story = new();

    [Fact]
    public void The_giver_owns_it_until_it_is_taken_and_then_the_taker_does()
    {
        MaraOffersJonas();
        Assert.Equal((Mara.Employee, 1L), (story.State!.Owner, story.State.Epoch));
        Assert.Equal("she wants her money back", story.State.Words.Handover);

        story.After(TimeSpan.FromMinutes(2)).Does(Jonas, new AcceptHandover { Id = story.NextId() });

        Assert.Equal((Jonas.Employee, 2L, ConversationStates.Owned), (story.State.Owner, story.State.Epoch, story.State.State));
        Assert.Equal(story.Now + story.Options.Lease, story.State.LeaseUntil);
        Assert.Equal((null, null, story.Now), (story.State.Custody.Pending, story.State.Words.Handover, story.State.Custody.Since));
        Assert.Equal([(null, 0), (Mara.Employee, 2)], story.State.Custody.Past.Select(span => (span.Employee, (int)(span.Until - span.Since).TotalMinutes)));
        Assert.Equal([new(DeadlineKinds.Handover, 0, null), new DeadlineChange(DeadlineKinds.Lease, 2, story.Now + story.Options.Lease)], story.Last.Deadlines);
    }

    [Fact]
    public void Into_another_queue_it_goes_when_one_of_its_people_takes_it()
    {
        story.Receives("m-1").Does(Mara, new Claim { Id = story.NextId() });
        story.Does(Mara, new OfferHandover { Id = story.NextId(), ToQueue = new QueueId("refunds") });
        Assert.Equal(new QueueId("q1"), story.State!.Queue);
        story.Does(Jonas, new AcceptHandover { Id = story.NextId() });
        Assert.Equal((new QueueId("refunds"), Jonas.Employee), (story.State.Queue, story.State.Owner));
        Assert.Equal(new QueueId("refunds"), story.Last.Summary!.Queue);
    }

    [Fact]
    public void Untaken_it_comes_back_at_its_deadline_and_the_giver_has_a_whole_lease()
    {
        var offered = MaraOffersJonas(seconds: 3_600);
        Assert.Contains(new DeadlineChange(DeadlineKinds.Handover, offered, story.Now.AddHours(1)), story.Last.Deadlines);
        story.After(TimeSpan.FromMinutes(59)).Fires(DeadlineKinds.Handover, offered);
        Assert.NotNull(story.State!.Custody.Pending);
        story.After(TimeSpan.FromMinutes(1)).Fires(DeadlineKinds.Handover, offered - 1);
        Assert.NotNull(story.State.Custody.Pending);

        story.Fires(DeadlineKinds.Handover, offered);

        Assert.Equal((null, Mara.Employee, story.Now + story.Options.Lease), (story.State.Custody.Pending, story.State.Owner, story.State.LeaseUntil));
        Assert.Equal("""{"from":"mara","reason":"expired"}""", Assert.Single(story.Last.Entries).Data);
        Assert.Equal(Problems.IllegalMove, story.IsRefused(Jonas, new AcceptHandover { Id = story.NextId() }).Slug);
    }

    [Fact]
    public void Given_back_it_says_why_and_counts_as_one_turn()
    {
        MaraOffersJonas();
        story.Does(Jonas, new ReturnHandover { Id = story.NextId(), Reason = "not my field" });
        var entry = Assert.Single(story.Last.Entries);
        Assert.Equal((EntryKinds.HandoverReturned, """{"from":"mara","reason":"returned"}""", """{"text":"not my field"}"""), (entry.Kind, entry.Data, entry.Words));
        Assert.Equal((Mara.Employee, 1), (story.State!.Owner, story.State.Custody.PingPong));
    }

    [Fact]
    public void Handed_there_and_back_counts_and_handed_on_does_not()
    {
        MaraOffersJonas();
        story.Does(Jonas, new AcceptHandover { Id = story.NextId() });
        Assert.Equal(0, story.State!.Custody.PingPong);
        story.Does(Jonas, new OfferHandover { Id = story.NextId(), To = Lead.Employee });
        story.Does(Lead, new AcceptHandover { Id = story.NextId() });
        Assert.Equal(0, story.State.Custody.PingPong);
        story.Does(Lead, new AssignEmployee { Id = story.NextId(), Employee = Mara.Employee });
        Assert.Equal(1, story.State.Custody.PingPong);
    }

    [Fact]
    public void Only_the_one_it_is_offered_to_may_take_it_and_only_its_giver_or_a_lead_withdraw_it()
    {
        MaraOffersJonas();
        var other = new Caller(new EmployeeId("paul"), "Paul", Role.Agent, null);
        Assert.Equal(Problems.OwnedByOther, story.IsRefused(other, new AcceptHandover { Id = story.NextId() }).Slug);
        Assert.Equal(Problems.OwnedByOther, story.IsRefused(other, new ReturnHandover { Id = story.NextId() }).Slug);
        Assert.Equal(Problems.IllegalMove, story.IsRefused(Mara, new AcceptHandover { Id = story.NextId() }).Slug);
        Assert.Equal(Problems.OwnedByOther, story.IsRefused(Jonas, new WithdrawHandover { Id = story.NextId() }).Slug);
        Assert.Equal(Problems.IllegalMove, story.IsRefused(Mara, new OfferHandover { Id = story.NextId(), To = other.Employee }).Slug);
        Assert.Equal(Problems.Forbidden, story.IsRefused(Operator, new AcceptHandover { Id = story.NextId() }).Slug);
        story.Does(Lead, new WithdrawHandover { Id = story.NextId() });
        Assert.Equal(Problems.IllegalMove, story.IsRefused(Mara, new WithdrawHandover { Id = story.NextId() }).Slug);
    }

    [Fact]
    public void What_nobody_has_cannot_be_handed_over_nor_to_its_owner_nor_to_its_own_queue_nor_for_ever()
    {
        story.Receives("m-1");
        Assert.Equal(Problems.IllegalMove, story.IsRefused(Mara, new OfferHandover { Id = story.NextId(), To = Jonas.Employee }).Slug);
        story.Does(Mara, new Claim { Id = story.NextId() });
        OfferHandover[] wrong =
        [
            new() { Id = story.NextId(), To = Mara.Employee },
            new() { Id = story.NextId(), ToQueue = new QueueId("q1") },
            new() { Id = story.NextId() },
            new() { Id = story.NextId(), To = Jonas.Employee, ToQueue = new QueueId("refunds") },
            new() { Id = story.NextId(), To = Jonas.Employee, Seconds = Limits.HandoverSecondsMax + 1 },
            new() { Id = story.NextId(), To = Jonas.Employee, Seconds = Limits.HandoverSecondsMin - 1 },
        ];
        Assert.All(wrong, command => Assert.Equal(Problems.OutOfRange, story.IsRefused(Mara, command).Slug));
        Assert.Equal(Problems.OwnedByOther, story.IsRefused(Jonas, new OfferHandover { Id = story.NextId(), To = Lead.Employee }).Slug);
    }

    [Fact]
    public void Whatever_ends_her_owning_it_ends_the_offer_first()
    {
        Action<Story>[] ends =
        [
            it => it.Does(Mara, new Release { Id = it.NextId() }),
            it => it.Does(Mara, new HandBack { Id = it.NextId(), From = Mara.Employee, Note = "home" }),
            it => it.Does(Lead, new AssignEmployee { Id = it.NextId(), Employee = Lead.Employee }),
            it => it.Does(Mara, new Resolve { Id = it.NextId() }),
            it => it.After(TimeSpan.FromHours(1)).Fires(DeadlineKinds.Lease, it.State!.Epoch),
        ];
        foreach (var end in ends)
        {
            var it = new Story();
            it.Receives("m-1").Does(Mara, new Claim { Id = it.NextId() });
            it.Does(Mara, new OfferHandover { Id = it.NextId(), To = Jonas.Employee });
            end(it);
            Assert.Null(it.State!.Custody.Pending);
            Assert.Contains(it.Last.Entries, entry => entry.Kind == EntryKinds.HandoverReturned);
            Assert.Contains(new DeadlineChange(DeadlineKinds.Handover, 0, null), it.Last.Deadlines);
            Assert.Equal(EntryKinds.HandoverReturned, it.Last.Entries.First(entry => entry.Kind != EntryKinds.NoteAdded).Kind);
        }
    }

    [Fact]
    public void While_it_waits_its_giver_keeps_her_lease_and_an_absent_one_does_not()
    {
        MaraOffersJonas(seconds: 3_600);
        Assert.Equal(story.Now.AddHours(1) + story.Options.Lease, story.State!.LeaseUntil);
        story.After(TimeSpan.FromMinutes(20)).Receives("m-2").Does(Mara, new AddNote { Id = story.NextId(), Text = "he will be back soon" });
        Assert.Equal(Mara.Employee, story.State!.Owner);

        var lost = story.Now;
        story.After(story.Options.Grace);
        var draft = new Draft(story.State, story.Version, story.Now);
        Assert.Null(OwnershipDecisions.GiveBackOfAbsent(draft, Mara.Employee, lost, story.Options));
        Assert.Equal((null, null, 0L), (draft.State!.Owner, draft.State.Custody.Pending, draft.State.Custody.OrphanSeconds));
    }

    [Fact]
    public void Seconds_in_which_the_customer_waited_for_somebody_gone_beyond_the_grace_are_counted()
    {
        story.Receives("m-1").Does(Mara, new Claim { Id = story.NextId() });
        story.After(story.Options.Grace + TimeSpan.FromSeconds(95));
        var draft = new Draft(story.State, story.Version, story.Now);
        OwnershipDecisions.GiveBackOfAbsent(draft, Mara.Employee, story.Now - story.Options.Grace - TimeSpan.FromSeconds(95), story.Options);
        Assert.Equal(95, draft.State!.Custody.OrphanSeconds);
        Assert.Equal("""{"employeeId":"mara","epoch":1,"reason":"away","orphanSeconds":95}""", Assert.Single(draft.ToAppend(Id).Entries).Data);
    }

    [Fact]
    public void The_log_is_bounded_and_has_no_gap()
    {
        var begun = story.Now;
        story.Receives("m-1");
        for (var turn = 0; turn < Limits.CustodySpansMax + 5; turn++)
        {
            var caller = turn % 2 == 0 ? Mara : Jonas;
            story.After(TimeSpan.FromSeconds(7)).Does(caller, new Claim { Id = story.NextId() });
            story.After(TimeSpan.FromSeconds(3)).Does(caller, new Release { Id = story.NextId() });
        }

        var past = story.State!.Custody.Past;
        Assert.Equal(Limits.CustodySpansMax, past.Length);
        Assert.Equal(story.State.Custody.Since, past[^1].Until);
        Assert.All(past.Zip(past.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.Since));
        Assert.True(begun < past[0].Since);
    }

    [Fact]
    public void One_link_is_made_and_an_ended_one_never_comes_back()
    {
        var first = story.NextId();
        story.Receives("m-1");
        Assert.Equal(first, story.Does(Mara, new MakeTrackingLink { Id = first }).TrackingLink);
        Assert.Equal(first, story.Does(Jonas, new MakeTrackingLink { Id = story.NextId() }).TrackingLink);
        story.Does(Mara, new RevokeTrackingLink { Id = story.NextId() });
        Assert.Null(story.State!.Custody.TrackingLink);
        var second = story.NextId();
        Assert.Equal(second, story.Does(Mara, new MakeTrackingLink { Id = second }).TrackingLink);
        Assert.Equal(Problems.Forbidden, story.IsRefused(Operator, new MakeTrackingLink { Id = story.NextId() }).Slug);
    }

    private long MaraOffersJonas(int seconds = Limits.HandoverSecondsDefault)
    {
        story.Receives("m-1").Does(Mara, new Claim { Id = story.NextId() });
        return story.Does(Mara, new OfferHandover { Id = story.NextId(), To = Jonas.Employee, Summary = "she wants her money back", Seconds = seconds }).Seq;
    }
}
