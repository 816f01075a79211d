using Conversations.Contracts;
using static Conversations.Contracts.ConversationStates;

namespace Conversations.Grains.Conversations;

/// <summary>
/// The explicit table of moves: in which states an order is legal. Anything else is an illegal move. A customer's message is legal in every
/// state and wakes the conversation.
/// </summary>
public static class ConversationMoves
{
    public static readonly string[] Claim = [New, Offered, Owned, WaitingCustomer, WaitingInternal, Snoozed];
    public static readonly string[] Release = [Owned, WaitingCustomer, WaitingInternal, Snoozed];
    public static readonly string[] Assign = [New, Offered, Owned, WaitingCustomer, WaitingInternal, Snoozed];
    public static readonly string[] Reply = [New, Offered, Owned, WaitingCustomer, WaitingInternal, Snoozed, Resolved];
    public static readonly string[] Snooze = [New, Offered, Owned, WaitingCustomer, WaitingInternal, Snoozed];
    public static readonly string[] Resolve = [New, Offered, Owned, WaitingCustomer, WaitingInternal, Snoozed];
    public static readonly string[] Promise = [New, Offered, Owned, WaitingCustomer, WaitingInternal, Snoozed];
    public static readonly string[] Reopen = [Resolved, Closed];
    public static readonly string[] Label = [New, Offered, Owned, WaitingCustomer, WaitingInternal, Snoozed, Resolved];

    /// <summary>Of a label that all the company calls otherwise: no work on the conversation, so a closed one may have it too.</summary>
    public static readonly string[] RenameLabel = [New, Offered, Owned, WaitingCustomer, WaitingInternal, Snoozed, Resolved, Closed];
    public static readonly string[] Note = [New, Offered, Owned, WaitingCustomer, WaitingInternal, Snoozed, Resolved, Closed];

    public static readonly string[] Ask = [New, Offered, Owned, WaitingCustomer, WaitingInternal, Snoozed, Resolved];

    /// <summary>Null when the order is legal in that state.</summary>
    public static Rejection? Check(string[] legal, ConversationState state) =>
        legal.Contains(state.State) ? null : new Rejection { Slug = Problems.IllegalMove, State = state.State };
}
