using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Handovers;
using Conversations.Grains.Promises;

namespace Conversations.Grains.Conversations;

/// <summary>Snooze, resolve, reopen and close.</summary>
public static class StateDecisions
{
    public static Decided Snooze(Draft draft, Snooze command, Caller caller)
    {
        var state = draft.Existing;
        if (ConversationMoves.Check(ConversationMoves.Snooze, state) is { } illegal)
        {
            return illegal;
        }

        if (command.Until <= draft.Now || command.Until > draft.Now + Limits.SnoozeMax)
        {
            return new Rejection { Slug = Problems.OutOfRange, Detail = "until must lie in the future and within 366 days." };
        }

        var seq = draft.Record(new StateChanged(state.State, ConversationStates.Snoozed, command.Until), caller.Actor);
        draft.Due(DeadlineKinds.Snooze, seq, command.Until);
        draft.Clear(DeadlineKinds.Lease);
        return Decided.At(seq);
    }

    public static Decided Resolve(Draft draft, Resolve command, Caller caller, ConversationOptions options)
    {
        var state = draft.Existing;
        if (ConversationMoves.Check(ConversationMoves.Resolve, state) is { } illegal)
        {
            return illegal;
        }

        if (PromiseDecisions.BeforeResolving(draft, command, caller) is { } instead)
        {
            return instead;
        }

        HandoverDecisions.End(draft, HandoverDecisions.Resolved, caller.Actor);
        var seq = draft.Record(new StateChanged(state.State, ConversationStates.Resolved, null), caller.Actor);
        draft.Clear(DeadlineKinds.Snooze);
        draft.Clear(DeadlineKinds.Lease);
        draft.Due(DeadlineKinds.Close, seq, draft.Now + options.CloseAfter);
        return Decided.At(seq);
    }

    public static Decided Reopen(Draft draft, Caller caller, ConversationOptions options)
    {
        var state = draft.Existing;
        if (ConversationMoves.Check(ConversationMoves.Reopen, state) is { } illegal)
        {
            return illegal;
        }

        var seq = Wake(draft, caller.Actor);
        draft.Clear(DeadlineKinds.Close);
        OwnershipDecisions.LeaseWhileWaiting(draft, options);
        return Decided.At(seq);
    }

    /// <summary>The time of a snooze or of closing came; void when the state has changed since.</summary>
    public static void Fire(Draft draft, DeadlineRow deadline, ConversationOptions options)
    {
        if (draft.State is not { } state || state.StateSeq != deadline.Epoch)
        {
            return;
        }

        if (deadline.Kind == DeadlineKinds.Snooze && state.State == ConversationStates.Snoozed && state.SnoozedUntil <= draft.Now)
        {
            Wake(draft, Actor.System);
            draft.Clear(DeadlineKinds.Snooze);
            OwnershipDecisions.LeaseWhileWaiting(draft, options);
        }
        else if (deadline.Kind == DeadlineKinds.Close && state.State == ConversationStates.Resolved)
        {
            draft.Record(new StateChanged(state.State, ConversationStates.Closed, null), Actor.System);
            draft.Clear(DeadlineKinds.Close);
        }
    }

    private static long Wake(Draft draft, Actor actor)
    {
        var state = draft.Existing;
        var to = state.Owner is null ? ConversationStates.New
            : state.WaitingSince is null && state.Replies > 0 ? ConversationStates.WaitingCustomer : ConversationStates.Owned;
        return draft.Record(new StateChanged(state.State, to, null), actor);
    }
}
