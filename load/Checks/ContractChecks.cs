using Conversations.Load.Ledgers;

namespace Conversations.Load.Checks;

/// <summary>What is not loss, doubling or order, but was published and not kept.</summary>
public static class ContractChecks
{
    public static void Check(LedgerFacts facts, Journal journal, Verdict verdict)
    {
        foreach (var record in facts.Records)
        {
            switch (record)
            {
                case Breach breach:
                    verdict.Contract.Violated($"{breach.Rule}: {breach.Example}");
                    break;
                case AttemptFailed { Outcome: "500" } failed:
                    verdict.Contract.Violated($"{failed.What} was answered 500");
                    break;
                case PostRefused refused:
                    verdict.Contract.Violated($"valid post {refused.Post} was refused: {refused.Outcome} {refused.Slug}");
                    break;
                case CommandAnswered { Status: >= 400 } answer when facts.Commands.TryGetValue(answer.Id, out var command) && !IsExpected(command.Sent.Verb, answer):
                    verdict.Contract.Violated($"{command.Sent.Verb} {answer.Id} was refused: {answer.Status} {answer.Slug}");
                    break;
            }
        }

        CheckReplyTo(facts, journal, verdict);
    }

    /// <summary>Refusals that belong to several people working at once.</summary>
    private static bool IsExpected(string verb, CommandAnswered answer) => (answer.Status, answer.Slug) switch
    {
        (409, "illegal-move" or "owned-by-other") => true,
        (409, "newer-message") => verb == "reply",
        (409, "already-owned") => verb == "claim",
        _ => false,
    };

    /// <summary>
    /// `replyTo` is the customer's last message that the author had seen. Where many newer ones stand between, a target may have forgotten which that was:
    /// naming none is then counted, naming another is wrong.
    /// </summary>
    private static void CheckReplyTo(LedgerFacts facts, Journal journal, Verdict verdict)
    {
        foreach (var attempts in facts.Received)
        {
            var received = attempts.First();
            if (!facts.Commands.TryGetValue(attempts.Key, out var reply) || reply.Sent.SeenSeq is not { } seen || journal.Find(reply.Sent.Conversation) is not { } conversation)
            {
                continue;
            }

            var messages = conversation.Entries.Where(entry => entry.Kind == "messageReceived" && entry.Seq < reply.Answer?.Seq).ToArray();
            var expected = messages.LastOrDefault(message => message.Seq <= seen)?.ExternalId;
            var mayBeForgotten = received.ReplyTo is null && messages.Any(message => message.Seq > seen);
            if (expected != received.ReplyTo && !mayBeForgotten)
            {
                verdict.Contract.Violated($"reply {received.ReplyId} is an answer to {received.ReplyTo ?? "nothing"}, its author had seen {expected ?? "nothing"}");
            }
        }
    }
}
