using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Floor;
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
}
