using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Floor;

namespace Conversations.Grains.Conversations;

/// <summary>What happened in a conversation. Each is one entry; <see cref="EntryCodec"/> says how it is stored.</summary>
public abstract record ConversationEvent;

/// <summary>A customer's words. Queue and target are those of the channel at that time; they are not part of the entry.</summary>
public sealed record MessageReceived(InboundMessage Message) : ConversationEvent;

public sealed record ReplyQueued(Guid ReplyId, string Text, string Audience, DateTimeOffset? HoldUntil, string? ReplyTo, bool SentAnyway) : ConversationEvent
{
    public ImmutableArray<ReplyMedia> Media { get; init; } = [];

    /// <summary>Set where the actor sent a colleague's words.</summary>
    public ProposalSent? Proposal { get; init; }
}

/// <summary>One of the kinds replySent, replyFailed, replyUnknown, replyDelivered, replyRead, replyCancelled, replyRetried.</summary>
public sealed record ReplyMoved(string Kind, Guid ReplyId, string? Reason) : ConversationEvent;

public sealed record NoteAdded(string Text, ImmutableArray<EmployeeId> Mentions) : ConversationEvent;

public sealed record Claimed(EmployeeId Employee, long Epoch) : ConversationEvent
{
    /// <summary>Claimed on the open floor.</summary>
    public bool Floor { get; init; }

    /// <summary>Claimed there by somebody whose role does not answer customers: she has it as long as it is public.</summary>
    public bool ByGrade { get; init; }
}

public sealed record Assigned(EmployeeId Employee, long Epoch) : ConversationEvent;

/// <param name="Reason">asked, lapsed, handedBack, private: its customer wrote what its owner may not read, or away: her last line was lost and she did not come back in time.</param>
public sealed record Released(EmployeeId Employee, long Epoch, string Reason) : ConversationEvent
{
    /// <summary>For how long the customer had waited for somebody who was gone, beyond the grace.</summary>
    public long OrphanSeconds { get; init; }
}

public sealed record StateChanged(string From, string To, DateTimeOffset? Until) : ConversationEvent;

public sealed record LabelsChanged(ImmutableArray<string> Labels) : ConversationEvent;

public sealed record PriorityChanged(string From, string To) : ConversationEvent;

/// <summary>A kind this program does not know: kept, shown, and without effect on decisions.</summary>
public sealed record UnknownEvent(string Kind) : ConversationEvent;
