using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Promises;

/// <summary>
/// The company's word to a customer: given, kept, moved with the customer told, released, handed over, and broken by the clock. Who gives it answers for it; where she owns
/// the conversation, that is whoever owns it later.
/// </summary>
public static class PromiseDecisions
{
    public static Decided Make(Draft draft, MakePromise command, Caller caller, ConversationOptions options)
    {
        var state = draft.Existing;
        if (ConversationMoves.Check(ConversationMoves.Promise, state) is { } illegal)
        {
            return illegal;
        }

        if (Refused(draft, [command.Promise]) is { } no)
        {
            return no;
        }

        if (state.Owner is null)
        {
            OwnershipDecisions.Take(draft, caller);
            OwnershipDecisions.LeaseWhileWaiting(draft, options);
        }

        return Decided.At(Give(draft, command.Id, command.Promise, null, caller));
    }

    /// <summary>Why a reply cannot give or keep what it says; null when it can.</summary>
    public static Rejection? Check(Draft draft, Reply reply) =>
        Refused(draft, reply.Promises) ?? reply.Keeps.Select(id => Unsettled(draft, id, out _)).FirstOrDefault(static no => no is not null);

    /// <summary>What a queued reply gives and keeps, in entries behind its own.</summary>
    public static void Settle(Draft draft, Reply reply, long seq, Caller caller)
    {
        foreach (var id in reply.Keeps.Distinct())
        {
            Keep(draft, draft.Existing.Promises.Find(id)!, seq, reply.Id, caller);
        }

        for (var number = 0; number < reply.Promises.Length; number++)
        {
            Give(draft, IdOf(reply.Id, number), reply.Promises[number], reply.Id, caller);
        }
    }

    public static Decided Keep(Draft draft, KeepPromise command, Caller caller)
    {
        if (Unsettled(draft, command.PromiseId, out var promise) is { } no)
        {
            return no;
        }

        if (command.EvidenceSeq is { } seq && (seq < 1 || seq > draft.Head))
        {
            return new Rejection { Slug = Problems.OutOfRange, Detail = "evidenceSeq is no entry of this conversation." };
        }

        return Decided.At(Keep(draft, promise, command.EvidenceSeq, null, caller));
    }

    /// <summary>The reply first, so that it stands above what it tells of.</summary>
    public static Decided Move(Draft draft, ConversationId id, MovePromise command, Caller caller, ConversationOptions options)
    {
        if ((Unsettled(draft, command.PromiseId, out var promise) ?? Others(draft, promise, caller) ?? OutOfRange(draft, command.DueAt)) is { } no)
        {
            return no;
        }

        if (!caller.May(Permission.Reply))
        {
            return new Rejection { Slug = Problems.Forbidden };
        }

        var told = ReplyDecisions.Reply(draft, id, command.ToReply(), caller, options);
        if (told.Rejection is null)
        {
            draft.Record(new PromiseMoved(promise.Id, promise.DueAt, Millis(command.DueAt), command.Id), caller.Actor);
        }

        return told;
    }

    public static Decided Release(Draft draft, ReleasePromise command, Caller caller) =>
        (Unsettled(draft, command.PromiseId, out var promise) ?? Others(draft, promise, caller)) is { } no
            ? no : Decided.At(draft.Record(new PromiseReleased(promise.Id, command.Reason), caller.Actor));

    public static Decided HandOver(Draft draft, HandPromiseOver command, Caller caller)
    {
        if ((Unsettled(draft, command.PromiseId, out var promise) ?? Others(draft, promise, caller)) is { } no)
        {
            return no;
        }

        return Decided.At(promise.Owner == command.Employee ? draft.Head : draft.Record(new PromiseHandedOver(promise.Id, command.Employee), caller.Actor));
    }

