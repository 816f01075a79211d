using Conversations.Load.Ledgers;
using Conversations.Load.Wire;

namespace Conversations.Load.Checks;

/// <summary>I3 and I4: an accepted reply ends visibly, and reaches the customer once at most.</summary>
public static class OutboundChecks
{
    private static readonly string[] Ends = ["replySent", "replyFailed", "replyUnknown", "replyCancelled", "replyDelivered", "replyRead"];

    public static void Check(LedgerFacts facts, Journal journal, Verdict verdict)
    {
        var queued = journal.Conversations
            .SelectMany(conversation => conversation.Entries.Where(entry => entry is { Kind: "replyQueued", ReplyId: not null }).Select(entry => (conversation, entry)))
            .ToLookup(found => found.entry.ReplyId!);
        foreach (var reply in facts.Replies)
        {
            CheckReply(reply, [.. queued[reply.Sent.Id]], facts, verdict);
        }

        foreach (var found in queued.Where(found => !facts.Commands.ContainsKey(found.Key)))
        {
            verdict.OutboundDoubled.Violated($"reply {found.Key} in {found.First().conversation.Id} was written by nobody");
        }

        foreach (var attempts in facts.Received)
        {
            CheckReceived([.. attempts], facts, verdict);
        }

        CheckSameWords(facts, verdict);
        CheckStatuses(facts, journal, verdict);
    }

    /// <summary>Replies accepted by the target that have no end in the journal yet.</summary>
    public static IReadOnlyList<string> Pending(LedgerFacts facts, Journal journal) =>
    [
        .. facts.Replies.Where(reply => reply.IsAccepted)
            .Where(reply => !HasEnd(journal.Find(reply.Sent.Conversation), reply.Sent.Id))
            .Select(reply => reply.Sent.Id),
    ];

    private static bool HasEnd(ConversationTruth? conversation, string replyId) =>
        HasEnd((conversation?.Entries ?? []).Where(entry => entry.ReplyId == replyId).Select(entry => entry.Kind));

    /// <summary>A retry takes an end back: the next one counts.</summary>
    private static bool HasEnd(IEnumerable<string> kinds) => kinds.Reverse().TakeWhile(kind => kind != "replyRetried").Any(Ends.Contains);

    private static void CheckReply(GivenCommand reply, (ConversationTruth Conversation, EntryFacts Entry)[] queued, LedgerFacts facts, Verdict verdict)
    {
        var id = reply.Sent.Id;
        if (reply.Answer is null)
        {
            verdict.Settled.Violated($"reply {id} was never answered");
            return;
        }

        if (reply.IsRefused && queued.Length > 0)
        {
            var why = $"{reply.Answer.Status} {reply.Answer.Slug}";
            verdict.OutboundDoubled.Violated($"reply {id} was refused ({why}) and yet stands at {queued[0].Conversation.Id}/{queued[0].Entry.Seq}");
        }

        if (!reply.IsAccepted)
        {
            return;
        }

        if (queued.Length != 1)
        {
            var law = queued.Length == 0 ? verdict.OutboundLoss : verdict.OutboundDoubled;
            law.Violated($"reply {id}, accepted at seq {reply.Answer.Seq}, stands {queued.Length} times in the journal");
            return;
        }

        var (conversation, entry) = queued[0];
        if (entry.Seq != reply.Answer.Seq || conversation.Id != reply.Sent.Conversation || entry.TextHash != reply.Sent.TextHash)
        {
            verdict.OutboundLoss.Violated($"reply {id}, accepted at {reply.Sent.Conversation}/{reply.Answer.Seq}, stands at {conversation.Id}/{entry.Seq} or in other words");
        }

        CheckEnd(id, conversation, facts, verdict);
    }

