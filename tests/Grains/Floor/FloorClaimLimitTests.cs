using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Floor;
using Conversations.Grains.Conversations;
using Conversations.Grains.Floor;
using Conversations.Grains.Tests.Conversations;

namespace Conversations.Grains.Tests.Floor;

/// <summary>Nobody takes the whole floor: so many claims at once, and each renewed once for nothing.</summary>
public sealed class FloorClaimLimitTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly FloorPersonState Nobody = FloorPersonState.None;

    [Fact]
    public void A_bare_claim_of_the_owner_renews_once_for_each_time_she_took_it()
    {
        var nora = new Caller(new EmployeeId("nora"), "Nora Berg", Role.Colleague, null) { Floor = FloorGrades.Draft };
        var story = new Story();
        story.Receives("m-1", visibility: Audiences.Public).Does(nora, Claim(story));
        var renewed = story.After(TimeSpan.FromMinutes(5)).Does(nora, Claim(story));
        Assert.Equal(story.Now + story.Options.FloorLease, renewed.LeaseUntil);
        var again = story.After(TimeSpan.FromMinutes(5)).Does(nora, Claim(story));
        Assert.Equal((renewed.Seq, renewed.Epoch, renewed.LeaseUntil), (again.Seq, again.Epoch, again.LeaseUntil));
        Assert.Equal(renewed.LeaseUntil, story.State!.LeaseUntil);

        story.Does(nora, new ProposeReply { Id = story.NextId(), Text = "We have it.", SeenSeq = 2 });
        Assert.Equal(story.Now + story.Options.FloorLease, story.State.LeaseUntil);
        story.Does(nora, new ReleaseOnFloor { Id = story.NextId() });
        story.Does(nora, Claim(story));
        story.After(TimeSpan.FromMinutes(5)).Does(nora, Claim(story));
        Assert.Equal(story.Now + story.Options.FloorLease, story.State.LeaseUntil);
    }

    [Fact]
    public void Who_has_as_many_as_she_may_claims_no_other()
    {
        var has = Ids(Limits.FloorClaimsMax);
        Assert.NotNull(FloorPersonDecisions.Claim(Nobody, "next", has[1..], [], Now));
        Assert.Null(FloorPersonDecisions.Claim(Nobody, "next", has, [], Now));
        Assert.NotNull(FloorPersonDecisions.Claim(Nobody, has[0], has, [], Now));
    }

    [Fact]
    public void Claims_under_way_count_and_those_that_were_answered_or_are_long_gone_do_not()
    {
        var state = Nobody;
        foreach (var id in Ids(Limits.FloorClaimsMax))
        {
            state = FloorPersonState.Of(Stored(FloorPersonDecisions.Claim(state, id, [], [], Now)!.State));
        }

        Assert.Null(FloorPersonDecisions.Claim(state, "next", [], [], Now));
        Assert.NotNull(FloorPersonDecisions.Claim(state, "c0", [], [], Now));
        Assert.NotNull(FloorPersonDecisions.Claim(state, "next", [], ["c1"], Now));
        Assert.Null(FloorPersonDecisions.Claim(state, "next", ["c1"], ["c1"], Now));
        Assert.Null(FloorPersonDecisions.Claim(state, "next", [], [], (Now + Limits.FloorClaimUnknownFor).AddTicks(-1)));
        var later = FloorPersonDecisions.Claim(state, "next", [], [], Now + Limits.FloorClaimUnknownFor)!.State;
        Assert.Equal("next", Assert.Single(later.Claiming!.Value).Conversation);
    }

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(number => $"c{number}")];

    private static Contracts.Ports.StreamHead Stored(FloorPersonState state) => new("floor-nora", 1, 0, FloorPersonState.Shape, state.Write());

    private static ClaimOnFloor Claim(Story story) => new() { Id = story.NextId() };
}
