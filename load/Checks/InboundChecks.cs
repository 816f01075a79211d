using Conversations.Load.Ledgers;
using Conversations.Load.Wire;

namespace Conversations.Load.Checks;

/// <summary>I1 and I2: what was acknowledged stands in the journal once, where the acknowledgement said, in the words that were offered.</summary>
public static class InboundChecks
{
    public static void Check(LedgerFacts facts, Journal journal, Verdict verdict)
    {
        foreach (var message in facts.Acknowledged)
        {
            CheckAcknowledged(message.Key, [.. message], facts, journal, verdict);
        }

        foreach (var answer in facts.Answered)
        {
            CheckStatus(answer, verdict);
        }

        CheckThreads(facts, verdict);
        CheckJournal(facts, journal, verdict);
        foreach (var offered in facts.Offered.Keys.Where(key => !facts.Acknowledged.Contains(key) && !WasQuarantined(facts, key)))
        {
            verdict.Settled.Violated($"message {offered.Id} was never acknowledged");
        }
    }

    private static void CheckAcknowledged(MessageKey key, MessageAnswered[] answers, LedgerFacts facts, Journal journal, Verdict verdict)
    {
        var first = answers[0];
        var places = answers.Select(answer => (answer.Conversation, answer.Seq)).Distinct().ToArray();
        if (places.Length > 1)
        {
            var where = string.Join(", ", places.Select(place => $"{place.Conversation}/{place.Seq}"));
            verdict.InboundDoubled.Violated($"message {key.Id} was given {places.Length} places: {where}");
        }

        if (answers.Count(answer => answer.Status == "accepted") > 1)
        {
            verdict.InboundDoubled.Violated($"message {key.Id} was accepted {answers.Count(answer => answer.Status == "accepted")} times");
        }

        var entries = journal.Find(first.Conversation)?.Entries ?? [];
        var entry = entries.FirstOrDefault(entry => entry.Kind == "messageReceived" && entry.ExternalId == key.Id);
        if (entry is null)
        {
            verdict.InboundLoss.Violated($"message {key.Id}, acknowledged as {first.Conversation}/{first.Seq}, is not in the journal");
        }
        else if (entry.Seq != first.Seq)
        {
            verdict.InboundLoss.Violated($"message {key.Id}, acknowledged as {first.Conversation}/{first.Seq}, stands at {entry.Seq}");
        }
        else if (facts.Offered.TryGetValue(key, out var offered) && (entry.TextHash ?? TextHash.Of("")) != offered.TextHash)
        {
            verdict.InboundLoss.Violated($"message {key.Id} at {first.Conversation}/{first.Seq} has other words than were offered first");
        }
    }

    private static void CheckStatus(MessageAnswered answer, Verdict verdict)
    {
        if (answer.Thread is null && answer.Status != "quarantined")
        {
            verdict.Contract.Violated($"an item without thread was {answer.Status}, not quarantined ({answer.Id})");
        }
        else if (answer.Thread is not null && answer.Status == "quarantined")
        {
            verdict.InboundLoss.Violated($"message {answer.Id} is valid and was quarantined: {answer.Reason}");
        }
        else if (answer.Status is "accepted" or "duplicate" && (answer.Conversation is null || answer.Seq is null))
        {
            verdict.Contract.Violated($"the answer for {answer.Id} has no conversation or seq");
        }
        else if (answer.Status is not ("accepted" or "duplicate" or "quarantined"))
        {
            verdict.Contract.Violated($"the answer for {answer.Id} has status {answer.Status}");
        }
    }

    private static void CheckThreads(LedgerFacts facts, Verdict verdict)
    {
        foreach (var thread in facts.Acknowledged.SelectMany(message => message).GroupBy(answer => (answer.Channel, answer.Thread)))
        {
            if (thread.Select(answer => answer.Conversation).Distinct().Count() is > 1 and var count)
            {
                verdict.InboundDoubled.Violated($"thread {thread.Key.Thread} became {count} conversations");
            }
        }
    }

    private static void CheckJournal(LedgerFacts facts, Journal journal, Verdict verdict)
    {
        var threads = facts.Acknowledged.SelectMany(message => message).Where(answer => answer.Conversation is not null)
            .GroupBy(answer => answer.Conversation!).ToDictionary(group => group.Key, group => (group.First().Channel, Thread: group.First().Thread!));
        foreach (var conversation in journal.Conversations.Where(conversation => threads.ContainsKey(conversation.Id)))
        {
            var (channel, thread) = threads[conversation.Id];
            foreach (var message in conversation.Entries.Where(entry => entry.Kind == "messageReceived").GroupBy(entry => entry.ExternalId))
            {
                if (message.Count() > 1)
                {
                    var seqs = string.Join(", ", message.Select(entry => entry.Seq));
                    verdict.InboundDoubled.Violated($"message {message.Key} stands {message.Count()} times in {conversation.Id}: {seqs}");
                }

                if (message.Key is null || !facts.Offered.ContainsKey(new MessageKey(channel, thread, message.Key)))
                {
                    verdict.InboundDoubled.Violated($"message {message.Key} at {conversation.Id}/{message.First().Seq} was never offered in that thread");
                }
            }
        }
    }

    private static bool WasQuarantined(LedgerFacts facts, MessageKey key) =>
        facts.Answered.Any(answer => answer.Status == "quarantined" && answer.Id == key.Id && answer.Thread == key.Thread);
}
