using Conversations.Load.Ledgers;

namespace Conversations.Load.Checks;

/// <summary>A message is unique within its thread.</summary>
public readonly record struct MessageKey(string Channel, string Thread, string Id);

/// <summary>A command with its last words and its answer for good; no answer means the run ended first.</summary>
public sealed record GivenCommand(CommandSent Sent, CommandAnswered? Answer)
{
    public bool IsAccepted => Answer is { Status: >= 200 and < 300 };

    public bool IsRefused => Answer is { Status: >= 400 and < 500 };
}

/// <summary>The ledger, sorted for the checks.</summary>
public sealed class LedgerFacts
{
    private const double AwayMargin = 2_000;

    /// <summary>Half of the minute after which what a lost sender was sending is found.</summary>
    private const double SenderGivenUpAfter = 30_000;

    public LedgerFacts(IReadOnlyList<LedgerRecord> records)
    {
        Run = records.OfType<RunBegan>().FirstOrDefault();
        LoadEndedAt = records.OfType<LoadEnded>().FirstOrDefault()?.At ?? (records.Count > 0 ? records[^1].At : 0);
        Offered = records.OfType<MessageOffered>().GroupBy(KeyOf).ToDictionary(group => group.Key, group => group.First());
        Answered = [.. records.OfType<MessageAnswered>()];
        Acknowledged = Answered
            .Where(answer => answer.Thread is not null && answer.Status is "accepted" or "duplicate")
            .ToLookup(answer => new MessageKey(answer.Channel, answer.Thread!, answer.Id));
        var answers = records.OfType<CommandAnswered>().GroupBy(answer => answer.Id).ToDictionary(group => group.Key, group => group.Last());
        Commands = records.OfType<CommandSent>().GroupBy(sent => sent.Id)
            .ToDictionary(group => group.Key, group => new GivenCommand(group.Last(), answers.GetValueOrDefault(group.Key)));
        Received = records.OfType<ReplyReceived>().ToLookup(received => received.ReplyId);
        Touched = records.OfType<ReplyTouched>().ToLookup(touch => touch.ReplyId, touch => touch.CommandId);
        Records = records;
    }

    public IReadOnlyList<LedgerRecord> Records { get; }
    public RunBegan? Run { get; }
    public double LoadEndedAt { get; }
    public IReadOnlyDictionary<MessageKey, MessageOffered> Offered { get; }
    public IReadOnlyList<MessageAnswered> Answered { get; }

    /// <summary>2xx answers that promise a place in the journal, by message.</summary>
    public ILookup<MessageKey, MessageAnswered> Acknowledged { get; }
    public IReadOnlyDictionary<string, GivenCommand> Commands { get; }

    public IEnumerable<GivenCommand> Replies => Commands.Values.Where(command => command.Sent.Verb == "reply");

    /// <summary>Attempts at the fake network, by reply id, in the order of their ends.</summary>
    public ILookup<string, ReplyReceived> Received { get; }

    /// <summary>Ids of the commands about a reply (cancel, retry), by reply id.</summary>
    public ILookup<string, string> Touched { get; }

    /// <summary>Every conversation that the target named or that a command went to.</summary>
    public IReadOnlyCollection<string> Conversations =>
        [.. Answered.Select(answer => answer.Conversation).OfType<string>().Concat(Commands.Values.Select(command => command.Sent.Conversation)).Distinct()];

    /// <summary>Whether an accepted command with this verb was given about the reply.</summary>
    public bool WasTouched(string replyId, string verb) =>
        Touched[replyId].Any(id => Commands.TryGetValue(id, out var command) && command.Sent.Verb == verb && command.IsAccepted);

    /// <summary>Whether the customer's network had told, before that time, that the reply arrived: from then on it is settled, even if an unclear attempt at it still hangs.</summary>
    public bool WasReportedArrived(string replyId, double before) =>
        Records.Any(record => record is StatusAcknowledged status && status.ReplyId == replyId && status.SentAt < before);

    /// <summary>Whether the target was seen to be away between the two times (with a margin for what was under way).</summary>
    public bool WasAway(double from, double until) =>
        Run is { ExpectsOutages: true }
        && Records.Any(record => record is SocketLost or AttemptFailed { Outcome: "refused" or "reset" } && record.At >= from - AwayMargin && record.At <= until + AwayMargin);

    /// <summary>
    /// Whether the sender may have died with what it had just sent, though the target as a whole went on: the target answered 503 about then, and took
    /// its time before it sent again. One silo of several that is killed looks so from outside.
    /// </summary>
    public bool MayHaveLostSender(double sentAt, double againAt) =>
        Run is { ExpectsOutages: true }
        && againAt - sentAt >= SenderGivenUpAfter
        && Records.Any(record => record is AttemptFailed { Outcome: "503" } && Math.Abs(record.At - sentAt) <= AwayMargin);

    private static MessageKey KeyOf(MessageOffered offered) => new(offered.Channel, offered.Thread, offered.Id);
}
