using Conversations.Contracts;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Floor;

/// <summary>Words for the customer that a colleague may send. The author is the entry's actor.</summary>
public sealed record DraftProposed(string Text, long SeenSeq) : ConversationEvent;

/// <summary>A colleague gave proposed words back to their author.</summary>
public sealed record DraftGivenBack(long ProposalSeq, EmployeeId Author, string Word) : ConversationEvent;

/// <summary>Whose words a reply is made of, where somebody else sent them.</summary>
/// <param name="Change">One of <see cref="FloorText"/>'s: none, light, much.</param>
public sealed record ProposalSent(long ProposalSeq, EmployeeId Author, string Change);
