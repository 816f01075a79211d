using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Floor;

/// <summary>
/// Orders from the open floor. A claim is an ordinary ownership with an epoch and a lease, marked as the floor's; what its owner may do with it is bound by her grade,
/// unless her role answers customers anyway.
/// </summary>
public static class FloorDecisions
{
    public static Decided Claim(Draft draft, Caller caller, ConversationOptions options)
    {
        var state = draft.Existing;
        if ((IsHidden(draft) ?? Lacks(caller, FloorGrades.Draft)) is { } no)
        {
            return no;
        }

        if (ConversationMoves.Check(ConversationMoves.Claim, state) is { } illegal)
        {
            return illegal;
        }

        if (state.Owner is { } owner && owner != caller.Employee)
        {
            return new Rejection { Slug = Problems.AlreadyOwned, Owner = owner };
        }

        var seq = state.Head;
        if (state.Owner is null)
        {
            seq = draft.Record(new Claimed(caller.Employee, state.Epoch + 1) { Floor = true, ByGrade = !caller.May(Permission.Reply) }, caller.Actor);
            draft.Lease(draft.Now + LeaseOf(draft.Existing, options));
        }
        else if ((state.Floor ?? FloorBook.Empty) is var book && book.RenewedEpoch != state.Epoch)
        {
            draft.Keep(book with { RenewedEpoch = state.Epoch });
            draft.Lease(draft.Now + LeaseOf(state, options));
        }

        return new CommandResult { Seq = seq, Epoch = draft.Existing.Epoch, LeaseUntil = draft.Existing.LeaseUntil };
    }

    public static Decided Release(Draft draft, Caller caller) =>
        IsNotHers(draft, caller) is { } no ? no : OwnershipDecisions.Release(draft, caller);

    /// <summary>A customer who goes private takes the conversation from an owner who may not read it; it goes back with its age, in the same append.</summary>
    public static void LeaveWhatIsPrivate(Draft draft)
    {
        if (draft.Existing is { Owner: { } owner, Floor: { IsByGrade: true } book } state && book.ClaimEpoch == state.Epoch && IsHidden(draft) is not null)
        {
            OwnershipDecisions.GiveBack(draft, owner, "private", Actor.System);
        }
    }

    public static Decided Resolve(Draft draft, ResolveOnFloor command, Caller caller, ConversationOptions options) =>
        (IsHidden(draft) ?? Lacks(caller, FloorGrades.Answer) ?? IsNotHers(draft, caller)) is { } no ? no : StateDecisions.Resolve(draft, new Resolve { Id = command.Id }, caller, options);

    public static Decided Reply(Draft draft, ConversationId id, ReplyOnFloor command, Caller caller, ConversationOptions options)
    {
        if ((IsHidden(draft) ?? Lacks(caller, FloorGrades.Answer) ?? IsNotHers(draft, caller)) is { } no)
        {
            return no;
        }

        var reply = new Reply { Id = command.Id, Text = command.Text, SeenSeq = command.SeenSeq, Audience = Audiences.Public, HoldSeconds = command.HoldSeconds, Voice = command.Voice };
        return ReplyDecisions.Reply(draft, id, reply, caller, options);
    }

    public static Decided Propose(Draft draft, ProposeReply command, Caller caller)
    {
        var state = draft.Existing;
        if ((IsHidden(draft) ?? Lacks(caller, FloorGrades.Draft) ?? IsNotHers(draft, caller)) is { } no)
        {
            return no;
        }

        if (ConversationMoves.Check(ConversationMoves.Reply, state) is { } illegal)
        {
            return illegal;
        }

        if (command.SeenSeq > state.Head)
        {
            return new Rejection { Slug = Problems.OutOfRange, Detail = "seenSeq is ahead of the conversation." };
        }

        if (state.LastMessageSeq > command.SeenSeq)
        {
            return new Rejection { Slug = Problems.NewerMessage, EntrySeq = state.LastMessageSeq };
        }

        var others = state.Floor?.Proposals.Count(proposal => proposal.Author != caller.Employee) ?? 0;
        return others >= Limits.FloorProposalsMax
            ? new Rejection { Slug = Problems.TooMany }
            : Decided.At(draft.Record(new DraftProposed(command.Text, command.SeenSeq), caller.Actor));
    }

