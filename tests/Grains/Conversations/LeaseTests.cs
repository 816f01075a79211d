using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using static Conversations.Grains.Tests.Conversations.Story;

namespace Conversations.Grains.Tests.Conversations;

/// <summary>What the simulation found wrong with leases: the snapshot and the deadline table told different things, and an owner kept her customer waiting for ever.</summary>
public sealed class LeaseTests
{
    private readonly Story story = new();

    [Fact]
    public void The_lease_of_a_former_owner_is_not_the_next_ones()
    {
        story.Receives("m-1").Does(Mara, new Claim { Id = story.NextId() });
        story.After(TimeSpan.FromMinutes(1)).Does(Lead, new AssignEmployee { Id = story.NextId(), Employee = Jonas.Employee });

        Assert.Equal([new DeadlineChange(DeadlineKinds.Lease, 2, story.Now + story.Options.Lease)], story.Last.Deadlines);
        Assert.Equal(story.Now + story.Options.Lease, story.State!.LeaseUntil);
    }

    /// <summary>Who claims is told until when it is hers, always; who claims and does nothing gives back what she took out of reach of others.</summary>
    [Fact]
    public void A_claim_has_its_lease_even_where_nobody_waits()
    {
        story.Receives("m-1").Does(Mara, story.Reply());
        story.Does(Mara, new Release { Id = story.NextId() });
        Assert.Null(story.State!.WaitingSince);

        var claimed = story.Does(Jonas, new Claim { Id = story.NextId() });

        Assert.Equal(story.Now + story.Options.Lease, claimed.LeaseUntil);
        Assert.Equal([new DeadlineChange(DeadlineKinds.Lease, 2, claimed.LeaseUntil)], story.Last.Deadlines);
        story.After(story.Options.Lease).Fires(DeadlineKinds.Lease, 2);
        Assert.Null(story.State.Owner);
    }

    [Fact]
    public void A_lease_that_was_put_to_rest_starts_anew_with_the_next_message()
    {
        story.Receives("m-1");
        var reply = story.Reply();
        story.Does(Mara, reply);
        story.Does(Mara, new Claim { Id = story.NextId() });
        story.Hears(new DeliveryReport { ReplyId = reply.Id, Status = DeliveryStates.Sent, Attempt = 1 });
        Assert.Null(story.State!.LeaseUntil);

        story.After(TimeSpan.FromHours(1)).Receives("m-2");

        Assert.Equal([new DeadlineChange(DeadlineKinds.Lease, 1, story.Now + story.Options.Lease)], story.Last.Deadlines);
    }

    [Fact]
    public void What_waits_for_an_absent_owner_goes_back_after_the_grace_from_her_loss_or_from_what_began_the_lease_anew()
    {
        story.Receives("m-1").Does(Mara, new Claim { Id = story.NextId() });
        var claimed = story.Now;

        Assert.Equal(claimed + story.Options.Grace, GivesBack(claimed.AddSeconds(-30)).Due);
        story.After(TimeSpan.FromSeconds(30));
        Assert.Equal(story.Now + story.Options.Grace, GivesBack(story.Now).Due);
        story.After(TimeSpan.FromSeconds(30));
        var (due, draft) = GivesBack(claimed);
        Assert.Null(due);
        Assert.Equal((null, ConversationStates.New), (draft.State!.Owner, draft.State.State));
        Assert.Contains("away", Assert.Single(draft.ToAppend(Id).Entries).Data);
        Assert.Equal([new DeadlineChange(DeadlineKinds.Lease, 0, null)], draft.ToAppend(Id).Deadlines);
    }

    [Fact]
    public void Where_nobody_waits_or_somebody_else_owns_it_an_absence_changes_nothing()
    {
        story.Receives("m-1").Does(Jonas, new Claim { Id = story.NextId() });
        story.After(story.Options.Lease / 2);
        Assert.Equal((null, true), (GivesBack(story.Now.AddDays(-1)).Due, GivesBack(story.Now.AddDays(-1)).Draft.IsEmpty));
        story.Does(Jonas, story.Reply());
        story.After(TimeSpan.FromHours(1));
        Assert.True(GivesBack(story.Now.AddDays(-1), Jonas).Draft.IsEmpty);
    }

    private (DateTimeOffset? Due, Draft Draft) GivesBack(DateTimeOffset lostAt, Contracts.Access.Caller? owner = null)
    {
        var draft = new Draft(story.State, story.Version, story.Now);
        return (OwnershipDecisions.GiveBackOfAbsent(draft, (owner ?? Mara).Employee, lostAt, story.Options), draft);
    }
}
