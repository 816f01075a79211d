using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Promises;

/// <summary>What each event changes in the book; the entry's number is the state's head. Pure and total.</summary>
internal static class PromiseApply
{
    public static ConversationState Apply(ConversationState state, PromiseEvent happened, Actor actor, DateTimeOffset at)
    {
        if (happened is PromiseMade made)
        {
            return Made(state, made, new EmployeeId(actor.Id), at);
        }

        return state.Promises.Find(happened.Id) is not { } promise ? state : With(state, state.Promises.With(happened switch
        {
            PromiseTold { Kind: EntryKinds.PromiseDue } => promise with { State = PromiseStates.DueSoon, IsToldDue = true },
            PromiseTold => promise with { State = PromiseStates.DueSoon },
            PromiseKept e => promise with
            {
                State = e.IsLate ? PromiseStates.KeptLate : PromiseStates.Kept, SettledAt = at, EvidenceSeq = e.EvidenceSeq, KeptBy = e.ReplyId,
                Before = e.ReplyId is { } reply ? Now(promise, reply) : null,
            },
            PromiseMoved e => promise with
            {
                Before = Now(promise, e.ReplyId), DueAt = e.To, SetAt = at, State = PromiseStates.Open, IsToldDue = false, Moves = promise.Moves + 1, SettledAt = null,
            },
            PromiseBroken => promise with { State = PromiseStates.Broken, SettledAt = at },
            PromiseReleased => promise with { State = PromiseStates.Released, SettledAt = at },
            PromiseHandedOver e => promise with { Owner = e.Employee },
            _ => promise,
        }));
    }

    /// <summary>A reply never went out: what it gave was not given, what it moved is due as before, what it kept is to be kept.</summary>
    public static ConversationState TakeBack(ConversationState state, Guid replyId, DateTimeOffset at)
    {
        foreach (var promise in state.Promises.All)
        {
            if (promise.ReplyId == replyId && PromiseStates.IsUnsettled(promise.State))
            {
                state = With(state, state.Promises.With(promise with { State = PromiseStates.Released, SettledAt = at }));
            }
            else if (promise.Before is { } before && before.ReplyId == replyId)
            {
                state = With(state, state.Promises.With(promise with
                {
                    DueAt = before.DueAt, SetAt = before.SetAt, State = before.State, IsToldDue = before.IsToldDue, SettledAt = before.SettledAt, Before = null,
                    EvidenceSeq = null, KeptBy = null, Moves = promise.KeptBy == replyId ? promise.Moves : promise.Moves - 1,
                }));
            }
        }

        return state;
    }

    private static ConversationState Made(ConversationState state, PromiseMade made, EmployeeId by, DateTimeOffset at)
    {
        var promise = new Promise
        {
            Id = made.Id, Seq = state.Head, MadeBy = by, Owner = made.Owner, MadeAt = at, SetAt = at, FirstDueAt = made.DueAt, DueAt = made.DueAt, ReplyId = made.ReplyId,
        };
        var texts = state.Words.Promises ?? [];
        return With(state with { Words = state.Words with { Promises = texts.Add(new PromiseText(made.Id, made.Text)) } }, state.Promises.And(promise));
    }

    private static PromiseBefore Now(Promise promise, Guid replyId) =>
        new(replyId, promise.DueAt, promise.SetAt, promise.State, promise.IsToldDue, promise.SettledAt);

    /// <summary>Of promises that the book has forgotten the words go too.</summary>
    private static ConversationState With(ConversationState state, PromiseBook book)
    {
        var words = state.Words.Promises is { } texts && texts.Any(text => book.Find(text.Id) is null)
            ? state.Words with { Promises = [.. texts.Where(text => book.Find(text.Id) is not null)] } : state.Words;
        return state with { Promises = book, Words = words };
    }
}
