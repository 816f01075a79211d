using Conversations.Contracts;
using Conversations.Contracts.Floor;
using Conversations.Web.Input;

namespace Conversations.Web.Api;

/// <summary>What the calls of the open floor take.</summary>
internal static class FloorBodies
{
    public static readonly BodyShape Bare = new("FloorCommand", Id());

    public static readonly BodyShape Enrolment = new(
        "FloorEnrolment", Id(), new FlagMember("accept"), new NumberMember("version", 1, 1_000_000),
        new LinesMember("topics", Limits.FollowedTopicsMax, Limits.TopicCharsMax).Optional());

    public static readonly BodyShape Grade = new(
        "FloorGrade", Id(), new ChoiceMember("grade", FloorGrades.Observe, FloorGrades.Draft, FloorGrades.Answer, FloorGrades.Act), new WordsMember("reason"));

    public static readonly BodyShape Reply = new(
        "FloorReply", Id(), new WordsMember("text"), new NumberMember("seenSeq", 0, long.MaxValue), new NumberMember("holdSeconds", 0, Limits.HoldSecondsMax).Optional());

    public static readonly BodyShape Proposal = new("FloorProposal", Id(), new WordsMember("text"), new NumberMember("seenSeq", 0, long.MaxValue));

    /// <summary>Without text it goes out as it was proposed.</summary>
    public static readonly BodyShape Send = new(
        "SendProposal", Id(), new WordsMember("text").Optional(), new NumberMember("seenSeq", 0, long.MaxValue), new FlagMember("sendAnyway").Optional());

    public static readonly BodyShape GiveBack = new("GiveBackProposal", Id(), new WordsMember("text"));

    private static UuidMember Id() => new("id");
}
