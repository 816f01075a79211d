using Conversations.Contracts;
using Conversations.Web.Input;

namespace Conversations.Web.Api;

/// <summary>What the commands on a conversation take.</summary>
internal static class CommandBodies
{
    private const int EmployeeIdChars = 64;

    public static readonly BodyShape Bare = new("Command", Id());

    /// <summary>Files may go out alone: then there is no text, rather than a blank one.</summary>
    public static readonly BodyShape Reply = new(
        "Reply",
        Id(),
        new WordsMember("text").Optional(),
        new NumberMember("seenSeq", 0, long.MaxValue),
        new ChoiceMember("audience", Audiences.Public, Audiences.Private).Optional(),
        new FlagMember("sendAnyway").Optional(),
        new NumberMember("holdSeconds", 0, Limits.HoldSecondsMax).Optional(),
        new LinesMember("attachments", Limits.AttachmentsMax, EmployeeIdChars).Optional(),
        PromiseBodies.Given(),
        PromiseBodies.Kept(),
        DraftRevision());

    public static readonly BodyShape Note = new(
        "Note", Id(), new WordsMember("text"), new LinesMember("mentions", Limits.MentionsMax, EmployeeIdChars).Optional(), DraftRevision());

    public static readonly BodyShape Assign = new("Assign", Id(), new LineMember("employeeId", EmployeeIdChars));

    /// <summary>To a colleague, or to a queue.</summary>
    public static readonly BodyShape Handover = new(
        "HandoverOffer",
        Id(),
        new LineMember("employeeId", EmployeeIdChars).Optional(),
        new LineMember("queue", EmployeeIdChars).Optional(),
        new FreeTextMember("summary", Limits.HandoverSummaryCodePointsMax).Optional(),
        new NumberMember("seconds", Limits.HandoverSecondsMin, Limits.HandoverSecondsMax).Optional());

    public static readonly BodyShape HandoverReturn = new("HandoverReturn", Id(), new FreeTextMember("reason", Limits.HandoverSummaryCodePointsMax).Optional());

    public static readonly BodyShape Decline = new("Decline", Id(), new LineMember("reason", Limits.OfferReasonCodePointsMax).OrNull().Optional());

    public static readonly BodyShape Snooze = new("Snooze", Id(), new TimeMember("until"));

    public static readonly BodyShape Priority = new("Priority", Id(), new ChoiceMember("priority", "low", "normal", "high", "urgent"));

    public static readonly BodyShape Labels = new("Labels", Id(), new LinesMember("labels", Limits.LabelsMax, Limits.LabelCharsMax));

    /// <summary>The draft these words were: it is deleted when they are committed.</summary>
    private static BodyMember DraftRevision() => new NumberMember("draftRevision", 1, long.MaxValue).Optional();

    private static UuidMember Id() => new("id");
}
