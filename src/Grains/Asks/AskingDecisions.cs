using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Asks;

/// <summary>What asks do to their conversation: pure. It keeps the record and keeps the asker's lease; who is asked and who was first is the ask's own business.</summary>
public static class AskingDecisions
{
    public static Decided? Decide(Draft draft, ConversationCommand command, Caller caller, ConversationOptions options) => command switch
    {
        AskColleagues c => Ask(draft, c, caller),
        RecordAnswer c => Answer(draft, c, caller, options),
        RecordAskEnd c => Decided.At(draft.Record(new AskEnded(c.AskId, c.Reason), c.Reason == AskEndReasons.Expired ? Actor.System : caller.Actor)),
        ThankColleague c => Decided.At(draft.Record(new ColleagueThanked(c.AskId, c.Employee), caller.Actor)),
        _ => (Decided?)null,
    };

    /// <summary>Whoever asks begins the ask right after; when she cannot, it is begun so long after she asked.</summary>
    public static readonly TimeSpan BeginsAfter = TimeSpan.FromSeconds(5);

    /// <summary>All asks that the deadline was set for have begun; it stays for one that came since.</summary>
    public static void Begun(Draft draft, DeadlineRow deadline)
    {
        if (draft.Existing.Asks is { } book && book.HasToBegin)
        {
            var left = book.HaveBegun(deadline.Epoch);
            draft.Keep(left);
            if (!left.HasToBegin)
            {
                draft.Clear(DeadlineKinds.BeginAsks);
            }
        }
    }

    /// <summary>The lease is over while the owner waits for a colleague: it runs on, and how long is known. False where no ask of hers runs.</summary>
    public static bool KeepLease(Draft draft, EmployeeId owner, ConversationOptions options)
    {
        if (draft.Existing.Asks?.KeptFor(owner) is not { } until || until <= draft.Now)
        {
            return false;
        }

        var next = draft.Now + options.Lease;
        draft.Lease(next < until ? next : until);
        return true;
    }

    /// <summary>Whoever waited for it has half a lease to go on with it, however long she waited; who has lost her lines gains nothing by it.</summary>
    private static Decided Answer(Draft draft, RecordAnswer command, Caller caller, ConversationOptions options)
    {
        var seq = draft.Record(new AskAnswered(command.AskId, command.Asker, command.Text), caller.Actor);
        var until = draft.Now + (options.Lease / 2);
        if (draft.Existing.Owner == command.Asker && draft.Existing.LeaseUntil < until)
        {
            draft.Lease(until);
        }

        return Decided.At(seq);
    }

    private static Decided Ask(Draft draft, AskColleagues command, Caller caller)
    {
        var state = draft.Existing;
        if (ConversationMoves.Check(ConversationMoves.Ask, state) is { } illegal)
        {
            return illegal;
        }

        if (state.Asks?.Running >= Limits.AsksOpenMax)
        {
            return new Rejection { Slug = Problems.TooMany, Detail = $"At most {Limits.AsksOpenMax} asks run in one conversation." };
        }

        var seq = draft.Record(new ColleaguesAsked(command.Id, command.Question, command.Topics, draft.Now + Limits.AskKeepsFor), caller.Actor);
        draft.Keep(draft.Existing.Asks!.WillBegin(command.Id, seq));
        draft.Due(DeadlineKinds.BeginAsks, seq, draft.Now + BeginsAfter);
        return Decided.At(seq);
    }
}
