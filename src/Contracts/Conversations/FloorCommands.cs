using Orleans;

namespace Conversations.Contracts.Conversations;

/// <summary>Take a public conversation that nobody has from the open floor, for <c>Conversations:FloorLease</c>; acting renews it.</summary>
[GenerateSerializer, Immutable, Alias("conv.ClaimOnFloor")]
public sealed record ClaimOnFloor : ConversationCommand;

/// <summary>Give back what one has claimed on the floor.</summary>
[GenerateSerializer, Immutable, Alias("conv.ReleaseOnFloor")]
public sealed record ReleaseOnFloor : ConversationCommand;

/// <summary>Answer in public what one has claimed on the floor; needs the grade answer. The reply's id is the command's.</summary>
[GenerateSerializer, Immutable, Alias("conv.ReplyOnFloor")]
public sealed record ReplyOnFloor : ConversationCommand
{
    [Id(0)] public required string Text { get; init; }

    /// <summary>The newest entry the author has seen.</summary>
    [Id(1)] public required long SeenSeq { get; init; }

    /// <summary>Undo window in seconds, 0–<see cref="Limits.HoldSecondsMax"/>.</summary>
    [Id(2)] public int HoldSeconds { get; init; }

    /// <summary>How she speaks to customers, read by the edge; null: as nobody in particular.</summary>
    [Id(3)] public ReplyVoice? Voice { get; init; }
}

/// <summary>Say that what one has claimed on the floor is done; needs the grade answer.</summary>
[GenerateSerializer, Immutable, Alias("conv.ResolveOnFloor")]
public sealed record ResolveOnFloor : ConversationCommand;

/// <summary>Write a public answer that a colleague may send; needs the grade draft. Takes the place of one's own that is open.</summary>
[GenerateSerializer, Immutable, Alias("conv.ProposeReply")]
public sealed record ProposeReply : ConversationCommand
{
    [Id(0)] public required string Text { get; init; }

    /// <summary>The newest entry the author has seen.</summary>
    [Id(1)] public required long SeenSeq { get; init; }
}

/// <summary>Send what a colleague proposed, in her name. The reply's id is the command's.</summary>
[GenerateSerializer, Immutable, Alias("conv.SendProposal")]
public sealed record SendProposal : ConversationCommand
{
    /// <summary>Seq of the entry that proposed it.</summary>
    [Id(0)] public required long ProposalSeq { get; init; }

    /// <summary>What goes out: the proposed words, or those words with changes.</summary>
    [Id(1)] public required string Text { get; init; }

    /// <summary>The newest entry the sender has seen.</summary>
    [Id(2)] public required long SeenSeq { get; init; }
    [Id(3)] public bool SendAnyway { get; init; }

    /// <summary>The proposed words, read by the edge from that entry.</summary>
    [Id(4)] public required string Proposed { get; init; }

    /// <summary>The first name of who proposed it, as the customer may read it; read by the edge from that entry.</summary>
    [Id(5)] public required string AuthorName { get; init; }
}

/// <summary>Give a proposal back to its author with a word.</summary>
[GenerateSerializer, Immutable, Alias("conv.GiveBackProposal")]
public sealed record GiveBackProposal : ConversationCommand
{
    [Id(0)] public required long ProposalSeq { get; init; }
    [Id(1)] public required string Word { get; init; }
}
