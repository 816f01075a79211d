using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
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
}
