using System.Collections.Immutable;
using Conversations.Contracts;

namespace Conversations.Grains.Floor;

/// <summary>What a conversation knows of the open floor; part of its snapshot, absent until somebody from the floor touches it.</summary>
public sealed record FloorBook
{
    public static readonly FloorBook Empty = new();

    /// <summary>Epoch of the ownership that began on the floor; another epoch's owner is no claim of the floor.</summary>
    public long ClaimEpoch { get; init; }

    /// <summary>That owner's role does not answer customers: what is private is not for her.</summary>
    public bool IsByGrade { get; init; }

    /// <summary>Epoch of the ownership whose lease a bare claim has renewed: it does so once.</summary>
    public long RenewedEpoch { get; init; }

    /// <summary>Proposed replies that wait for a colleague, one of each author.</summary>
    public ImmutableArray<FloorProposal> Proposals { get; init; } = [];

    /// <summary>Results on their way to who did the work.</summary>
    public ImmutableArray<FloorPending> Pending { get; init; } = [];

    /// <summary>Who answered from the floor, newest first.</summary>
    public ImmutableArray<EmployeeId> Answered { get; init; } = [];

    public FloorProposal? Find(long proposalSeq) => Proposals.FirstOrDefault(proposal => proposal.Seq == proposalSeq);
}

public sealed record FloorProposal(long Seq, EmployeeId Author);

/// <param name="Seq">Of the entry it is a result of.</param>
/// <param name="IsBad">It had to be taken up again, or was taken from her.</param>
public sealed record FloorPending(long Seq, EmployeeId Employee, string Kind, DateTimeOffset At, bool IsBad);
