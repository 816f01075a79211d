using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Floor;
using Conversations.Grains.Promises;
using Conversations.Grains.Voices;

namespace Conversations.Grains.Conversations;

/// <summary>Answers to the customer, from queued to settled.</summary>
public static class ReplyDecisions
{
    /// <param name="proposal">Whose words they are where the caller sends a colleague's; the customer reads <paramref name="authorName"/> then.</param>
    public static Decided Reply(
        Draft draft, ConversationId id, Reply command, Caller caller, ConversationOptions options, ProposalSent? proposal = null, string? authorName = null)
    {
        var state = draft.Existing;
        if ((Check(state, command, caller, proposal, out var audience) ?? PromiseDecisions.Check(draft, command)) is { } no)
        {
            return no;
        }

        if (state.Owner is null)
        {
            OwnershipDecisions.Take(draft, caller);
        }

        var holdUntil = command.HoldSeconds > 0 ? draft.Now.AddSeconds(command.HoldSeconds) : (DateTimeOffset?)null;
        var replyTo = draft.LastMessage(command.SeenSeq);
        var overrides = command.SendAnyway && (IsOthers(state, caller) || NewerThan(state, command.SeenSeq, caller) > 0);
        // Proposed words go out as they were read by who sends them.
        var text = proposal is null ? VoiceDecisions.Sign(command.Text, audience, state, command.Voice) : command.Text;
        var seq = draft.Record(new ReplyQueued(command.Id, text, audience, holdUntil, replyTo, overrides) { Media = command.Media, Proposal = proposal }, caller.Actor);
        draft.Clear(DeadlineKinds.Lease);
        draft.Clear(DeadlineKinds.Snooze);
        draft.Clear(DeadlineKinds.Close);
        draft.Send(new OutboxInsert
        {
            ReplyId = command.Id,
            Seq = seq,
            Channel = state.Channel,
            State = holdUntil is null ? DeliveryStates.Pending : DeliveryStates.Held,
            NotBefore = holdUntil ?? draft.Now,
            CreatedAt = draft.Now,
            Payload = OutgoingCodec.Write(new OutgoingReply
            {
                ReplyId = command.Id,
                Thread = state.Thread,
                ConversationId = id.Value,
                Visibility = audience,
                Text = text,
                ReplyTo = replyTo,
                AuthorName = authorName ?? VoiceDecisions.NameFor(caller, command.Voice),
                Media = command.Media.IsEmpty ? null : [.. command.Media.Select(media => new OutgoingMedia(command.FilesAt + media.Url, media.ContentType, media.Name, media.Size))],
            }),
        });
        PromiseDecisions.Settle(draft, command, seq, caller);
        return new CommandResult { Seq = seq, Delivery = holdUntil is null ? DeliveryStates.Pending : DeliveryStates.Held };
    }

    private static Rejection? Check(ConversationState state, Reply command, Caller caller, ProposalSent? proposal, out string audience)
    {
        audience = command.Audience ?? (state.HasPublic ? Audiences.Public : Audiences.Private);
        if (ConversationMoves.Check(ConversationMoves.Reply, state) is { } illegal)
        {
            return illegal;
        }

        var mustChoose = command.Audience is null && state.HasPublic && state.HasPrivate;
        var mayChoose = audience == Audiences.Public ? state.HasPublic : state.HasPrivate;
        if (mustChoose || !mayChoose)
        {
            return new Rejection { Slug = Problems.AudienceMismatch };
        }

        if (command.SeenSeq > state.Head)
        {
            return new Rejection { Slug = Problems.OutOfRange, Detail = "seenSeq is ahead of the conversation." };
        }

        if (state.OpenReplies.Length >= ConversationState.OpenRepliesMax)
        {
            return new Rejection { Slug = Problems.Overloaded, Detail = "Too many replies of this conversation are not settled." };
        }

        if (command.SendAnyway)
        {
            return null;
        }

        if (IsOthers(state, caller) && state.Owner != proposal?.Author)
        {
            return new Rejection { Slug = Problems.OwnedByOther, Owner = state.Owner };
        }

        var newer = NewerThan(state, command.SeenSeq, caller);
        return newer > 0 ? new Rejection { Slug = Problems.NewerMessage, EntrySeq = newer } : null;
    }

    private static bool IsOthers(ConversationState state, Caller caller) =>
        state.Owner is { } owner && owner != caller.Employee;

    /// <summary>The newest message of the customer or reply of somebody else that the author has not seen; 0 when there is none.</summary>
    private static long NewerThan(ConversationState state, long seenSeq, Caller caller)
    {
        var newest = Math.Max(state.LastMessageSeq, state.LastReplySeqNotBy(caller.Employee));
        return newest > seenSeq ? newest : 0;
    }

