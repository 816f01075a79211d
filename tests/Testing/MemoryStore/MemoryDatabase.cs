using System.Collections.Immutable;
using System.Globalization;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

/// <summary>
/// The truth of a memory store, shared by all processes that open it. Everything happens at once, one operation after the other; what goes wrong
/// between a process and this is <see cref="IStoreWeather"/>. Nothing here is enumerated in the order of hashes.
/// </summary>
public sealed class MemoryDatabase(PlantedBugs bugs = PlantedBugs.None)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, StreamRows> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, KnownCommand> _commands = [];
    private readonly List<WriterRows> _writers = [];

    public PlantedBugs Bugs => bugs;

    /// <summary>All streams, by name.</summary>
    public IEnumerable<string> Streams => _streams.Keys;

    public OutboxTable Outbox { get; } = new();

    public SmallTables Small { get; } = new();

    public DocumentTable Documents { get; } = new();

    public AttachmentTable Attachments { get; } = new();

    public NoticeTable Notices { get; } = new();

    public PromiseTable Promises { get; } = new();

    internal SemaphoreSlim Starting { get; } = new(1);

    internal SortedDictionary<string, SummaryRow> Summaries { get; } = new(StringComparer.Ordinal);

    public T Locked<T>(Func<T> work)
    {
        lock (_gate)
        {
            return work();
        }
    }

    public StreamRows? Stream(string stream) => _streams.GetValueOrDefault(stream);

    public SummaryRow? Summary(string stream) => Summaries.GetValueOrDefault(stream);

    public KnownCommand? Command(Guid id) => _commands.GetValueOrDefault(id);

    /// <summary>All deadlines set, by stream and kind.</summary>
    public IEnumerable<DeadlineRow> Deadlines() => _streams.Values.SelectMany(rows => rows.Deadlines.Values);

    public string AddWriter(DateTimeOffset now)
    {
        var writer = new WriterRows((_writers.Count + 1).ToString(CultureInfo.InvariantCulture), now);
        _writers.Add(writer);
        return writer.Name;
    }

    public ImmutableArray<WriterHead> WriterHeads(DateTimeOffset since) =>
        [.. _writers.Where(writer => writer.SeenAt >= since).Select(writer => new WriterHead(writer.Name, writer.Batches.Count))];

    /// <summary>Commits what is not refused as one batch, numbered when it has entries. Outcomes are in the order of the appends.</summary>
    public ImmutableArray<AppendOutcome> Commit(string writer, IReadOnlyList<Append> appends, DateTimeOffset now, out CommittedBatch? batch)
    {
        var rows = _writers.Find(row => row.Name == writer)!;
        rows.SeenAt = now;
        var outcomes = appends.Select(append => Apply(append, now)).ToImmutableArray();
        var told = appends.Where((append, at) => outcomes[at] is Appended && !append.Entries.IsEmpty).Select(AppendRules.Told).ToImmutableArray();
        batch = null;
        if (!told.IsEmpty)
        {
            rows.Batches.Add([.. told.Select(append => new BatchPart(append.Stream, append.Entries[0].Seq, append.Entries.Length))]);
            batch = new CommittedBatch { Writer = writer, BatchNo = rows.Batches.Count, Appends = told };
        }

        return outcomes;
    }

    public ImmutableArray<CommittedBatch> Batches(string writer, long afterBatchNo, int limit)
    {
        var batches = _writers.Find(row => row.Name == writer)?.Batches ?? [];
        return
        [
            .. batches.Select((parts, at) => (Parts: parts, No: at + 1L)).Where(batch => batch.No > afterBatchNo).Take(limit).Select(batch => new CommittedBatch
            {
                Writer = writer,
                BatchNo = batch.No,
                Appends = [.. batch.Parts.Select(Read)],
            }),
        ];
    }

    /// <summary>Somebody else changes the stream, though nothing that can be seen: its version moves.</summary>
    public void Overtake(string stream)
    {
        if (_streams.TryGetValue(stream, out var rows))
        {
            rows.Version++;
        }
    }

    public void EraseWords(string stream)
    {
        if (!_streams.TryGetValue(stream, out var rows))
        {
            return;
        }

        Documents.EraseDrafts(stream);
        Attachments.Erase(stream);
        Promises.Erase(stream);
        if (rows.Erase())
        {
            Outbox.Erase(stream);
            if (Summaries.TryGetValue(stream, out var summary))
            {
                Summaries[stream] = summary with { LastText = "", Customer = new CustomerView { Id = "erased" } };
            }
        }
    }

    /// <summary>How the append would end, were it committed now.</summary>
    public AppendOutcome Judge(Append append)
    {
        var known = bugs.HasFlag(PlantedBugs.NoDedup) ? null : Known(append);
        if (known is not null)
        {
            return known;
        }

        if (Outbox.Refuses(append) is { } replyId)
        {
            return new OutboxMoved(replyId);
        }

        var (version, head) = _streams.TryGetValue(append.Stream, out var rows) ? (rows.Version, rows.Head) : (0, 0);
        if (bugs.HasFlag(PlantedBugs.NoFence))
        {
            return Appended.Instance;
        }

        return version != append.ExpectedVersion ? Conflict.Instance
            : append.Entries is [var first, ..] && first.Seq != head + 1 ? new Poison("The entries leave a gap.")
            : append.Entries.Any(static entry => entry.Data is null) ? new Poison("A column is missing.")
            : AppendRules.RepeatsItself(append) || (!bugs.HasFlag(PlantedBugs.NoDedup) && Outbox.Knows(append)) ? new Poison("A key is not unique.")
            : Appended.Instance;
    }

    public byte[] Dump()
    {
        var all = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var (name, rows) in _streams)
        {
            all.WriteLine($"{name} {rows.State} {string.Join('\n', rows.Entries)} {Summaries.GetValueOrDefault(name)}");
        }

        all.WriteLine(string.Join('\n', Outbox.All));
        return System.Text.Encoding.UTF8.GetBytes(all.ToString());
    }

    private AppendOutcome Apply(Append append, DateTimeOffset now)
    {
        var outcome = Judge(append);
        if (outcome is not Appended)
        {
            return outcome;
        }

        if (!_streams.TryGetValue(append.Stream, out var rows))
        {
            _streams.Add(append.Stream, rows = new StreamRows());
        }

        rows.Take(append);
        if (append.Summary is { } summary)
        {
            Summaries[summary.Id.Value] = summary;
        }

        foreach (var command in append.Commands)
        {
            _commands[command.Id] = new KnownCommand(command.Id, append.Stream, command.Fingerprint, command.Answer);
        }

        Outbox.Take(append, now);
        Promises.Take(append);
        return outcome;
    }

    private KnownBefore? Known(Append append)
    {
        var rows = _streams.GetValueOrDefault(append.Stream);
        var keys = append.Entries.Where(entry => entry.SourceKey is { } key && rows?.SeqOf(key) is not null)
            .Select(entry => new KnownKey(entry.SourceKey!, rows!.SeqOf(entry.SourceKey!)!.Value)).ToImmutableArray();
        var commands = append.Commands.Select(command => Command(command.Id)).OfType<KnownCommand>().ToImmutableArray();
        return keys.IsEmpty && commands.IsEmpty ? null : new KnownBefore(keys, commands);
    }

    private CommittedAppend Read(BatchPart part) => new()
    {
        Stream = part.Stream,
        Entries = _streams[part.Stream].Read(part.FirstSeq - 1, part.Count),
        Summary = Summary(part.Stream),
    };

    private sealed record BatchPart(string Stream, long FirstSeq, int Count);

    private sealed class WriterRows(string name, DateTimeOffset seenAt)
    {
        public string Name => name;

        public DateTimeOffset SeenAt { get; set; } = seenAt;

        public List<ImmutableArray<BatchPart>> Batches { get; } = [];
    }
}
