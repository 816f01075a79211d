using Conversations.Contracts;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Handovers;

/// <param name="To">Null when it is handed to a queue.</param>
/// <param name="Summary">Its giver's words; erasable.</param>
public sealed record HandoverOffered(EmployeeId From, EmployeeId? To, QueueId? ToQueue, DateTimeOffset Until, string Summary) : ConversationEvent;

/// <param name="Queue">Where it belongs from now on; null: where it did.</param>
public sealed record HandoverAccepted(EmployeeId From, EmployeeId Employee, long Epoch, QueueId? Queue) : ConversationEvent;

/// <param name="Reason">returned by whom it was offered to, withdrawn by its giver, expired, or ended with what else became of it: lapsed, away, handedBack, assigned, resolved.</param>
/// <param name="Words">Whoever returned it says why; erasable.</param>
public sealed record HandoverReturned(EmployeeId From, string Reason, string Words) : ConversationEvent;

public sealed record TrackingLinkMade(Guid Link) : ConversationEvent;

public sealed record TrackingLinkRevoked(Guid Link) : ConversationEvent;
