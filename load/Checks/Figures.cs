using Conversations.Load.Ledgers;

namespace Conversations.Load.Checks;

/// <summary>Milliseconds at two places of a distribution, and how many were measured.</summary>
public sealed record Spread(int Count, double P50, double P99, double Max)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? new Spread(0, 0, 0, 0) : new Spread(sorted.Length, At(sorted, 0.50), At(sorted, 0.99), Math.Round(sorted[^1], 1));
    }

    private static double At(double[] sorted, double share) => Math.Round(sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))], 1);
}

/// <summary>What a run measured. Webhook latency counts from the moment a post was due, not from when it could be sent.</summary>
public sealed record Figures
{
    public int MessagesOffered { get; init; }
    public int MessagesAcknowledged { get; init; }
    public int MessagesQuarantined { get; init; }
    public int DuplicatesSent { get; init; }

    /// <summary>Repeated items per item sent.</summary>
    public double DuplicateRate { get; init; }
    public double MessagesPerSecond { get; init; }
    public int Conversations { get; init; }
    public int Entries { get; init; }
    public int EntriesSeen { get; init; }
    public int RepliesAccepted { get; init; }
    public int RepliesReached { get; init; }
    public int RepliesFailed { get; init; }
    public int RepliesCancelled { get; init; }
    public int RepliesUnknown { get; init; }

    /// <summary>Accepted replies that ended as unknown.</summary>
    public double UnknownRate { get; init; }

    /// <summary>Replies that named no message they answer.</summary>
    public int RepliesWithoutReplyTo { get; init; }
    public int DeliveryAttempts { get; init; }
    public int Commands { get; init; }
    public IReadOnlyDictionary<string, int> RefusedCommands { get; init; } = new Dictionary<string, int>();
    public IReadOnlyDictionary<string, int> UnansweredAttempts { get; init; } = new Dictionary<string, int>();
    public int SocketsLost { get; init; }
    public int ListVersionsSkipped { get; init; }
    public int EntriesRepeated { get; init; }

    /// <summary>Due → 200, single posts and arrays.</summary>
    public required Spread WebhookAck { get; init; }

    /// <summary>Due → shown on the first dashboard that had the conversation open.</summary>
    public required Spread ArrivalToDashboard { get; init; }

    /// <summary>Reply command sent → taken by the network, for replies without hold, with none before them, that the network took at once.</summary>
    public required Spread ReplyToDelivered { get; init; }

    /// <summary>Agent command sent → answered.</summary>
    public required Spread CommandAnswer { get; init; }

    public static Figures Of(LedgerFacts facts, Journal journal)
    {
        var sent = facts.Records.OfType<PostSent>().ToArray();
        var began = sent.Length > 0 ? sent[0].At : 0;
        var seconds = Math.Max(1, (facts.LoadEndedAt - began) / 1000);
        var entries = journal.Conversations.SelectMany(conversation => conversation.Entries).ToArray();
        var accepted = facts.Replies.Count(reply => reply.IsAccepted);
        var unknown = entries.Count(entry => entry.Kind == "replyUnknown");
        var repeats = sent.Where(post => post.IsRepeat).Sum(post => post.Items);
        return new Figures
        {
            MessagesOffered = facts.Offered.Count,
            MessagesAcknowledged = facts.Acknowledged.Count,
            MessagesQuarantined = facts.Answered.Count(answer => answer.Status == "quarantined"),
            DuplicatesSent = repeats,
            DuplicateRate = Share(repeats, sent.Sum(post => post.Items)),
            MessagesPerSecond = Math.Round(facts.Acknowledged.Count / seconds, 1),
            Conversations = journal.Conversations.Count,
            Entries = entries.Length,
            EntriesSeen = facts.Records.OfType<EntrySeen>().Count(),
            RepliesAccepted = accepted,
            RepliesReached = facts.Received.Count(attempts => attempts.Any(attempt => attempt.Reached)),
            RepliesFailed = entries.Count(entry => entry.Kind == "replyFailed"),
            RepliesCancelled = entries.Count(entry => entry.Kind == "replyCancelled"),
            RepliesUnknown = unknown,
            UnknownRate = Share(unknown, accepted),
            RepliesWithoutReplyTo = facts.Received.Count(attempts => attempts.First().ReplyTo is null),
            DeliveryAttempts = facts.Received.Sum(attempts => attempts.Count()),
            Commands = facts.Commands.Count,
            RefusedCommands = Count(facts.Commands.Values.Where(command => command.IsRefused), command => $"{command.Sent.Verb}: {command.Answer!.Status} {command.Answer.Slug}"),
            UnansweredAttempts = Count(facts.Records.OfType<AttemptFailed>(), failed => $"{failed.What}: {failed.Outcome}"),
            SocketsLost = facts.Records.OfType<SocketLost>().Count(),
            ListVersionsSkipped = facts.Records.OfType<ListBroken>().Count(),
            EntriesRepeated = facts.Records.OfType<EntriesBroken>().Count(broken => broken.Got < broken.Expected),
            WebhookAck = Spread.Of(facts.Answered.Where(answer => answer.Index == 0).Select(answer => answer.At - answer.DueAt)),
            ArrivalToDashboard = Spread.Of(ArrivalLatencies(facts)),
            ReplyToDelivered = Spread.Of(ReplyLatencies(facts)),
            CommandAnswer = Spread.Of(facts.Commands.Values.Where(command => command.Answer is not null).Select(command => command.Answer!.At - command.Sent.At)),
        };
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : Math.Round((double)part / whole, 4);

    private static SortedDictionary<string, int> Count<T>(IEnumerable<T> items, Func<T, string> word) =>
        new(items.GroupBy(word).ToDictionary(group => group.Key, group => group.Count()), StringComparer.Ordinal);

    private static IEnumerable<double> ArrivalLatencies(LedgerFacts facts)
    {
        var offered = facts.Offered.GroupBy(message => message.Key.Id).ToDictionary(group => group.Key, group => group.First().Value);
        var watching = new Dictionary<(string, string), double>();
        var shown = new HashSet<string>();
        foreach (var record in facts.Records)
        {
            if (record is WatchBegan began)
            {
                watching[(began.Dashboard, began.Conversation)] = began.At;
            }
            else if (record is EntrySeen { EntryKind: "messageReceived", ExternalId: { } id } seen
                && offered.TryGetValue(id, out var message)
                && watching.TryGetValue((seen.Dashboard, seen.Conversation), out var since) && since < message.DueAt && shown.Add(id))
            {
                yield return seen.At - message.DueAt;
            }
        }
    }

    /// <summary>Only replies that had nothing before them in their conversation: waiting behind a held one is order, not slowness.</summary>
    private static IEnumerable<double> ReplyLatencies(LedgerFacts facts)
    {
        foreach (var conversation in facts.Replies.Where(reply => reply.IsAccepted).GroupBy(reply => reply.Sent.Conversation))
        {
            var busyUntil = double.MinValue;
            foreach (var reply in conversation.OrderBy(reply => reply.Answer!.Seq))
            {
                var attempts = facts.Received[reply.Sent.Id].ToArray();
                if (reply.Sent.HoldSeconds == 0 && reply.Sent.At > busyUntil && attempts is [{ Answer: "Taken" }])
                {
                    yield return attempts[0].At - reply.Sent.At;
                }

                var end = attempts.Length > 0 ? attempts.Max(attempt => attempt.At) : reply.Sent.At + (reply.Sent.HoldSeconds * 1000);
                busyUntil = Math.Max(busyUntil, end);
            }
        }
    }
}