    /// <summary>Takes a reply back that was not sent, or drops one of which it is not known or that failed.</summary>
    public static Decided Cancel(Draft draft, CancelReply command, Caller caller, ConversationOptions options)
    {
        if (Find(draft, command.ReplyId) is not { } reply)
        {
            return Settled(draft);
        }

        var seq = draft.Record(new ReplyMoved(EntryKinds.ReplyCancelled, reply.ReplyId, null), caller.Actor);
        // A reply that was tried may have arrived, whatever became of the try: only one that never was can be called back.
        draft.Move(reply.Delivery == ConversationApply.Queued
            ? new OutboxMove { ReplyId = reply.ReplyId, From = [DeliveryStates.Held, DeliveryStates.Pending], Attempt = 0, To = DeliveryStates.Cancelled }
            : new OutboxMove { ReplyId = reply.ReplyId, From = [DeliveryStates.Failed, DeliveryStates.Unknown], To = DeliveryStates.Cancelled });
        OwnershipDecisions.LeaseWhileWaiting(draft, options);
        return Decided.At(seq);
    }

    public static Decided Retry(Draft draft, RetryReply command, Caller caller)
    {
        if (Find(draft, command.ReplyId) is not { Delivery: not ConversationApply.Queued } reply)
        {
            return Settled(draft);
        }

        var seq = draft.Record(new ReplyMoved(EntryKinds.ReplyRetried, reply.ReplyId, null), caller.Actor);
        draft.Move(new OutboxMove
        {
            ReplyId = reply.ReplyId,
            From = [DeliveryStates.Failed, DeliveryStates.Unknown],
            To = DeliveryStates.Pending,
            NotBefore = draft.Now,
            ResetAttempts = true,
        });
        return Decided.At(seq);
    }

    public static Decided MarkSent(Draft draft, MarkReplySent command, Caller caller)
    {
        if (Find(draft, command.ReplyId) is not { Delivery: not ConversationApply.Queued } reply)
        {
            return Settled(draft);
        }

        var seq = draft.Record(new ReplyMoved(EntryKinds.ReplySent, reply.ReplyId, "marked"), caller.Actor);
        draft.Move(new OutboxMove { ReplyId = reply.ReplyId, From = [DeliveryStates.Failed, DeliveryStates.Unknown], To = DeliveryStates.Sent });
        return Decided.At(seq);
    }

    /// <summary>How a send ended, or what the network tells later. False when the report is void.</summary>
    public static bool Report(Draft draft, DeliveryReport report, ConversationOptions options)
    {
        if (draft.State is null || KindOf(report.Status) is not { } kind)
        {
            return false;
        }

        var sourceKey = report.Attempt is null ? SourceKeys.Status(report.ReplyId, report.Status) : null;
        if (sourceKey is not null && draft.TryFind(sourceKey, out _))
        {
            return false;
        }

        draft.Record(new ReplyMoved(kind, report.ReplyId, report.Reason), Actor.System, sourceKey);
        draft.Move(new OutboxMove
        {
            ReplyId = report.ReplyId,
            From = report.Attempt is null ? ToldFrom(report.Status) : [DeliveryStates.Sending],
            To = report.Status is "delivered" or "read" ? DeliveryStates.Sent : report.Status,
            Attempt = report.Attempt,
            SendOf = report.SendOf,
            ProviderId = report.ProviderId,
            Reason = report.Reason,
        });
        OwnershipDecisions.LeaseWhileWaiting(draft, options);
        return true;
    }

    /// <summary>The network may settle whatever may have reached it; a reply taken back before sending is not among that.</summary>
    private static ImmutableArray<string> ToldFrom(string status) =>
        status == DeliveryStates.Failed
            ? [DeliveryStates.Sending, DeliveryStates.Pending, DeliveryStates.Unknown, DeliveryStates.Sent]
            : [DeliveryStates.Sending, DeliveryStates.Pending, DeliveryStates.Unknown, DeliveryStates.Sent, DeliveryStates.Failed];

    private static string? KindOf(string status) => status switch
    {
        DeliveryStates.Sent => EntryKinds.ReplySent,
        DeliveryStates.Failed => EntryKinds.ReplyFailed,
        DeliveryStates.Unknown => EntryKinds.ReplyUnknown,
        "delivered" => EntryKinds.ReplyDelivered,
        "read" => EntryKinds.ReplyRead,
        _ => null,
    };

    private static OpenReply? Find(Draft draft, Guid replyId) => draft.Existing.FindOpenReply(replyId);

    /// <summary>The reply is settled, or is on its way and cannot be called back.</summary>
    private static Rejection Settled(Draft draft) => new() { Slug = Problems.IllegalMove, State = draft.Existing.State };
}
