using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Notices;

/// <summary>A notice as an append gives rise to it, before it is known when it must be passed on and whether it is quiet.</summary>
/// <param name="Employee">Null: to be looked up, the author of <paramref name="ReplyId"/>, or without one who is on duty in the queue.</param>
/// <param name="Queue">Whose duty person it is; null: the conversation's.</param>
public sealed record NoticeCause(string Kind, EmployeeId? Employee, Guid? ReplyId, long Seq, DateTimeOffset At, EmployeeId? Actor, QueueId? Queue = null);

/// <summary>What of an append somebody is to be told of: pure.</summary>
public static class NoticeDecisions
{
    public static ImmutableArray<NoticeCause> Of(CommittedAppend append)
    {
        if (append.Summary is not { } summary)
        {
            return [];
        }

        var causes = ImmutableArray.CreateBuilder<NoticeCause>();
        var hasAnswer = false;
        foreach (var entry in append.Entries)
        {
            // Of several messages of one append the first says it all.
            var isFirst = entry.Kind != EntryKinds.MessageReceived || !hasAnswer;
            hasAnswer |= entry.Kind == EntryKinds.MessageReceived;
            if (isFirst)
            {
                causes.AddRange(Of(entry, summary));
            }
        }

        return causes.DrainToImmutable();
    }

    /// <summary>Whether a customer waits behind a notice of that kind, so that somebody must see it soon.</summary>
    public static bool IsPassedOn(string kind, SummaryRow summary) =>
        ConversationStates.IsOpen(summary.State) && (IsOfPromise(kind) || (kind is not (NoticeKinds.Mentioned or NoticeKinds.Asked or NoticeKinds.AskAnswered or NoticeKinds.PromiseHandedOver or NoticeKinds.CoSignAsked) && summary.WaitingSince is not null));

    /// <summary>Of a gesture's own stream: to who gave it, when it was not carried out. Her entry is none of the conversation's.</summary>
    public static (ConversationId Conversation, NoticeCause Cause)? OfGesture(CommittedAppend append)
    {
        var entry = GestureStreams.IsGesture(append.Stream) ? append.Entries.LastOrDefault(static entry => entry.Kind == GestureStreams.FulfilmentChanged) : null;
        if (entry is null || Text(entry, "fulfilment") is not (FulfilmentStates.Failed or FulfilmentStates.Unknown)
            || Text(entry, "conversationId") is not { } conversation || Text(entry, "by") is not { } by)
        {
            return null;
        }

        // Two gestures of one conversation have the same seqs; the id makes two notices of them.
        var gesture = Guid.ParseExact(append.Stream.AsSpan(append.Stream.Length - 32), "N");
        var mark = (BinaryPrimitives.ReadInt64LittleEndian(gesture.ToByteArray()) + entry.Seq) & long.MaxValue;
        return (new ConversationId(conversation), new NoticeCause(NoticeKinds.GestureNotFulfilled, new EmployeeId(by), null, mark, entry.At, null));
    }

    /// <summary>A customer waits for a word, or for something, that was given her, though it is not her turn to be answered.</summary>
    public static bool IsOfPromise(string kind) => kind is NoticeKinds.GestureNotFulfilled or NoticeKinds.PromiseDueSoon or NoticeKinds.PromiseDue or NoticeKinds.PromiseBroken;

    /// <summary>A question to her, or news that only she can use: nobody else is told in her place when she has left. What was handed to her comes back by itself.</summary>
    public static bool IsHersAlone(string kind) => kind is NoticeKinds.Mentioned or NoticeKinds.Asked or NoticeKinds.CoSignAsked or NoticeKinds.HandoverOffered or NoticeKinds.HandoverAccepted;

    private static IEnumerable<NoticeCause> Of(EntryRow entry, SummaryRow summary) => entry.Kind switch
    {
        EntryKinds.Assigned => Assigned(entry),
        EntryKinds.NoteAdded => Mentioned(entry),
        EntryKinds.CoSignAsked => Asked(entry),
        EntryKinds.MessageReceived => Answered(entry, summary),
        EntryKinds.StateChanged => Woken(entry, summary),
        EntryKinds.Answered => [Cause(NoticeKinds.AskAnswered, new EmployeeId(Text(entry, "askerId")!), entry)],
        EntryKinds.ReplyFailed or EntryKinds.ReplyUnknown => [new(NoticeKinds.DeliveryFailed, null, ReplyIdOf(entry), entry.Seq, entry.At, null)],
        EntryKinds.HandoverOffered => [Offered(entry)],
        EntryKinds.HandoverAccepted => [Cause(NoticeKinds.HandoverAccepted, new EmployeeId(Text(entry, "from")!), entry)],
        EntryKinds.HandoverReturned => CameBack(entry),
        EntryKinds.PromiseDueSoon or EntryKinds.PromiseDue or EntryKinds.PromiseBroken => [Promise(entry, summary)],
        EntryKinds.PromiseHandedOver => HandedOver(entry),
        _ => [],
    };

