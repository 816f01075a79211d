using Conversations.Contracts;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Promises;

/// <summary>What happened to one promise.</summary>
public abstract record PromiseEvent(Guid Id) : ConversationEvent;

/// <param name="Owner">Who answers for it, where that is not whoever owns the conversation.</param>
/// <param name="ReplyId">The reply it was given in; null: by hand.</param>
public sealed record PromiseMade(Guid Id, string Text, DateTimeOffset DueAt, EmployeeId? Owner, Guid? ReplyId) : PromiseEvent(Id);

/// <summary>Whoever answers for it is told, of the kinds promiseDueSoon and promiseDue.</summary>
public sealed record PromiseTold(string Kind, Guid Id, DateTimeOffset DueAt, EmployeeId? Owner) : PromiseEvent(Id);

/// <param name="ReplyId">The reply that keeps it.</param>
public sealed record PromiseKept(Guid Id, long? EvidenceSeq, bool IsLate, Guid? ReplyId) : PromiseEvent(Id);

/// <param name="ReplyId">The reply that tells the customer.</param>
public sealed record PromiseMoved(Guid Id, DateTimeOffset From, DateTimeOffset To, Guid ReplyId) : PromiseEvent(Id);

public sealed record PromiseBroken(Guid Id, DateTimeOffset DueAt, EmployeeId? Owner) : PromiseEvent(Id);

public sealed record PromiseReleased(Guid Id, string Reason) : PromiseEvent(Id);

public sealed record PromiseHandedOver(Guid Id, EmployeeId Employee) : PromiseEvent(Id);
