using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;
using Conversations.Grains.Tests.Conversations;
using static Conversations.Grains.Tests.Conversations.Story;

namespace Conversations.Grains.Tests.Floor;

/// <summary>A customer who was public goes private while somebody from the floor has her conversation.</summary>
public sealed class FloorPrivateTests
{
    private static readonly Caller Nora = new(new EmployeeId("nora"), "Nora Berg", Role.Colleague, null) { Floor = FloorGrades.Act };
    private readonly Story story = new();

    [Fact]
    public void What_went_private_after_the_edge_looked_is_neither_answered_nor_settled_from_the_floor()
    {
        var mara = Mara with { Floor = FloorGrades.Observe };
        story.Receives("m-1", visibility: Audiences.Public).Does(mara, new ClaimOnFloor { Id = story.NextId() });
        story.Receives("m-2", "My number is 12345");
        foreach (var command in new ConversationCommand[]
        {
            new ReplyOnFloor { Id = story.NextId(), Text = "We are on it", SeenSeq = 2 },
            new ProposeReply { Id = story.NextId(), Text = "We are on it", SeenSeq = 2 },
            new ResolveOnFloor { Id = story.NextId() },
        })
        {
            var no = story.IsRefused(mara, command);
            Assert.Equal((Problems.NotFound, null), (no.Slug, no.EntrySeq));
        }
    }

    [Fact]
    public void A_private_word_takes_the_conversation_from_a_colleague_who_may_not_read_it()
    {
        story.Receives("m-1", visibility: Audiences.Public).Does(Nora, new ClaimOnFloor { Id = story.NextId() });
        var since = story.State!.WaitingSince;
        story.After(TimeSpan.FromMinutes(1)).Receives("m-2", "My number is 12345");

        Assert.Equal([EntryKinds.MessageReceived, EntryKinds.Released], story.Last.Entries.Select(entry => entry.Kind));
        Assert.Equal(("system", """{"employeeId":"nora","epoch":1,"reason":"private"}"""), (story.Last.Entries[1].Actor.Kind, story.Last.Entries[1].Data));
        Assert.Contains(new DeadlineChange(DeadlineKinds.Lease, 0, null), story.Last.Deadlines);
        Assert.Equal((null, ConversationStates.New, since, null), (story.State!.Owner, story.State.State, story.State.WaitingSince, story.State.LeaseUntil));
    }

    [Fact]
    public void A_private_word_leaves_the_conversation_with_who_answers_by_role_and_with_whom_it_was_given_to_later()
    {
        var mara = Mara with { Floor = FloorGrades.Observe };
        story.Receives("m-1", visibility: Audiences.Public).Does(mara, new ClaimOnFloor { Id = story.NextId() });
        Assert.Equal(Mara.Employee, story.Receives("m-2").State!.Owner);

        var other = new Story();
        other.Receives("m-1", visibility: Audiences.Public).Does(Nora, new ClaimOnFloor { Id = other.NextId() });
        other.Does(Lead, new AssignEmployee { Id = other.NextId(), Employee = Jonas.Employee });
        Assert.Equal(Jonas.Employee, other.Receives("m-2").State!.Owner);
    }

    [Fact]
    public void A_colleague_keeps_what_is_public_again_by_the_last_of_several_words()
    {
        story.Receives("m-1", visibility: Audiences.Public).Does(Nora, new ClaimOnFloor { Id = story.NextId() });
        story.Receives(null, Message("m-2", "My number", Audiences.Private), Message("m-3", "Anyone?", Audiences.Public));
        Assert.Equal(Nora.Employee, story.State!.Owner);
    }
}
