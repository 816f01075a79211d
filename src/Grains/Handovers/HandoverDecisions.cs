using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Handovers;

/// <summary>
/// The chain of custody: what is offered stays its owner's until it is taken, so that exactly one person answers for it at every instant. Whatever else ends her owning it
/// ends the offer with it.
/// </summary>
public static class HandoverDecisions
{
    public const string Returned = "returned";
    public const string Withdrawn = "withdrawn";
    public const string Expired = "expired";
    public const string Resolved = "resolved";

    public static Decided Offer(Draft draft, OfferHandover command, Caller caller, ConversationOptions options)
    {
        var state = draft.Existing;
        if (ConversationMoves.Check(ConversationMoves.Assign, state) is { } illegal)
        {
            return illegal;
        }

        if (state.Owner is not { } owner || state.Custody.Pending is not null)
        {
            return new Rejection { Slug = Problems.IllegalMove, State = state.State, Detail = state.Owner is null ? "Nobody has it who could hand it over." : "It is being handed over already." };
        }

        if (OwnershipDecisions.MayTakeFrom(owner, caller) is { } no)
        {
            return no;
        }

        if (command.To is null == command.ToQueue is null || command.To == owner || command.ToQueue == state.Queue
            || command.Seconds is < Limits.HandoverSecondsMin or > Limits.HandoverSecondsMax)
        {
            return new Rejection { Slug = Problems.OutOfRange, Detail = "It is handed to one colleague who does not have it, or to another queue, for 1 minute to 24 hours." };
        }

        var until = draft.Now.AddSeconds(command.Seconds);
        var seq = draft.Record(new HandoverOffered(owner, command.To, command.ToQueue, until, command.Summary), caller.Actor);
        draft.Due(DeadlineKinds.Handover, seq, until);
        OwnershipDecisions.Renew(draft, options);
        return Decided.At(seq);
    }

    public static Decided Accept(Draft draft, Caller caller, ConversationOptions options)
    {
        if (Check(draft, caller, out var pending) is { } no)
        {
            return no;
        }

        var seq = draft.Record(new HandoverAccepted(pending.From, caller.Employee, draft.Existing.Epoch + 1, pending.ToQueue), caller.Actor);
        draft.Clear(DeadlineKinds.Handover);
        OwnershipDecisions.LeaseWhileWaiting(draft, options);
        return Decided.At(seq);
    }

    public static Decided Return(Draft draft, ReturnHandover command, Caller caller, ConversationOptions options)
    {
        if (Check(draft, caller, out var pending) is { } no)
        {
            return no;
        }

        var seq = Close(draft, pending, Returned, command.Reason, caller.Actor);
        OwnershipDecisions.Renew(draft, options);
        return Decided.At(seq);
    }

    public static Decided Withdraw(Draft draft, Caller caller, ConversationOptions options)
    {
        var state = draft.Existing;
        if (state.Custody.Pending is not { } pending)
        {
            return NothingOffered(state);
        }

        if (OwnershipDecisions.MayTakeFrom(pending.From, caller) is { } no)
        {
            return no;
        }

        var seq = Close(draft, pending, Withdrawn, "", caller.Actor);
        OwnershipDecisions.Renew(draft, options);
        return Decided.At(seq);
    }

    /// <summary>The deadline came and nobody took it: void when that offer is over.</summary>
    public static void Fire(Draft draft, DeadlineRow deadline, ConversationOptions options)
    {
        if (draft.State?.Custody.Pending is { } pending && pending.Seq == deadline.Epoch && pending.Until <= draft.Now)
        {
            Close(draft, pending, Expired, "", Actor.System);
            OwnershipDecisions.Renew(draft, options);
        }
    }

    /// <summary>The owner will not be it any more, or there is nothing left to hand over.</summary>
    public static void End(Draft draft, string reason, Actor actor)
    {
        if (draft.Existing.Custody.Pending is { } pending)
        {
            Close(draft, pending, reason == "asked" ? Withdrawn : reason, "", actor);
        }
    }

    private static long Close(Draft draft, Handover pending, string reason, string words, Actor actor)
    {
        var seq = draft.Record(new HandoverReturned(pending.From, reason, words), actor);
        draft.Clear(DeadlineKinds.Handover);
        return seq;
    }

    /// <summary>Whether the caller is one it is offered to: the colleague named, or anybody but the giver where it is offered to a queue.</summary>
    private static Rejection? Check(Draft draft, Caller caller, out Handover pending)
    {
        var state = draft.Existing;
        pending = state.Custody.Pending!;
        if (pending is null || caller.Employee == pending.From)
        {
            return NothingOffered(state);
        }

        if (pending.To is { } to && to != caller.Employee)
        {
            return new Rejection { Slug = Problems.OwnedByOther, Owner = pending.From };
        }

        return ConversationMoves.Check(ConversationMoves.Claim, state);
    }

    private static Rejection NothingOffered(ConversationState state) =>
        new() { Slug = Problems.IllegalMove, State = state.State, Detail = "Nothing is handed over to you here." };
}
