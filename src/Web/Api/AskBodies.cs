using Conversations.Contracts;
using Conversations.Web.Input;

namespace Conversations.Web.Api;

/// <summary>What the calls about asks take.</summary>
internal static class AskBodies
{
    public static readonly BodyShape New = new(
        "NewAsk", new UuidMember("id"), new WordsMember("question"), new LinesMember("topics", Limits.AskTopicsMax, Limits.TopicCharsMax).Optional());

    public static readonly BodyShape Answer = new("AskAnswerText", new UuidMember("id"), new WordsMember("text"));

    public static readonly BodyShape KnowledgePatch = new("KnowledgePatch", new ChoiceMember("state", "used", "outdated", "renewed"));
}
