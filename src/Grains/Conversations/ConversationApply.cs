using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Asks;
using Conversations.Grains.Floor;
using Conversations.Grains.Handovers;
using Conversations.Grains.Promises;
using Conversations.Grains.Offers;

namespace Conversations.Grains.Conversations;

/// <summary>What each event changes. Pure and total: an event that was journaled applies, whatever the state.</summary>
public static class ConversationApply
{
    public const string Queued = "queued";

    /// <summary>The state of a conversation whose first message is about to be applied.</summary>
    public static ConversationState Start(ChannelId channel, string channelKind, QueueId queue, InboundMessage first, DateTimeOffset at) => new()
    {
        Head = 0,
        Channel = channel,
        ChannelKind = channelKind,
        Thread = first.Thread,
        Queue = queue,
        CreatedAt = at,
        Words = new StateWords { Customer = first.Sender },
    };

    public static ConversationState Apply(ConversationState state, ConversationEvent happened, Actor actor, DateTimeOffset at)
    {
        var next = state with { Head = state.Head + 1 };
        var then = happened switch
        {
            MessageReceived e => Received(next, e.Message, at),
            ReplyQueued e => Replied(next, e, new EmployeeId(actor.Id), at),
            ReplyMoved e => Moved(next, e, at),
            NoteAdded e => Said(next, e.Text, "employee", at),
            Claimed e => Own(next, e.Employee, e.Epoch),
            Assigned e => Own(next, e.Employee, e.Epoch),
            Released => next with
            {
                Owner = null,
                LeaseUntil = null,
                State = next.State is ConversationStates.Owned or ConversationStates.Offered ? ConversationStates.New : next.State,
            },
            Offered e => OfferApply.Apply(next, e),
            OfferEnded e => OfferApply.Apply(next, e, at),
            StateChanged e => Change(next, e),
            LabelsChanged e => next with { Labels = e.Labels },
            PriorityChanged e => next with { Priority = e.To },
            HandoverAccepted e => HandoverApply.Own(Own(next, e.Employee, e.Epoch), e),
            PromiseEvent e => PromiseApply.Apply(next, e, actor, at),
            ColleaguesAsked or AskAnswered or AskEnded or ColleagueThanked => next with { Asks = AskBook.Apply(next.Asks, happened, actor) },
            _ => next,
        };
        return FloorApply.Follow(state, HandoverApply.Follow(state, then, happened, at), happened, actor, at);
    }

    private static ConversationState Received(ConversationState state, InboundMessage message, DateTimeOffset at)
    {
        var recent = state.RecentMessages.Length < ConversationState.RecentMessagesMax ? state.RecentMessages : state.RecentMessages.RemoveAt(0);
        var said = Said(state, message.Text, "customer", at);
        return said with
        {
            Words = said.Words with { Customer = Known(message.Sender, state.Words.Customer) },
            Visibility = message.Visibility,
            HasPublic = state.HasPublic || message.Visibility == Audiences.Public,
            HasPrivate = state.HasPrivate || message.Visibility == Audiences.Private,
            WaitingSince = state.WaitingSince ?? at,
            LastMessageSeq = state.Head,
            RecentMessages = recent.Add(new MessageMark(state.Head, message.ExternalId)),
            State = state.Owner is not null ? ConversationStates.Owned
                : state.State == ConversationStates.Offered ? ConversationStates.Offered : ConversationStates.New,
            SnoozedUntil = null,
        };
    }

    /// <summary>A message may leave out what an earlier one of the same person told.</summary>
    private static CustomerView Known(CustomerView told, CustomerView before) =>
        told.Id != before.Id ? told : told with
        {
            Name = told.Name ?? before.Name,
            Handle = told.Handle ?? before.Handle,
            Followers = told.Followers ?? before.Followers,
        };

    private static ConversationState Replied(ConversationState state, ReplyQueued reply, EmployeeId author, DateTimeOffset at)
    {
        var said = Said(state, reply.Text, "employee", at);
        return said with
        {
            Replies = state.Replies + 1,
            LastReplyOfOthers = state.LastReply is { } last && last.Author != author ? last : state.LastReplyOfOthers,
            LastReply = new ReplyMark(author, state.Head),
            OpenReplies = state.OpenReplies.Add(new OpenReply(reply.ReplyId, state.Head, Queued, state.WaitingSince)),
            WaitingSince = null,
            LeaseUntil = null,
            State = ConversationStates.WaitingCustomer,
            SnoozedUntil = null,
        };
    }

