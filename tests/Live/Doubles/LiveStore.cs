using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Live.Tests.Doubles;

/// <summary>
/// A store for what the live side reads. Lists are answered by brute force, straight from the words of the contract: it is the oracle. Reads can be held up
/// and made to fail.
/// </summary>
public sealed class LiveStore : ISummaries, IJournal, IJournalFeed
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ConversationId, SummaryRow> _rows = [];
    private readonly Dictionary<string, List<EntryRow>> _entries = [];
    private readonly Dictionary<string, List<CommittedBatch>> _batches = [];
    private readonly List<Action<CommittedBatch>> _subscribers = [];

    /// <summary>While set, every read fails with it.</summary>
    public Exception? Trouble { get; set; }

    /// <summary>While set, every read waits for it.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;
    public int RowReads { get; private set; }
    public int Queries { get; private set; }
    public int EntryReads { get; private set; }
    public List<string> BatchReads { get; } = [];
    public SemaphoreSlim HeadsRead { get; } = new(0);
    public SemaphoreSlim BatchesRead { get; } = new(0);

    /// <summary>Commits and returns the batch; telling it is up to the test, but for those who subscribed.</summary>
    public CommittedBatch Commit(string writer, params ImmutableArray<CommittedAppend> appends)
    {
        lock (_gate)
        {
            var batches = _batches.TryGetValue(writer, out var known) ? known : _batches[writer] = [];
            var batch = new CommittedBatch { Writer = writer, BatchNo = (batches.LastOrDefault()?.BatchNo ?? 0) + 1, Appends = appends };
            batches.Add(batch);
            foreach (var append in appends)
            {
                Keep(append);
            }

            _subscribers.ForEach(tell => tell(batch));
            return batch;
        }
    }

    public CommittedBatch Commit(SummaryRow row) => Commit("w1", Rows.Append(row));

    /// <summary>Stores a row as if committed long ago.</summary>
    public void Put(SummaryRow row)
    {
        lock (_gate)
        {
            _rows[row.Id] = row;
        }
    }

    public IReadOnlyList<SummaryRow> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _rows.Values];
            }
        }
    }

    public async ValueTask<SummaryRow?> ReadAsync(ConversationId id, CancellationToken cancellationToken)
    {
        await ReadyAsync();
        lock (_gate)
        {
            return _rows.GetValueOrDefault(id);
        }
    }

    public async ValueTask<ImmutableArray<SummaryRow>> ReadManyAsync(ImmutableArray<ConversationId> ids, CancellationToken cancellationToken)
    {
        RowReads++;
        await ReadyAsync();
        lock (_gate)
        {
            return [.. ids.Where(_rows.ContainsKey).Select(id => _rows[id])];
        }
    }

    public async ValueTask<SummaryPage> QueryAsync(SummaryQuery query, CancellationToken cancellationToken)
    {
        Queries++;
        await ReadyAsync();
        lock (_gate)
        {
            return Oracle.Page(_rows.Values, query);
        }
    }

    public async ValueTask<ImmutableArray<CarriedConversation>> ReadCarriedAsync(EmployeeId owner, CancellationToken cancellationToken)
    {
        await ReadyAsync();
        lock (_gate)
        {
            return [.. _rows.Values.Where(row => row.Owner == owner && ConversationStates.IsOpen(row.State) && row.State != ConversationStates.Snoozed)
                .Select(static row => new CarriedConversation(row.Id, row.ChannelKind, row.State, row.LastAt))];
        }
    }

    public async ValueTask<ListCounts> CountAsync(EmployeeId reader, CancellationToken cancellationToken)
    {
        await ReadyAsync();
        lock (_gate)
        {
            return Oracle.Count(_rows.Values, reader);
        }
    }

    public async ValueTask<ImmutableArray<SummaryRow>> ReadOpenAsync(ConversationId? after, int limit, CancellationToken cancellationToken)
    {
        await ReadyAsync();
        lock (_gate)
        {
            return [.. _rows.Values.Where(static row => row.State != ConversationStates.Closed)
                .Where(row => after is null || string.CompareOrdinal(row.Id.Value, after.Value.Value) > 0)
                .OrderBy(static row => row.Id.Value, StringComparer.Ordinal).Take(limit)];
        }
    }

    public async ValueTask<StreamHead?> ReadHeadAsync(string stream, CancellationToken cancellationToken)
    {
        await ReadyAsync();
        lock (_gate)
        {
            return _entries.TryGetValue(stream, out var entries) ? new StreamHead(stream, 1, entries[^1].Seq, 1, "{}") : null;
        }
    }

    public async ValueTask<ImmutableArray<EntryRow>> ReadEntriesAsync(string stream, long afterSeq, int limit, CancellationToken cancellationToken)
    {
        EntryReads++;
        await ReadyAsync();
        lock (_gate)
        {
            return _entries.TryGetValue(stream, out var entries) ? [.. entries.Where(entry => entry.Seq > afterSeq).Take(limit)] : [];
        }
    }

    public IDisposable Subscribe(Action<CommittedBatch> onCommitted)
    {
        lock (_gate)
        {
            _subscribers.Add(onCommitted);
        }

        return new Subscription(this, onCommitted);
    }

    public async ValueTask<ImmutableArray<WriterHead>> ReadWriterHeadsAsync(CancellationToken cancellationToken)
    {
        await ReadyAsync();
        lock (_gate)
        {
            HeadsRead.Release();
            return [.. _batches.Select(static pair => new WriterHead(pair.Key, pair.Value[^1].BatchNo))];
        }
    }

    public async ValueTask<ImmutableArray<CommittedBatch>> ReadBatchesAsync(string writer, long afterBatchNo, int limit, CancellationToken cancellationToken)
    {
        await ReadyAsync();
        lock (_gate)
        {
            BatchReads.Add($"{writer}>{afterBatchNo}");
            BatchesRead.Release();
            return [.. _batches[writer].Where(batch => batch.BatchNo > afterBatchNo).Take(limit).Select(Newest)];
        }
    }

    public ValueTask<AppendOutcome> AppendAsync(Append append) => throw new NotSupportedException();

    public ValueTask<KnownCommand?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask EraseWordsAsync(string stream, CancellationToken cancellationToken) => throw new NotSupportedException();

    private CommittedBatch Newest(CommittedBatch batch) => batch with
    {
        Appends = [.. batch.Appends.Select(append => append.Summary is { } row ? append with { Summary = _rows[row.Id] } : append)],
    };

    private void Keep(CommittedAppend append)
    {
        if (append.Summary is { } row)
        {
            _rows[row.Id] = row;
        }

        var entries = _entries.TryGetValue(append.Stream, out var known) ? known : _entries[append.Stream] = [];
        entries.AddRange(append.Entries.Where(entry => entry.Seq > (entries.Count == 0 ? 0 : entries[^1].Seq)));
    }

    private async ValueTask ReadyAsync()
    {
        await Hold;
        if (Trouble is { } trouble)
        {
            throw trouble;
        }
    }

    private sealed class Subscription(LiveStore store, Action<CommittedBatch> onCommitted) : IDisposable
    {
        public void Dispose()
        {
            lock (store._gate)
            {
                store._subscribers.Remove(onCommitted);
            }
        }
    }
}