    /// <summary>Open promises stand in the way of resolving, unless it becomes a follow-up: laid aside until the first of them is due. Null: nothing stands in the way.</summary>
    public static Decided? BeforeResolving(Draft draft, Resolve command, Caller caller)
    {
        var state = draft.Existing;
        ImmutableArray<Promise> open = [.. state.Promises.Open.OrderBy(static promise => promise.DueAt)];
        if (open.IsEmpty)
        {
            return null;
        }

        if (!command.FollowUp)
        {
            return new Rejection
            {
                Slug = Problems.OpenPromises, State = state.State,
                Promises = [.. open.Select(promise => new OpenPromise(promise.Id, state.PromiseText(promise.Id), promise.DueAt, promise.State))],
            };
        }

        var until = open[0].DueAt > draft.Now ? open[0].DueAt : open[0].BrokenAt;
        return StateDecisions.Snooze(draft, new Snooze { Id = command.Id, Until = until > draft.Now ? until : draft.Now + Limits.PromiseMinute }, caller);
    }

    /// <summary>
    /// The time of a reminder, of a promise or of its end came. What is told is where it stands now: after a long outage one that is broken is not also due soon.
    /// Times in the state are the fence: what was moved or settled meanwhile has none that has come.
    /// </summary>
    public static void Fire(Draft draft)
    {
        foreach (var promise in draft.Existing.Promises.All.Where(promise => promise.NextAt <= draft.Now))
        {
            PromiseEvent told = promise.BrokenAt <= draft.Now ? new PromiseBroken(promise.Id, promise.DueAt, promise.Owner)
                : promise.DueAt <= draft.Now ? new PromiseTold(EntryKinds.PromiseDue, promise.Id, promise.DueAt, promise.Owner)
                : new PromiseTold(EntryKinds.PromiseDueSoon, promise.Id, promise.DueAt, promise.Owner);
            draft.Record(told, Actor.System);
        }
    }

    private static long Give(Draft draft, Guid id, NewPromise promise, Guid? replyId, Caller caller)
    {
        var owner = draft.Existing.Owner == caller.Employee ? (EmployeeId?)null : caller.Employee;
        return draft.Record(new PromiseMade(id, promise.Text, Millis(promise.DueAt), owner, replyId), caller.Actor);
    }

    private static long Keep(Draft draft, Promise promise, long? evidence, Guid? replyId, Caller caller) =>
        draft.Record(new PromiseKept(promise.Id, evidence, promise.State == PromiseStates.Broken || draft.Now >= promise.BrokenAt, replyId), caller.Actor);

    private static Rejection? Refused(Draft draft, ImmutableArray<NewPromise> promises)
    {
        if (promises.IsEmpty)
        {
            return null;
        }

        return draft.Existing.Promises.Open.Count() + promises.Length > Limits.PromisesOpenMax
            ? new Rejection { Slug = Problems.TooMany, Detail = "So many promises of this conversation are open." }
            : promises.Select(promise => OutOfRange(draft, promise.DueAt)).FirstOrDefault(static no => no is not null);
    }

    private static Rejection? OutOfRange(Draft draft, DateTimeOffset dueAt) => Millis(dueAt) <= draft.Now || dueAt > draft.Now + Limits.SnoozeMax
        ? new Rejection { Slug = Problems.OutOfRange, Detail = "dueAt must lie in the future and within 366 days." } : null;

    private static Rejection? Unsettled(Draft draft, Guid id, out Promise promise)
    {
        promise = draft.Existing.Promises.Find(id)!;
        return promise is null ? new Rejection { Slug = Problems.NotFound }
            : PromiseStates.IsUnsettled(promise.State) ? null : new Rejection { Slug = Problems.IllegalMove, State = promise.State };
    }

    /// <summary>It is hers who answers for it, hers who owns the conversation, and anybody's where nobody does.</summary>
    private static Rejection? Others(Draft draft, Promise promise, Caller caller)
    {
        var owner = draft.Existing.Owner;
        return promise.Owner == caller.Employee || owner == caller.Employee || (promise.Owner ?? owner) is not { } answers || caller.May(Permission.TakeFromOthers)
            ? null : new Rejection { Slug = Problems.OwnedByOther, Owner = answers };
    }

    /// <summary>Of a promise given in a reply: made of the reply's, so that the same reply sent again gives the same.</summary>
    private static Guid IdOf(Guid replyId, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        replyId.TryWriteBytes(bytes);
        bytes[15] ^= (byte)(number + 1);
        bytes[14] ^= 0x5a;
        return new Guid(bytes);
    }

    /// <summary>What is journaled and shown.</summary>
    private static DateTimeOffset Millis(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
