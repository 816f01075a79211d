using Conversations.Load.Ledgers;

namespace Conversations.Load.Checks;

/// <summary>I5: sequences without gaps, customers' and replies' order kept, every dashboard shows what the journal holds.</summary>
public static class OrderChecks
{
    public static void Check(LedgerFacts facts, Journal journal, Verdict verdict)
    {
        foreach (var conversation in journal.Conversations)
        {
            CheckSequence(conversation, verdict);
        }

        CheckArrivals(facts, verdict);
        CheckArrays(facts, verdict);
        CheckDeliveries(facts, journal, verdict);
        DashboardChecks.Check(facts, journal, verdict);
    }

    private static void CheckSequence(ConversationTruth conversation, Verdict verdict)
    {
        var wrong = conversation.Entries.Select((entry, index) => (entry.Seq, Expected: index + 1L)).FirstOrDefault(pair => pair.Seq != pair.Expected);
        if (wrong != default)
        {
            verdict.Order.Violated($"journal of {conversation.Id}: seq {wrong.Seq} where {wrong.Expected} had to be");
        }

        if (conversation.Entries.Count > 0 && conversation.Entries[^1].Seq != conversation.Head)
        {
            verdict.Order.Violated($"journal of {conversation.Id}: head {conversation.Head}, last entry {conversation.Entries[^1].Seq}");
        }
    }

    /// <summary>What was acknowledged before another message was sent stands before it.</summary>
    private static void CheckArrivals(LedgerFacts facts, Verdict verdict)
    {
        var messages = facts.Acknowledged.Select(message => (
            message.First().Conversation,
            message.First().Seq,
            message.Key.Id,
            SentAt: message.Min(answer => answer.SentAt),
            AnsweredAt: message.Min(answer => answer.At)));
        foreach (var conversation in messages.Where(message => message.Seq is not null).GroupBy(message => message.Conversation))
        {
            var lower = (Id: "", SentAt: double.MinValue);
            foreach (var message in conversation.OrderBy(message => message.Seq))
            {
                if (message.AnsweredAt < lower.SentAt)
                {
                    verdict.Order.Violated($"message {message.Id} was acknowledged before {lower.Id} was sent, but stands behind it in {conversation.Key}");
                }

                lower = message.SentAt > lower.SentAt ? (message.Id, message.SentAt) : lower;
            }
        }
    }

    /// <summary>Items of one array that were accepted together stand in the order of the array.</summary>
    private static void CheckArrays(LedgerFacts facts, Verdict verdict)
    {
        foreach (var post in facts.Answered.Where(answer => answer.Status == "accepted").GroupBy(answer => (answer.Post, answer.Conversation)))
        {
            var seqs = post.OrderBy(answer => answer.Index).Select(answer => answer.Seq ?? 0).ToArray();
            if (!seqs.SequenceEqual(seqs.Order()))
            {
                verdict.Order.Violated($"post {post.Key.Post}: its items stand as {string.Join(", ", seqs)} in {post.Key.Conversation}");
            }
        }
    }

    private static void CheckDeliveries(LedgerFacts facts, Journal journal, Verdict verdict)
    {
        foreach (var conversation in journal.Conversations)
        {
            var queued = conversation.Entries.Where(entry => entry is { Kind: "replyQueued", ReplyId: not null }).Select(entry => entry.ReplyId!).Distinct();
            // A reply that failed and was retried by hand has given up its place.
            var reached = queued.Where(id => !facts.WasTouched(id, "retry"))
                .Select(id => facts.Received[id].FirstOrDefault(attempt => attempt.Reached)).OfType<ReplyReceived>().ToArray();
            for (var i = 1; i < reached.Length; i++)
            {
                if (reached[i].At < reached[i - 1].At)
                {
                    verdict.Order.Violated($"reply {reached[i].ReplyId} reached the customer before {reached[i - 1].ReplyId}, which was queued first in {conversation.Id}");
                }
            }

            CheckOneInFlight(conversation.Id, [.. queued.SelectMany(id => facts.Received[id]).OrderBy(attempt => attempt.BeganAt)], facts, verdict);
        }
    }

    private static void CheckOneInFlight(string conversation, ReplyReceived[] attempts, LedgerFacts facts, Verdict verdict)
    {
        for (var i = 1; i < attempts.Length; i++)
        {
            if (attempts[i].BeganAt < attempts[i - 1].At
                && !facts.WasAway(attempts[i - 1].BeganAt, attempts[i].At)
                && !facts.WasReportedArrived(attempts[i - 1].ReplyId, attempts[i].BeganAt))
            {
                verdict.Order.Violated($"{attempts[i - 1].ReplyId} and {attempts[i].ReplyId} of {conversation} were in flight at once");
            }
        }
    }
}