    private static ConversationState Moved(ConversationState state, ReplyMoved moved, DateTimeOffset at)
    {
        if (state.FindOpenReply(moved.ReplyId) is not { } reply)
        {
            return moved.Kind == EntryKinds.ReplyFailed ? FailedLate(state, moved.ReplyId) : state;
        }

        return moved.Kind switch
        {
            EntryKinds.ReplyCancelled => TakeBack(Unsaid(state, reply, at) with { OpenReplies = state.OpenReplies.Remove(reply) }, reply),
            EntryKinds.ReplyFailed => TakeBack(With(state, reply, DeliveryStates.Failed), reply),
            EntryKinds.ReplyUnknown => With(state, reply, DeliveryStates.Unknown),
            EntryKinds.ReplyRetried => Again(With(state, reply, Queued), reply),
            _ => Arrived(state with { OpenReplies = state.OpenReplies.Remove(reply) }, reply),
        };
    }

    /// <summary>What was said in it stands unless it is known that nobody read it.</summary>
    private static ConversationState Unsaid(ConversationState state, OpenReply reply, DateTimeOffset at) =>
        reply.Delivery == DeliveryStates.Unknown ? state : PromiseApply.TakeBack(state, reply.ReplyId, at);

    /// <summary>The network took it and told later that it failed: it is open again for a person to decide.</summary>
    private static ConversationState FailedLate(ConversationState state, Guid replyId) => state with
    {
        Replies = state.Replies - 1,
        OpenReplies = state.OpenReplies.Add(new OpenReply(replyId, 0, DeliveryStates.Failed, null)),
    };

    private static ConversationState With(ConversationState state, OpenReply reply, string delivery) =>
        state with { OpenReplies = state.OpenReplies.Replace(reply, reply with { Delivery = delivery }) };

    /// <summary>The customer did not get it after all: she waits as long as she had waited.</summary>
    private static ConversationState TakeBack(ConversationState state, OpenReply reply)
    {
        if (reply.Delivery == DeliveryStates.Failed)
        {
            return state;
        }

        var isNewest = state.LastReply?.Seq == reply.Seq;
        var waits = isNewest ? Earlier(reply.WaitedSince, state.WaitingSince) : state.WaitingSince;
        return state with
        {
            Replies = state.Replies - 1,
            WaitingSince = waits,
            State = state.State == ConversationStates.WaitingCustomer && waits is not null
                ? state.Owner is null ? ConversationStates.New : ConversationStates.Owned
                : state.State,
        };
    }

    private static ConversationState Again(ConversationState state, OpenReply before) =>
        before.Delivery == DeliveryStates.Failed ? Answered(state, before) : state;

    /// <summary>A reply that had failed arrived all the same: it counts again.</summary>
    private static ConversationState Arrived(ConversationState state, OpenReply before) =>
        before.Delivery == DeliveryStates.Failed ? Answered(state, before) : state;

    private static ConversationState Answered(ConversationState state, OpenReply reply)
    {
        var answersAll = state.LastMessageSeq < reply.Seq;
        return state with
        {
            Replies = state.Replies + 1,
            WaitingSince = answersAll ? null : state.WaitingSince,
            LeaseUntil = answersAll ? null : state.LeaseUntil,
            State = answersAll && state.State == ConversationStates.Owned ? ConversationStates.WaitingCustomer : state.State,
        };
    }

    private static ConversationState Own(ConversationState state, EmployeeId employee, long epoch) => state with
    {
        Owner = employee,
        Epoch = epoch,
        LeaseUntil = null,
        State = ConversationStates.Owned,
        SnoozedUntil = null,
        Offers = OfferApply.Taken(state.Offers),
    };

    private static ConversationState Change(ConversationState state, StateChanged change)
    {
        var isOpen = ConversationStates.IsOpen(change.To);
        return state with
        {
            State = change.To,
            StateSeq = state.Head,
            SnoozedUntil = change.Until,
            WaitingSince = isOpen ? state.WaitingSince : null,
            LeaseUntil = change.To == ConversationStates.Owned ? state.LeaseUntil : null,
        };
    }

    private static ConversationState Said(ConversationState state, string text, string by, DateTimeOffset at) => state with
    {
        Words = state.Words with { LastText = Start(text) },
        LastAt = at,
        LastBy = by,
    };

    /// <summary>The first characters of a text; never half a surrogate pair.</summary>
    private static string Start(string text)
    {
        if (text.Length <= Limits.LastTextCharsMax)
        {
            return text;
        }

        var length = char.IsHighSurrogate(text[Limits.LastTextCharsMax - 1]) ? Limits.LastTextCharsMax - 1 : Limits.LastTextCharsMax;
        return text[..length];
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null ? b : b is null || a < b ? a : b;
}
