using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using static Conversations.Grains.Tests.Conversations.Story;

namespace Conversations.Grains.Tests.Conversations;

public sealed class RenameLabelTests
{
    private readonly Story story = new();

    [Fact]
    public void A_label_gets_its_new_name_in_its_place_and_the_others_stay()
    {
        story.Receives("m-1").Does(Mara, new SetLabels { Id = story.NextId(), Labels = ["a", "old", "z"] });
        story.Does(Lead, Rename("old", "new"));
        Assert.Equal(["a", "new", "z"], story.State!.Labels);
        Assert.Equal([EntryKinds.LabelsChanged], story.Last.Entries.Select(entry => entry.Kind));
    }

    [Fact]
    public void A_conversation_without_it_is_left_as_it_is_and_one_that_has_both_keeps_one()
    {
        story.Receives("m-1").Does(Mara, new SetLabels { Id = story.NextId(), Labels = ["new", "old"] });
        story.Does(Lead, Rename("old", "new"));
        Assert.Equal(["new"], story.State!.Labels);
        Assert.Equal(3, story.Does(Lead, Rename("old", "new")).Seq);
        Assert.Empty(story.Last.Entries);
    }

    [Fact]
    public void It_is_no_work_on_the_conversation_and_renews_no_lease()
    {
        story.Receives("m-1").Does(Mara, new SetLabels { Id = story.NextId(), Labels = ["old"] });
        story.Does(Mara, new Claim { Id = story.NextId() });
        var until = story.State!.LeaseUntil;
        story.After(story.Options.Lease * 0.7).Does(Mara, Rename("old", "new"));
        Assert.Equal(until, story.State!.LeaseUntil);
    }

    [Fact]
    public void A_closed_conversation_is_renamed_and_stays_closed_while_its_labels_are_nobody_s_to_set()
    {
        story.Receives("m-1").Does(Mara, new SetLabels { Id = story.NextId(), Labels = ["old"] });
        var seq = story.Does(Mara, new Resolve { Id = story.NextId() }).Seq;
        story.After(story.Options.CloseAfter).Fires(DeadlineKinds.Close, seq);

        story.Does(Lead, Rename("old", "new"));
        Assert.Equal((ConversationStates.Closed, "new"), (story.State!.State, Assert.Single(story.State.Labels)));
        Assert.Equal(Problems.IllegalMove, story.IsRefused(Mara, new SetLabels { Id = story.NextId(), Labels = [] }).Slug);
    }

    private RenameLabel Rename(string from, string to) => new() { Id = story.NextId(), From = from, To = to };
}
