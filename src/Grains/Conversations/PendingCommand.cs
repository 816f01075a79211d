using System.Text.Json;
using System.Text.Json.Serialization;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Asks;
using Conversations.Grains.Floor;
using Conversations.Grains.Handovers;
using Conversations.Grains.Promises;
using Conversations.Grains.Offers;

namespace Conversations.Grains.Conversations;

/// <summary>Something that waits to be decided and committed. It may be decided several times; it is answered once.</summary>
internal abstract class Pending
{
    /// <summary>Decides against the draft. False: not in this round, because something before it in the draft must be committed first.</summary>
    public abstract bool Decide(Draft draft, ConversationId id, ConversationOptions options);

    /// <summary>Answers what was decided last; called when that is committed, or when there was nothing to commit.</summary>
    public abstract void Answer(SummaryRow? summary);

    public abstract void Fail(Exception exception);

    /// <summary>Takes note of what was stored before. True when that answers it.</summary>
    public virtual bool Recognise(KnownBefore known) => false;

    /// <summary>The outbox row it wanted to move is elsewhere. True when it was its row, and it is answered.</summary>
    public virtual bool RowMoved(Guid replyId, string state) => false;

    /// <summary>The seq up to which the customer's last message must be known though the state has forgotten it; null when it has not.</summary>
    public virtual long? LooksBackTo(ConversationState? state) => null;

    /// <summary>The command to look up before a no is told: it may be the repetition of one that was done. Null when it is no no.</summary>
    public virtual Guid? RejectedCommand => null;
}

/// <summary>An employee's command.</summary>
internal sealed class PendingExecution(ConversationCommand command, Caller caller, string fingerprint) : Pending
{
    private readonly TaskCompletionSource<CommandOutcome> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Decided decided;

    public Task<CommandOutcome> Done => done.Task;

    public override Guid? RejectedCommand => decided.Rejection is null ? null : command.Id;

    public override long? LooksBackTo(ConversationState? state) =>
        ReplyIn(command) is { } reply && state is { RecentMessages.Length: ConversationState.RecentMessagesMax }
        && reply.SeenSeq > 0 && reply.SeenSeq < state.RecentMessages[0].Seq
            ? reply.SeenSeq : null;

    public override bool Decide(Draft draft, ConversationId id, ConversationOptions options)
    {
        if (draft.Remembers(command.Id) || RowIsInDraft(draft))
        {
            return false;
        }

        decided = ConversationDecisions.Decide(draft, id, command, caller, options);
        if (decided.Result is { } result)
        {
            draft.Remember(new CommandRow(command.Id, fingerprint, AnswerCodec.Write(result)));
        }

        return true;
    }

    public override void Answer(SummaryRow? summary) =>
        done.TrySetResult(new CommandOutcome { Result = decided.Result, Rejection = decided.Rejection, Summary = summary });

    public override void Fail(Exception exception) => done.TrySetException(exception);

    public override bool Recognise(KnownBefore known)
    {
        foreach (var before in known.Commands)
        {
            if (before.Id == command.Id)
            {
                Answer(before);
                return true;
            }
        }

        return false;
    }

    public override bool RowMoved(Guid replyId, string state)
    {
        if (ReplyOf(command) != replyId)
        {
            return false;
        }

        decided = new Rejection { Slug = Problems.IllegalMove, State = state };
        Answer((SummaryRow?)null);
        return true;
    }

    private void Answer(KnownCommand before)
    {
        decided = before.Fingerprint == fingerprint ? AnswerCodec.Read(before.Answer) : new Rejection { Slug = Problems.CommandIdReused };
        Answer((SummaryRow?)null);
    }

    /// <summary>A row is made or moved by one append, and moved again by a later one.</summary>
    private bool RowIsInDraft(Draft draft) => ReplyOf(command) is { } replyId && (draft.Sends(replyId) || draft.Moves(replyId));

    private static Reply? ReplyIn(ConversationCommand command) => command is MovePromise move ? move.ToReply() : command as Reply;

