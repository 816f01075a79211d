using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Asks;
using Conversations.Grains.Floor;
using Conversations.Grains.Handovers;

namespace Conversations.Grains.Conversations;

/// <summary>
/// Exactly one owner, by lease: each new owner has a higher epoch; while the customer waits the owner must act or the conversation is given
/// back with its original age. While nobody waits the lease rests.
/// </summary>
public static class OwnershipDecisions
{
    public static Decided Claim(Draft draft, Caller caller, ConversationOptions options)
    {
        var state = draft.Existing;
        if (ConversationMoves.Check(ConversationMoves.Claim, state) is { } illegal)
        {
            return illegal;
        }

        if (state.Owner is { } owner && owner != caller.Employee)
        {
            return new Rejection { Slug = Problems.AlreadyOwned, Owner = owner };
        }

        var seq = state.Owner is null ? Take(draft, caller) : state.Head;
        draft.Lease(draft.Now + options.Lease);
        return new CommandResult { Seq = seq, Epoch = draft.Existing.Epoch, LeaseUntil = draft.Existing.LeaseUntil };
    }

    /// <summary>Journals that the caller owns it from now on; the lease is the caller's to set.</summary>
    public static long Take(Draft draft, Caller caller) =>
        draft.Record(new Claimed(caller.Employee, draft.Existing.Epoch + 1), caller.Actor);

    public static Decided Release(Draft draft, Caller caller)
    {
        var state = draft.Existing;
        if (state.Owner is not { } owner)
        {
            return new Rejection { Slug = Problems.IllegalMove, State = state.State };
        }

        if (ConversationMoves.Check(ConversationMoves.Release, state) is { } illegal)
        {
            return illegal;
        }

        return MayTakeFrom(owner, caller) is { } no ? no : Decided.At(GiveBack(draft, owner, "asked", caller.Actor));
    }

    /// <summary>The note first, so that it stands above the release that it explains.</summary>
    public static Decided HandBack(Draft draft, HandBack command, Caller caller)
    {
        var state = draft.Existing;
        if (state.Owner != command.From || ConversationMoves.Check(ConversationMoves.Release, state) is not null)
        {
            return new Rejection { Slug = Problems.IllegalMove, State = state.State };
        }

        if (MayTakeFrom(command.From, caller) is { } no)
        {
            return no;
        }

        draft.Record(new NoteAdded(command.Note, []), caller.Actor);
        return Decided.At(GiveBack(draft, command.From, "handedBack", caller.Actor));
    }

    public static Decided Assign(Draft draft, AssignEmployee command, Caller caller, ConversationOptions options)
    {
        var state = draft.Existing;
        if (ConversationMoves.Check(ConversationMoves.Assign, state) is { } illegal)
        {
            return illegal;
        }

        if (state.Owner is { } owner && MayTakeFrom(owner, caller) is { } no)
        {
            return no;
        }

        if (state.Owner == command.Employee)
        {
            return Decided.At(state.Head);
        }

        HandoverDecisions.End(draft, "assigned", caller.Actor);
        var seq = draft.Record(new Assigned(command.Employee, state.Epoch + 1), caller.Actor);
        LeaseWhileWaiting(draft, options);
        return Decided.At(seq);
    }

    /// <summary>The lease deadline came: void when it was renewed or belongs to an earlier owner.</summary>
    public static void Lapse(Draft draft, DeadlineRow deadline, ConversationOptions options)
    {
        if (draft.State is { Owner: { } owner, LeaseUntil: { } until } state && state.Epoch == deadline.Epoch && until <= draft.Now
            && !AskingDecisions.KeepLease(draft, owner, options))
        {
            GiveBack(draft, owner, "lapsed", Actor.System, draft.Now - until);
        }
    }

    /// <summary>
    /// The owner's last line was lost: what waits for her goes back after the grace, counted from then, or from what began the lease anew: something she did without a line, or
    /// her customer's new words. Returns when it will be time; null when there is nothing to give back, or no more.
    /// </summary>
    public static DateTimeOffset? GiveBackOfAbsent(Draft draft, EmployeeId owner, DateTimeOffset lostAt, ConversationOptions options)
    {
        if (draft.State is not { LeaseUntil: { } until } state || state.Owner != owner)
        {
            return null;
        }

        // A handover that waits holds the lease open; its giver is looked for all the same.
        var lease = FloorDecisions.LeaseOf(state, options);
        var begun = state.Custody.Pending is { } handover && handover.Until + lease == until ? handover.At : until - lease;
        var due = (begun > lostAt ? begun : lostAt) + options.Grace;
        if (due > draft.Now)
        {
            return due;
        }

        GiveBack(draft, owner, "away", Actor.System, draft.Now - due);
        return null;
    }

    /// <summary>Whatever the owner does shows that she is there.</summary>
    public static void RenewByActing(Draft draft, Caller caller, ConversationOptions options)
    {
        if (draft.State is { LeaseUntil: not null } state && state.Owner == caller.Employee)
        {
            Renew(draft, options);
        }
    }

    /// <summary>Begins a running lease anew. While a handover waits it begins with the end of that: its giver has said what is to become of it.</summary>
    public static void Renew(Draft draft, ConversationOptions options)
    {
        if (draft.Existing is { Owner: not null, LeaseUntil: not null })
        {
            draft.Lease(LeaseEnd(draft, options));
        }
    }

    private static DateTimeOffset LeaseEnd(Draft draft, ConversationOptions options)
    {
        var begin = draft.Existing.Custody.Pending is { } pending && pending.Until > draft.Now ? pending.Until : draft.Now;
        return begin + FloorDecisions.LeaseOf(draft.Existing, options);
    }

    /// <summary>Work that stores nothing, such as writing: as good as acting, but journaled only when half of the lease is over.</summary>
    public static void RenewByAttending(Draft draft, Caller caller, ConversationOptions options)
    {
        if (draft.State?.LeaseUntil < draft.Now + (FloorDecisions.LeaseOf(draft.State, options) / 2))
        {
            RenewByActing(draft, caller, options);
        }
    }

    /// <summary>Starts the lease of an owner for whom the customer waits, clears it where nobody waits.</summary>
    public static void LeaseWhileWaiting(Draft draft, ConversationOptions options)
    {
        var state = draft.Existing;
        if (state is { Owner: not null, WaitingSince: not null } && ConversationStates.IsOpen(state.State))
        {
            if (state.LeaseUntil is null)
            {
                draft.Lease(LeaseEnd(draft, options));
            }
        }
        else
        {
            draft.Rest();
        }
    }

    /// <param name="late">How much later than it should have been.</param>
    internal static long GiveBack(Draft draft, EmployeeId owner, string reason, Actor actor, TimeSpan late = default)
    {
        HandoverDecisions.End(draft, reason, actor);
        var seq = draft.Record(new Released(owner, draft.Existing.Epoch, reason) { OrphanSeconds = (long)late.TotalSeconds }, actor);
        draft.Clear(DeadlineKinds.Lease);
        return seq;
    }

    internal static Rejection? MayTakeFrom(EmployeeId owner, Caller caller) =>
        owner == caller.Employee || caller.May(Permission.TakeFromOthers) ? null : new Rejection { Slug = Problems.OwnedByOther, Owner = owner };
}
