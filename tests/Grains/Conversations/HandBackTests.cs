using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using static Conversations.Grains.Tests.Conversations.Story;

namespace Conversations.Grains.Tests.Conversations;

public sealed class HandBackTests
{
    private readonly Story story = new();

    [Fact]
    public void A_conversation_goes_back_to_its_queue_with_a_note_and_its_age_in_one_commit()
    {
        story.Receives("m-1");
        var since = story.State!.WaitingSince;
        story.After(TimeSpan.FromMinutes(1)).Does(Mara, new Claim { Id = story.NextId() });
        story.After(TimeSpan.FromMinutes(1)).Does(Mara, Order("wants a refund"));

        Assert.Equal([EntryKinds.NoteAdded, EntryKinds.Released], story.Last.Entries.Select(entry => entry.Kind));
        Assert.Contains("handedBack", story.Last.Entries[1].Data);
        Assert.Equal((null, ConversationStates.New, since), (story.State!.Owner, story.State.State, story.State.WaitingSince));
        Assert.Equal([new DeadlineChange(DeadlineKinds.Lease, 0, null)], story.Last.Deadlines);
    }

    [Fact]
    public void A_lead_gives_back_what_a_colleague_owns_and_a_colleague_does_not()
    {
        story.Receives("m-1").Does(Mara, new Claim { Id = story.NextId() });
        Assert.Equal(Problems.OwnedByOther, story.IsRefused(Jonas, Order()).Slug);
        story.Does(Lead, Order());
        Assert.Null(story.State!.Owner);
    }

    [Fact]
    public void What_is_somebody_elses_by_now_stays_there()
    {
        story.Receives("m-1").Does(Jonas, new Claim { Id = story.NextId() });
        Assert.Equal(Problems.IllegalMove, story.IsRefused(Mara, Order()).Slug);
        Assert.Equal(Problems.IllegalMove, story.IsRefused(Lead, Order()).Slug);
    }

    [Fact]
    public void Writing_renews_the_lease_only_when_half_of_it_is_over_and_only_the_owners()
    {
        story.Receives("m-1").Does(Mara, new Claim { Id = story.NextId() });
        var until = story.State!.LeaseUntil;
        Assert.True(Attends(Mara, TimeSpan.FromMinutes(4)).IsEmpty);
        Assert.True(Attends(Jonas, TimeSpan.FromMinutes(6)).IsEmpty);
        var draft = Attends(Mara, TimeSpan.FromMinutes(6));
        Assert.Equal(until + TimeSpan.FromMinutes(6), draft.State!.LeaseUntil);
        Assert.Empty(draft.ToAppend(Id).Entries);
    }

    private Draft Attends(Contracts.Access.Caller caller, TimeSpan after)
    {
        var draft = new Draft(story.State, story.Version, story.Now + after);
        OwnershipDecisions.RenewByAttending(draft, caller, story.Options);
        return draft;
    }

    private HandBack Order(string note = "end of shift") => new() { Id = story.NextId(), From = Mara.Employee, Note = note };
}
