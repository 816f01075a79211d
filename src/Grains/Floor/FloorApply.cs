using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Floor;

/// <summary>What events change in a conversation's <see cref="FloorBook"/>. Pure and total.</summary>
public static class FloorApply
{
    /// <param name="before">As it was before the event.</param>
    /// <param name="next">As all else has become by the event.</param>
    public static ConversationState Follow(ConversationState before, ConversationState next, ConversationEvent happened, Actor actor, DateTimeOffset at)
    {
        var book = next.Floor ?? FloorBook.Empty;
        var changed = happened switch
        {
            Claimed { Floor: true } e => book with { ClaimEpoch = e.Epoch, IsByGrade = e.ByGrade },
            DraftProposed => Proposed(book, next.Head, new EmployeeId(actor.Id)),
            DraftGivenBack e => Counted(Settled(book, e.ProposalSeq), next.Head, e.Author, FloorResults.DraftGivenBack, at),
            ReplyQueued { Proposal: { } proposal } => Sent(book, proposal, next.Head, at),
            ReplyQueued when IsFloorOwner(before, book, actor) => Answered(book, next.Head, new EmployeeId(actor.Id), at),
            StateChanged e when !ConversationStates.IsOpen(e.To) => book with { Proposals = [] },
            StateChanged e when !ConversationStates.IsOpen(e.From) && actor.Kind == "employee" => Spoilt(book, null),
            Assigned when before.Owner is { } owner && owner.Value != actor.Id => Spoilt(book, owner),
            _ => book,
        };
        return changed == FloorBook.Empty ? next : next with { Floor = changed };
    }

    /// <summary>Whether the actor owns it by a claim on the floor; of a reply that claims as it goes the claim is its own entry before.</summary>
    private static bool IsFloorOwner(ConversationState state, FloorBook book, Actor actor) =>
        state.Owner?.Value == actor.Id && book.ClaimEpoch == state.Epoch && book.ClaimEpoch > 0;

    private static FloorBook Proposed(FloorBook book, long seq, EmployeeId author)
    {
        var others = book.Proposals.RemoveAll(proposal => proposal.Author == author);
        return book with { Proposals = others.Add(new FloorProposal(seq, author)) };
    }

    private static FloorBook Settled(FloorBook book, long proposalSeq) =>
        book with { Proposals = book.Proposals.RemoveAll(proposal => proposal.Seq == proposalSeq) };

    private static FloorBook Sent(FloorBook book, ProposalSent sent, long seq, DateTimeOffset at)
    {
        var kind = sent.Change == FloorText.Much ? FloorResults.DraftChanged : FloorResults.DraftSent;
        return Remembered(Counted(Settled(book, sent.ProposalSeq), seq, sent.Author, kind, at), sent.Author);
    }

    /// <summary>Several replies to one customer are one answer; it is as old as the first.</summary>
    private static FloorBook Answered(FloorBook book, long seq, EmployeeId author, DateTimeOffset at) => Remembered(
        book.Pending.Any(pending => pending.Employee == author && pending.Kind == FloorResults.Answered) ? book : Counted(book, seq, author, FloorResults.Answered, at),
        author);

    private static FloorBook Remembered(FloorBook book, EmployeeId author)
    {
        ImmutableArray<EmployeeId> answered = [author, .. book.Answered.Where(known => known != author).Take(Limits.FloorAnsweredMax - 1)];
        return book.Answered.SequenceEqual(answered) ? book : book with { Answered = answered };
    }

    private static FloorBook Counted(FloorBook book, long seq, EmployeeId employee, string kind, DateTimeOffset at) =>
        book.Pending.Length >= Limits.FloorPendingMax ? book : book with { Pending = book.Pending.Add(new FloorPending(seq, employee, kind, at, IsBad: false)) };

    /// <param name="of">Null: of everybody who answered.</param>
    private static FloorBook Spoilt(FloorBook book, EmployeeId? of)
    {
        bool IsSpoilt(FloorPending pending) => pending is { Kind: FloorResults.Answered, IsBad: false } && (of is null || pending.Employee == of);

        return book.Pending.Any(IsSpoilt)
            ? book with { Pending = [.. book.Pending.Select(pending => IsSpoilt(pending) ? pending with { IsBad = true } : pending)] }
            : book;
    }
}
