using System.Text.Json;
using Conversations.Contracts;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Promises;

/// <summary>Promises as entries, and back: what was promised and why one was released are words, the rest is data.</summary>
internal static class PromiseCodec
{
    public static (string Kind, Action<Utf8JsonWriter> Data, Action<Utf8JsonWriter>? Words) Parts(PromiseEvent happened) => happened switch
    {
        PromiseMade e => (EntryKinds.PromiseMade, w => Data(w, e.Id, e.DueAt, e.Owner, e.ReplyId), w => w.WriteString("text", e.Text)),
        PromiseTold e => (e.Kind, w => Data(w, e.Id, e.DueAt, e.Owner, null), null),
        PromiseKept e => (EntryKinds.PromiseKept, w => Kept(w, e), null),
        PromiseMoved e => (EntryKinds.PromiseMoved, w => Moved(w, e), null),
        PromiseBroken e => (EntryKinds.PromiseBroken, w => Data(w, e.Id, e.DueAt, e.Owner, null), null),
        PromiseReleased e => (EntryKinds.PromiseReleased, w => w.WriteString("promiseId", e.Id), w => w.WriteString("reason", e.Reason)),
        PromiseHandedOver e => (EntryKinds.PromiseHandedOver, w => HandedOver(w, e), null),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "No entry is written for this event."),
    };

    /// <summary>Null for a kind that is not of promises.</summary>
    public static ConversationEvent? Read(string kind, JsonElement d, JsonElement w) => kind switch
    {
        EntryKinds.PromiseMade => new PromiseMade(Id(d), EntryReader.Text(w, "text") ?? "", Time(d, "dueAt"), Employee(d), Reply(d)),
        EntryKinds.PromiseDueSoon or EntryKinds.PromiseDue => new PromiseTold(kind, Id(d), Time(d, "dueAt"), Employee(d)),
        EntryKinds.PromiseKept => new PromiseKept(
            Id(d), d.TryGetProperty("evidenceSeq", out var seq) ? seq.GetInt64() : null, d.TryGetProperty("late", out _), Reply(d)),
        EntryKinds.PromiseMoved => new PromiseMoved(Id(d), Time(d, "from"), Time(d, "to"), d.GetProperty("replyId").GetGuid()),
        EntryKinds.PromiseBroken => new PromiseBroken(Id(d), Time(d, "dueAt"), Employee(d)),
        EntryKinds.PromiseReleased => new PromiseReleased(Id(d), EntryReader.Text(w, "reason") ?? ""),
        EntryKinds.PromiseHandedOver => new PromiseHandedOver(Id(d), Employee(d)!.Value),
        _ => null,
    };

    private static void Data(Utf8JsonWriter w, Guid id, DateTimeOffset dueAt, EmployeeId? employee, Guid? replyId)
    {
        w.WriteString("promiseId", id);
        w.WriteString("dueAt", dueAt.UtcDateTime);
        if (employee is { } known)
        {
            w.WriteString("employeeId", known.Value);
        }

        Reply(w, replyId);
    }

    private static void Kept(Utf8JsonWriter w, PromiseKept kept)
    {
        w.WriteString("promiseId", kept.Id);
        if (kept.EvidenceSeq is { } seq)
        {
            w.WriteNumber("evidenceSeq", seq);
        }

        if (kept.IsLate)
        {
            w.WriteBoolean("late", true);
        }

        Reply(w, kept.ReplyId);
    }

    private static void Moved(Utf8JsonWriter w, PromiseMoved moved)
    {
        w.WriteString("promiseId", moved.Id);
        w.WriteString("from", moved.From.UtcDateTime);
        w.WriteString("to", moved.To.UtcDateTime);
        w.WriteString("replyId", moved.ReplyId);
    }

    private static void HandedOver(Utf8JsonWriter w, PromiseHandedOver handed)
    {
        w.WriteString("promiseId", handed.Id);
        w.WriteString("employeeId", handed.Employee.Value);
    }

    private static void Reply(Utf8JsonWriter w, Guid? replyId)
    {
        if (replyId is { } known)
        {
            w.WriteString("replyId", known);
        }
    }

    private static Guid Id(JsonElement d) => d.GetProperty("promiseId").GetGuid();

    private static DateTimeOffset Time(JsonElement d, string name) => d.GetProperty(name).GetDateTimeOffset();

    private static EmployeeId? Employee(JsonElement d) => EntryReader.Text(d, "employeeId") is { } id ? new EmployeeId(id) : null;

    private static Guid? Reply(JsonElement d) => d.TryGetProperty("replyId", out var id) ? id.GetGuid() : null;
}
