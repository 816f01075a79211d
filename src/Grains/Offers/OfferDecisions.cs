using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Offers;

/// <summary>
/// An offer is made to one person, with a number and a time; it ends once: she takes it, says not now, lets the time pass, or somebody else is faster. The number is the
/// fence: whoever orders the offer knows how many there were, and units are kept under the same number.
/// </summary>
public static class OfferDecisions
{
    /// <summary>True when that offer stands, made now or before.</summary>
    public static bool Offer(Draft draft, OfferOrder order, ConversationOptions options)
    {
        if (draft.State is not { } state)
        {
            return false;
        }

        var book = state.Offers ?? OfferBook.Empty;
        if (book.Open is { } open)
        {
            return open.Epoch == order.Epoch && open.Employee == order.Employee;
        }

        if (order.Epoch != book.Count + 1 || !Waits(state) || order.Until <= draft.Now || IsResting(book, order.Employee, draft.Now, options))
        {
            return false;
        }

        draft.Record(new Offered(order.Employee, order.Epoch, order.Until, order.Reason), Actor.System);
        draft.Due(DeadlineKinds.Offer, order.Epoch, order.Until);
        return true;
    }

    /// <summary>Nobody has it, and somebody waits for a word.</summary>
    public static bool Waits(ConversationState state) => state is { State: ConversationStates.New, Owner: null, IsUnattended: true };

    /// <summary>She let it go a short time ago: it is not put before her again so soon, even if nobody else is there.</summary>
    public static bool IsResting(OfferBook book, EmployeeId employee, DateTimeOffset now, ConversationOptions options) =>
        book.LetGo.Any(one => one.Employee == employee && one.At + options.OfferRest > now);

    public static Decided Accept(Draft draft, Caller caller, ConversationOptions options)
    {
        var state = draft.Existing;
        if (state.Offers?.Open is not { } open || open.Employee != caller.Employee || open.Until <= draft.Now)
        {
            // Who has it already, by this offer or otherwise, need not be told no.
            return state.Owner == caller.Employee && state.State == ConversationStates.Owned
                ? OwnershipDecisions.Claim(draft, caller, options)
                : new Rejection { Slug = Problems.IllegalMove, State = state.State, Owner = state.Owner };
        }

        End(draft, open, OfferEnds.Accepted, null, caller.Actor);
        var seq = OwnershipDecisions.Take(draft, caller);
        draft.Lease(draft.Now + options.Lease);
        return new CommandResult { Seq = seq, Epoch = draft.Existing.Epoch, LeaseUntil = draft.Existing.LeaseUntil };
    }

    /// <summary>A claim of what waits: not of what a colleague has, or is just being asked about.</summary>
    public static Decided TakeNext(Draft draft, Caller caller, ConversationOptions options)
    {
        var state = draft.Existing;
        var isOthers = state.Offers?.Open is { } open && open.Employee != caller.Employee;
        return state.Owner is null && state.State is ConversationStates.New or ConversationStates.Offered && !isOthers
            ? OwnershipDecisions.Claim(draft, caller, options)
            : new Rejection { Slug = Problems.AlreadyOwned, State = state.State, Owner = state.Owner };
    }

    public static Decided Decline(Draft draft, DeclineOffer command, Caller caller)
    {
        var state = draft.Existing;
        return state.Offers?.Open is { } open && open.Employee == caller.Employee
            ? Decided.At(End(draft, open, OfferEnds.NotNow, command.Reason, caller.Actor))
            : new Rejection { Slug = Problems.IllegalMove, State = state.State, Owner = state.Owner };
    }

    /// <summary>After whatever was decided: an offer of what is taken, laid aside or done is over. By the person's own hand it was accepted.</summary>
    public static void Follow(Draft draft, Caller caller)
    {
        if (draft.State is { Offers.Open: { } open } state && state.State != ConversationStates.Offered)
        {
            End(draft, open, state.Owner == open.Employee ? OfferEnds.Accepted : OfferEnds.Withdrawn, null, caller.Actor);
        }
    }

    /// <summary>The offer's time is over; void when it has ended before.</summary>
    public static void Expire(Draft draft, DeadlineRow deadline)
    {
        if (draft.State?.Offers?.Open is { } open && open.Epoch == deadline.Epoch && open.Until <= draft.Now)
        {
            End(draft, open, OfferEnds.Expired, null, Actor.System);
        }
    }

    private static long End(Draft draft, OpenOffer open, string reason, string? because, Actor actor)
    {
        var seq = draft.Record(new OfferEnded(open.Employee, open.Epoch, reason, because), actor);
        draft.Clear(DeadlineKinds.Offer);
        return seq;
    }
}
