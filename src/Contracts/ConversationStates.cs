namespace Conversations.Contracts;

/// <summary>The states of a conversation, by the names they have outside.</summary>
public static class ConversationStates
{
    public const string New = "new";
    public const string Offered = "offered";
    public const string Owned = "owned";
    public const string WaitingCustomer = "waitingCustomer";
    public const string WaitingInternal = "waitingInternal";
    public const string Snoozed = "snoozed";
    public const string Resolved = "resolved";
    public const string Closed = "closed";

    public static bool IsOpen(string state) => state is not (Resolved or Closed);

    public static bool IsKnown(string state) =>
        state is New or Offered or Owned or WaitingCustomer or WaitingInternal or Snoozed or Resolved or Closed;
}

/// <summary>low, normal, high, urgent. A new conversation is normal.</summary>
public static class Priorities
{
    public const string Normal = "normal";

    public static bool IsKnown(string priority) => priority is "low" or Normal or "high" or "urgent";
}

/// <summary>Who can read: everyone, or the customer and the company.</summary>
public static class Audiences
{
    public const string Public = "public";
    public const string Private = "private";

    public static bool IsKnown(string audience) => audience is Public or Private;
}

/// <summary>Kinds of entries a conversation's journal may hold; the set is open, readers keep what they do not know.</summary>
public static class EntryKinds
{
    public const string MessageReceived = "messageReceived";
    public const string ReplyQueued = "replyQueued";
    public const string ReplySent = "replySent";
    public const string ReplyFailed = "replyFailed";
    public const string ReplyUnknown = "replyUnknown";
    public const string ReplyDelivered = "replyDelivered";
    public const string ReplyRead = "replyRead";
    public const string ReplyCancelled = "replyCancelled";
    public const string ReplyRetried = "replyRetried";
    public const string NoteAdded = "noteAdded";
    public const string Claimed = "claimed";
    public const string Released = "released";
    public const string Assigned = "assigned";
    public const string StateChanged = "stateChanged";
    public const string LabelsChanged = "labelsChanged";
    public const string PriorityChanged = "priorityChanged";
    public const string HandoverOffered = "handoverOffered";
    public const string HandoverAccepted = "handoverAccepted";
    public const string HandoverReturned = "handoverReturned";
    public const string TrackingLinkMade = "trackingLinkMade";
    public const string TrackingLinkRevoked = "trackingLinkRevoked";
    public const string PromiseMade = "promiseMade";
    public const string PromiseDueSoon = "promiseDueSoon";
    public const string PromiseDue = "promiseDue";
    public const string PromiseKept = "promiseKept";
    public const string PromiseMoved = "promiseMoved";
    public const string PromiseBroken = "promiseBroken";
    public const string PromiseReleased = "promiseReleased";
    public const string PromiseHandedOver = "promiseHandedOver";
    public const string GestureReserved = "gestureReserved";
    public const string GestureGranted = "gestureGranted";
    public const string GestureReleased = "gestureReleased";
    public const string CoSignAsked = "coSignAsked";
    public const string Asked = "asked";
    public const string Answered = "answered";
    public const string AskEnded = "askEnded";
    public const string Thanked = "thanked";
    public const string Offered = "offered";
    public const string OfferEnded = "offerEnded";
    public const string DraftProposed = "draftProposed";
    public const string DraftGivenBack = "draftGivenBack";
}

/// <summary>What a reply's row in the outbox may be; law 4 of the architecture.</summary>
public static class DeliveryStates
{
    public const string Held = "held";
    public const string Pending = "pending";
    public const string Sending = "sending";
    public const string Sent = "sent";
    public const string Failed = "failed";
    public const string Unknown = "unknown";
    public const string Cancelled = "cancelled";
}

/// <summary>What the deadlines of a conversation's stream are for.</summary>
public static class DeadlineKinds
{
    public const string Lease = "lease";
    public const string Snooze = "snooze";
    public const string Close = "close";
    public const string Handover = "handover";

    /// <summary>The next reminder, due time or breaking of any of its promises.</summary>
    public const string Promise = "promise";
    public const string Offer = "offer";

    /// <summary>What came of work on the open floor is to be told to who did it.</summary>
    public const string Floor = "floor";

    /// <summary>Asks that it tells of may not have begun: whoever was to begin them may have been cut off.</summary>
    public const string BeginAsks = "beginAsks";
}

/// <summary>What the deadlines of a person's own stream are for.</summary>
public static class PersonDeadlineKinds
{
    /// <summary>Her last line was lost; her claims go back then unless she is there.</summary>
    public const string Grace = "grace";
}