    private static void CheckEnd(string id, ConversationTruth conversation, LedgerFacts facts, Verdict verdict)
    {
        var kinds = conversation.Entries.Where(entry => entry.ReplyId == id).Select(entry => entry.Kind).ToArray();
        var hasReached = facts.Received[id].Any(received => received.Reached);
        if (!HasEnd(kinds))
        {
            verdict.OutboundLoss.Violated($"reply {id} in {conversation.Id} is still pending");
        }

        if (!hasReached && kinds.Any(kind => kind is "replySent" or "replyDelivered" or "replyRead"))
        {
            verdict.OutboundLoss.Violated($"reply {id} in {conversation.Id} is told as sent, but never reached the network");
        }

        if (hasReached && (kinds.Contains("replyCancelled") || facts.WasTouched(id, "cancel")))
        {
            verdict.OutboundLoss.Violated($"reply {id} in {conversation.Id} was cancelled and yet reached the customer");
        }

        if (facts.Received[id].Any(received => received.Answer == "Taken") && !kinds.Any(kind => kind is "replySent" or "replyDelivered" or "replyRead"))
        {
            verdict.OutboundLoss.Violated($"reply {id} in {conversation.Id} was answered 2xx, but is not told as sent ({string.Join(", ", kinds)})");
        }

        if (facts.WasTouched(id, "cancel") && !kinds.Contains("replyCancelled"))
        {
            verdict.OutboundLoss.Violated($"reply {id} in {conversation.Id}: the cancel was accepted, but is not in the journal");
        }
    }

    private static void CheckReceived(ReplyReceived[] attempts, LedgerFacts facts, Verdict verdict)
    {
        var first = attempts[0];
        if (!facts.Commands.TryGetValue(first.ReplyId, out var reply))
        {
            verdict.OutboundDoubled.Violated($"the network received reply {first.ReplyId}, which nobody wrote");
            return;
        }

        if (attempts.Any(attempt => attempt.TextHash != reply.Sent.TextHash || attempt.Conversation != reply.Sent.Conversation))
        {
            verdict.OutboundDoubled.Violated($"reply {first.ReplyId} reached the network in other words or for another conversation");
        }

        if (attempts.FirstOrDefault(attempt => attempt.Answer == "Taken") is { } taken
            && attempts.FirstOrDefault(attempt => attempt.BeganAt > taken.At) is { } again
            && !facts.WasAway(taken.At, again.BeganAt)
            && !facts.MayHaveLostSender(taken.At, again.BeganAt))
        {
            verdict.OutboundDoubled.Violated($"reply {first.ReplyId} was answered 2xx and sent again {again.BeganAt - taken.At:F0} ms later");
        }

        if (attempts.FirstOrDefault(attempt => attempt.Answer == "Refused") is { } refused
            && attempts.Any(attempt => attempt.BeganAt > refused.At) && !facts.WasTouched(first.ReplyId, "retry"))
        {
            verdict.OutboundDoubled.Violated($"reply {first.ReplyId} was refused with 400 and sent again though nobody asked");
        }
    }

    private static void CheckSameWords(LedgerFacts facts, Verdict verdict)
    {
        foreach (var words in facts.Received.SelectMany(attempts => attempts).Where(attempt => attempt.Reached).GroupBy(attempt => attempt.TextHash))
        {
            var replies = words.Select(attempt => attempt.ReplyId).Distinct().ToArray();
            if (replies.Length > 1)
            {
                verdict.OutboundDoubled.Violated($"the same words reached the customer under {replies.Length} reply ids: {string.Join(", ", replies)}");
            }
        }
    }

    private static void CheckStatuses(LedgerFacts facts, Journal journal, Verdict verdict)
    {
        foreach (var status in facts.Records.OfType<StatusAcknowledged>())
        {
            var kind = status.Status == "read" ? "replyRead" : "replyDelivered";
            var conversation = facts.Commands.TryGetValue(status.ReplyId, out var reply) ? journal.Find(reply.Sent.Conversation) : null;
            if (!(conversation?.Entries.Any(entry => entry.Kind == kind && entry.ReplyId == status.ReplyId) ?? false))
            {
                verdict.OutboundLoss.Violated($"status {status.Status} of reply {status.ReplyId} was acknowledged, but is not in the journal");
            }
        }
    }
}
