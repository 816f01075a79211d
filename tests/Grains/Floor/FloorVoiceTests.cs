using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Floor;
using Conversations.Grains.Conversations;
using Conversations.Grains.Tests.Conversations;

namespace Conversations.Grains.Tests.Floor;

/// <summary>Who answers from the floor answers in her own voice.</summary>
public sealed class FloorVoiceTests
{
    [Fact]
    public void An_answer_from_the_floor_carries_its_authors_short_sign_off_and_the_name_she_shows()
    {
        var nora = new Caller(new EmployeeId("nora"), "Nora Berg", Role.Colleague, null) { Floor = FloorGrades.Answer };
        var story = new Story();
        story.Receives("m-1", visibility: Audiences.Public).Does(nora, new ClaimOnFloor { Id = story.NextId() });
        var voice = new ReplyVoice { ShortSignOff = "^NB", ShowsWholeName = true };
        story.Does(nora, new ReplyOnFloor { Id = story.NextId(), Text = "We are on it.", SeenSeq = 2, Voice = voice });
        var reply = OutgoingCodec.Read(Assert.Single(story.Last.OutboxInserts).Payload);
        Assert.Equal(("We are on it. ^NB", "Nora Berg"), (reply.Text, reply.AuthorName));
    }
}
