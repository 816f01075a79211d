using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Bench;

/// <summary>
/// Appends made before the clock runs: each caller has streams of its own and appends to them in turn. One entry of ~250 bytes, a state of ~500, a summary row;
/// every tenth is a reply with its command and outbox row.
/// </summary>
internal sealed class JournalWork
{
    private const int StreamsPerProducer = 4;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ChannelId Channel = new("channel-1");
    private static readonly string State = $$"""{"pad":"{{new string('s', 480)}}"}""";
    private static readonly string Words = $$"""{"text":"{{new string('w', 120)}}"}""";

    private readonly string _prefix;
    private readonly int _producers;
    private readonly long[] _versions;
    private int _commands;

    public JournalWork(string prefix, int producers)
    {
        (_prefix, _producers) = (prefix, producers);
        _versions = new long[producers * StreamsPerProducer];
    }

    /// <summary>For each producer the appends it makes, one after the other.</summary>
    public Append[][] Round(int appends)
    {
        var each = Math.Max(1, appends / _producers);
        return [.. Enumerable.Range(0, _producers).Select(p => Enumerable.Range(0, each).Select(i => Next((p * StreamsPerProducer) + (i % StreamsPerProducer))).ToArray())];
    }

    private Append Next(int stream)
    {
        var version = _versions[stream]++;
        var id = $"{_prefix}{stream:d20}";
        var at = Start.AddSeconds(version);
        var append = new Append
        {
            Stream = id,
            ExpectedVersion = version,
            Entries =
            [
                new NewEntry
                {
                    Seq = version + 1, At = at, Kind = EntryKinds.MessageReceived, Actor = new Actor("customer", "customer-1234", "Ana Example"),
                    Data = $$"""{"externalId":"m-{{version}}","visibility":"public","sentAt":"2026-01-01T00:00:00Z"}""", Words = Words, SourceKey = $"m-{version}",
                },
            ],
            State = State,
            StateShape = 1,
            Summary = new SummaryRow
            {
                Id = new ConversationId(id), Channel = Channel, ChannelKind = "webhook", Thread = "thread-1234", Visibility = "public",
                Customer = new CustomerView { Id = "customer-1234", Name = "Ana Example", Handle = "@ana" }, State = "new", Queue = new QueueId("queue-1"),
                Priority = "normal", Head = version + 1, LastText = Words, LastAt = at, LastBy = "customer", WaitingSince = Start, DueAt = Start.AddHours(1),
                CreatedAt = Start, Unattended = true,
            },
        };
        return version % 10 == 9 ? WithReply(append, version + 1, at) : append;
    }

    private Append WithReply(Append append, long seq, DateTimeOffset at)
    {
        var id = new Guid(_prefix[0], 0, 0, BitConverter.GetBytes((long)++_commands));
        return append with
        {
            Commands = [new CommandRow(id, "0123456789abcdef0123456789abcdef", $$"""{"seq":{{seq}}}""")],
            OutboxInserts = [new OutboxInsert { ReplyId = id, Seq = seq, Channel = Channel, State = "pending", NotBefore = at, CreatedAt = at, Payload = Words }],
        };
    }
}