    private static NoticeCause Offered(EntryRow entry) => Text(entry, "employeeId") is { } to
        ? Cause(NoticeKinds.HandoverOffered, new EmployeeId(to), entry)
        : new(NoticeKinds.HandoverOffered, null, null, entry.Seq, entry.At, new EmployeeId(entry.Actor.Id), new QueueId(Text(entry, "queue")!));

    /// <summary>To whoever must see to it again; what she withdrew, resolved or gave back herself is no news to her.</summary>
    private static IEnumerable<NoticeCause> CameBack(EntryRow entry)
    {
        var giver = new EmployeeId(Text(entry, "from")!);
        return IsOwn(entry, giver) ? [] : [Cause(NoticeKinds.HandoverReturned, giver, entry)];
    }

    /// <summary>To whom it was handed, else to the owner, else to who is on duty.</summary>
    private static NoticeCause Promise(EntryRow entry, SummaryRow summary) =>
        new(entry.Kind, Text(entry, "employeeId") is { } id ? new EmployeeId(id) : summary.Owner, null, entry.Seq, entry.At, null);

    private static IEnumerable<NoticeCause> HandedOver(EntryRow entry)
    {
        var employee = new EmployeeId(Text(entry, "employeeId")!);
        return IsOwn(entry, employee) ? [] : [Cause(NoticeKinds.PromiseHandedOver, employee, entry)];
    }

    private static IEnumerable<NoticeCause> Assigned(EntryRow entry)
    {
        var employee = new EmployeeId(Text(entry, "employeeId")!);
        return IsOwn(entry, employee) ? [] : [Cause(NoticeKinds.Assigned, employee, entry)];
    }

    private static IEnumerable<NoticeCause> Mentioned(EntryRow entry) => Named(entry, "mentions", NoticeKinds.Mentioned);

    private static IEnumerable<NoticeCause> Asked(EntryRow entry) => Named(entry, "asked", NoticeKinds.CoSignAsked);

    private static IEnumerable<NoticeCause> Named(EntryRow entry, string member, string kind)
    {
        using var data = JsonDocument.Parse(entry.Data);
        return data.RootElement.TryGetProperty(member, out var named)
            ? [.. named.EnumerateArray().Select(static id => new EmployeeId(id.GetString()!)).Distinct()
                .Where(id => !IsOwn(entry, id)).Select(id => Cause(kind, id, entry))]
            : [];
    }

    /// <summary>The first words since she was answered; more of them while she waits are no news to who has been told.</summary>
    private static IEnumerable<NoticeCause> Answered(EntryRow entry, SummaryRow summary) =>
        summary.Owner is { } owner && !(summary.WaitingSince < entry.At) ? [Cause(NoticeKinds.CustomerAnswered, owner, entry)] : [];

    /// <summary>By the clock; whoever woke it herself, or the customer whose words did, needs no further notice. Where nobody has it, who is on duty is told: somebody meant it to come back then.</summary>
    private static IEnumerable<NoticeCause> Woken(EntryRow entry, SummaryRow summary) =>
        entry.Actor.Kind == Actor.System.Kind && Text(entry, "from") == ConversationStates.Snoozed
            ? [new(NoticeKinds.SnoozeEnded, summary.Owner, null, entry.Seq, entry.At, null)] : [];

    private static NoticeCause Cause(string kind, EmployeeId employee, EntryRow entry) =>
        new(kind, employee, null, entry.Seq, entry.At, entry.Actor.Kind == "employee" ? new EmployeeId(entry.Actor.Id) : null);

    private static bool IsOwn(EntryRow entry, EmployeeId employee) => entry.Actor.Kind == "employee" && entry.Actor.Id == employee.Value;

    private static string? Text(EntryRow entry, string name)
    {
        using var data = JsonDocument.Parse(entry.Data);
        return data.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    private static Guid? ReplyIdOf(EntryRow entry) => Guid.TryParse(Text(entry, "replyId"), out var id) ? id : null;
}