    private static Guid? ReplyOf(ConversationCommand command) => command switch
    {
        CancelReply c => c.ReplyId,
        RetryReply c => c.ReplyId,
        MarkReplySent c => c.ReplyId,
        _ => null,
    };
}

/// <summary>A customer's messages.</summary>
internal sealed class PendingReceipt(ReceiveMessages messages) : Pending
{
    private readonly TaskCompletionSource<ReceiveOutcome> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, long> known = new(StringComparer.Ordinal);
    private ReceiveOutcome decided = new() { Places = [] };

    public Task<ReceiveOutcome> Done => done.Task;

    public override bool Decide(Draft draft, ConversationId id, ConversationOptions options)
    {
        decided = new ReceiveOutcome { Places = ReceiveDecisions.Receive(draft, messages, known, options) };
        return true;
    }

    public override void Answer(SummaryRow? summary) => done.TrySetResult(decided with { Summary = summary });

    public override void Fail(Exception exception) => done.TrySetException(exception);

    public override bool Recognise(KnownBefore before)
    {
        foreach (var key in before.Keys)
        {
            known[key.SourceKey] = key.Seq;
        }

        return false;
    }
}

/// <summary>How a send ended.</summary>
internal sealed class PendingReport(DeliveryReport report) : Pending
{
    private readonly TaskCompletionSource<bool> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool decided;

    public Task<bool> Done => done.Task;

    public override bool Decide(Draft draft, ConversationId id, ConversationOptions options)
    {
        if (draft.Sends(report.ReplyId) || draft.Moves(report.ReplyId))
        {
            return false;
        }

        decided = ReplyDecisions.Report(draft, report, options);
        return true;
    }

    public override void Answer(SummaryRow? summary) => done.TrySetResult(decided);

    public override void Fail(Exception exception) => done.TrySetException(exception);

    public override bool Recognise(KnownBefore known)
    {
        var key = report.Attempt is null ? SourceKeys.Status(report.ReplyId, report.Status) : null;
        return known.Keys.Any(before => before.SourceKey == key) && done.TrySetResult(false);
    }

    public override bool RowMoved(Guid replyId, string state) => replyId == report.ReplyId && done.TrySetResult(false);
}

/// <summary>A deadline that came.</summary>
internal sealed class PendingDeadline(DeadlineRow deadline) : Pending
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => done.Task;

    public override bool Decide(Draft draft, ConversationId id, ConversationOptions options)
    {
        if (draft.State is null)
        {
            return true;
        }

        var head = draft.Head;
        if (deadline.Kind == DeadlineKinds.Lease)
        {
            OwnershipDecisions.Lapse(draft, deadline, options);
        }
        else if (deadline.Kind == DeadlineKinds.Handover)
        {
            HandoverDecisions.Fire(draft, deadline, options);
        }
        else if (deadline.Kind == DeadlineKinds.Promise)
        {
            PromiseDecisions.Fire(draft);
        }
        else if (deadline.Kind == DeadlineKinds.Offer)
        {
            OfferDecisions.Expire(draft, deadline);
        }
        else if (deadline.Kind == DeadlineKinds.Floor)
        {
            FloorDecisions.Fire(draft, deadline, options);
        }
        else if (deadline.Kind == DeadlineKinds.BeginAsks)
        {
            AskingDecisions.Begun(draft, deadline);
        }
        else
        {
            StateDecisions.Fire(draft, deadline, options);
        }

        if (draft.Head == head && !draft.Existing.Awaits(deadline.Kind))
        {
            draft.Sweep(deadline.Kind);
        }

        return true;
    }

    public override void Answer(SummaryRow? summary) => done.TrySetResult();

    public override void Fail(Exception exception) => done.TrySetException(exception);
}

/// <summary>A command's answer as it is remembered.</summary>
internal static class AnswerCodec
{
    public static string Write(CommandResult result) => JsonSerializer.Serialize(result, AnswerJson.Default.CommandResult);

    public static CommandResult Read(string answer) =>
        JsonSerializer.Deserialize(answer, AnswerJson.Default.CommandResult) ?? throw new JsonException("An answer is an object.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CommandResult))]
internal sealed partial class AnswerJson : JsonSerializerContext;
