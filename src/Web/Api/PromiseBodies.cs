using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Web.Input;

namespace Conversations.Web.Api;

/// <summary>What the commands on promises take, and the commands they make.</summary>
internal static class PromiseBodies
{
    private const int EmployeeIdChars = 64;

    public static readonly BodyShape Make = new("MakePromise", Id(), new LineMember("text", Limits.PromiseCodePointsMax), new TimeMember("dueAt"));

    public static readonly BodyShape Keep = new("KeepPromise", Id(), new NumberMember("evidenceSeq", 1, long.MaxValue).Optional());

    public static readonly BodyShape Move = new(
        "MovePromise",
        Id(),
        new TimeMember("dueAt"),
        new WordsMember("text"),
        new NumberMember("seenSeq", 0, long.MaxValue),
        new ChoiceMember("audience", Audiences.Public, Audiences.Private).Optional(),
        new FlagMember("sendAnyway").Optional(),
        new NumberMember("holdSeconds", 0, Limits.HoldSecondsMax).Optional());

    public static readonly BodyShape Release = new("ReleasePromise", Id(), new LineMember("reason", Limits.PromiseCodePointsMax));

    public static readonly BodyShape HandOver = new("HandPromiseOver", Id(), new LineMember("employeeId", EmployeeIdChars));

    public static readonly BodyShape Resolve = new("Resolve", Id(), new FlagMember("followUp").Optional());

    /// <summary>Of a reply: the words given in it.</summary>
    public static BodyMember Given() => new ObjectsMember(
        "promises", Limits.PromisesOpenMax, new BodyShape("NewPromise", new LineMember("text", Limits.PromiseCodePointsMax), new TimeMember("dueAt"))).Optional();

    /// <summary>Of a reply: the promises that it keeps.</summary>
    public static BodyMember Kept() => new LinesMember("keeps", Limits.PromisesOpenMax, Limits.IdCharsMax).Optional();

    public static Reply With(Reply reply, BodyValues body) => reply with
    {
        Promises = body.Has("promises") ? [.. body.Objects("promises").Select(static promise => new NewPromise(promise.Text("text"), promise.Time("dueAt")))] : [],
        // What is no id is no promise of this conversation.
        Keeps = [.. (body.Texts("keeps") ?? []).Select(static id => Guid.TryParseExact(id, "D", out var known) ? known : Guid.Empty)],
    };

    public static MakePromise MakeOf(BodyValues body) => new() { Id = body.Uuid("id"), Promise = new NewPromise(body.Text("text"), body.Time("dueAt")) };

    public static MovePromise MoveOf(Guid promise, BodyValues body) => new()
    {
        Id = body.Uuid("id"),
        PromiseId = promise,
        DueAt = body.Time("dueAt"),
        Text = body.Text("text"),
        SeenSeq = body.Number("seenSeq")!.Value,
        Audience = body.TextOrNull("audience"),
        SendAnyway = body.Flag("sendAnyway") ?? false,
        HoldSeconds = (int)(body.Number("holdSeconds") ?? 0),
    };

    private static UuidMember Id() => new("id");
}