    public static Decided Send(Draft draft, ConversationId id, SendProposal command, Caller caller, ConversationOptions options)
    {
        if (draft.Existing.Floor?.Find(command.ProposalSeq) is not { } proposal)
        {
            return new Rejection { Slug = Problems.IllegalMove, State = draft.Existing.State };
        }

        var reply = new Reply { Id = command.Id, Text = command.Text, SeenSeq = command.SeenSeq, Audience = Audiences.Public, SendAnyway = command.SendAnyway };
        var sent = new ProposalSent(proposal.Seq, proposal.Author, FloorText.Change(command.Proposed, command.Text));
        return ReplyDecisions.Reply(draft, id, reply, caller, options, sent, command.AuthorName);
    }

    public static Decided GiveBack(Draft draft, GiveBackProposal command, Caller caller) =>
        draft.Existing.Floor?.Find(command.ProposalSeq) is { } proposal
            ? Decided.At(draft.Record(new DraftGivenBack(proposal.Seq, proposal.Author, command.Word), caller.Actor))
            : new Rejection { Slug = Problems.IllegalMove, State = draft.Existing.State };

    /// <summary>How long its owner may be silent.</summary>
    public static TimeSpan LeaseOf(ConversationState? state, ConversationOptions options) =>
        state is { Floor: { } book, Owner: not null } && book.ClaimEpoch == state.Epoch ? options.FloorLease : options.Lease;

    /// <summary>Results that a decision has added, or changed, are to be carried to who did the work when they are ripe.</summary>
    public static void Arm(Draft draft, FloorBook? before, ConversationOptions options)
    {
        if (draft.Existing.Floor is { } book && book.Pending != (before?.Pending ?? []))
        {
            Due(draft, book, options);
        }
    }

    /// <summary>The results a deadline is for: known when it was set, and ripe by then.</summary>
    public static ImmutableArray<FloorPending> Ripe(FloorBook? book, DeadlineRow deadline, ConversationOptions options) =>
        [.. (book?.Pending ?? []).Where(pending => pending.Seq <= deadline.Epoch && DueOf(pending, options) <= deadline.DueAt)];

    /// <summary>They were told; what is left has a later time.</summary>
    public static void Fire(Draft draft, DeadlineRow deadline, ConversationOptions options)
    {
        var told = Ripe(draft.Existing.Floor, deadline, options);
        if (draft.Existing.Floor is { } book && !told.IsEmpty && deadline.DueAt <= draft.Now)
        {
            var left = book with { Pending = book.Pending.RemoveRange(told) };
            draft.Keep(left);
            Due(draft, left, options);
        }
    }

    private static void Due(Draft draft, FloorBook book, ConversationOptions options)
    {
        if (book.Pending.IsEmpty)
        {
            draft.Clear(DeadlineKinds.Floor);
        }
        else
        {
            draft.Due(DeadlineKinds.Floor, draft.Head, book.Pending.Min(pending => DueOf(pending, options)));
        }
    }

    private static DateTimeOffset DueOf(FloorPending pending, ConversationOptions options) =>
        pending is { Kind: FloorResults.Answered, IsBad: false } ? pending.At + options.FloorOutcomeAfter : pending.At;

    /// <summary>The edge saw it public; the customer may have gone private since.</summary>
    private static Rejection? IsHidden(Draft draft) =>
        draft.Existing is { HasPublic: true, Visibility: Audiences.Public } ? null : new Rejection { Slug = Problems.NotFound };

    /// <summary>Who answers customers by role needs to be on the floor, and no grade.</summary>
    private static Rejection? Lacks(Caller caller, string grade) =>
        FloorGrades.IsAtLeast(caller.Floor, caller.May(Permission.Reply) ? FloorGrades.Observe : grade)
            ? null
            : new Rejection { Slug = Problems.FloorGrade, Detail = $"This needs the grade {grade}." };

    private static Rejection? IsNotHers(Draft draft, Caller caller) =>
        draft.Existing.Owner == caller.Employee ? null
        : draft.Existing.Owner is { } owner ? new Rejection { Slug = Problems.OwnedByOther, Owner = owner }
        : new Rejection { Slug = Problems.IllegalMove, State = draft.Existing.State };
}
