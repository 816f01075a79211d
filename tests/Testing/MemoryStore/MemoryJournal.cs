using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

/// <summary>The journal as one process sees it: its own writer, its own subscribers.</summary>
internal sealed class MemoryJournal(MemoryLine line, MemoryWriter writer, TimeProvider time) : IJournal, IJournalFeed
{
    private static readonly TimeSpan HeardWithin = TimeSpan.FromHours(25);

    public ValueTask<AppendOutcome> AppendAsync(Append append) => writer.AppendAsync(AppendRules.Checked(append));

    public ValueTask<StreamHead?> ReadHeadAsync(string stream, CancellationToken cancellationToken) => line.ReadAsync(
        database => database.Stream(stream) is { } rows ? new StreamHead(stream, rows.Version, rows.Head, rows.StateShape, rows.State) : null, cancellationToken);

    public ValueTask<ImmutableArray<EntryRow>> ReadEntriesAsync(string stream, long afterSeq, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, Limits.EntriesPageMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return line.ReadAsync(database => database.Stream(stream)?.Read(afterSeq, limit) ?? [], cancellationToken);
    }

    public ValueTask<KnownCommand?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Command(commandId), cancellationToken);

    public async ValueTask EraseWordsAsync(string stream, CancellationToken cancellationToken) => await line.WriteAsync(
        database =>
        {
            database.EraseWords(stream);
            return true;
        },
        cancellationToken);

    public IDisposable Subscribe(Action<CommittedBatch> onCommitted) => writer.Subscribe(onCommitted);

    public ValueTask<ImmutableArray<WriterHead>> ReadWriterHeadsAsync(CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.WriterHeads(time.GetUtcNow() - HeardWithin), cancellationToken);

    public ValueTask<ImmutableArray<CommittedBatch>> ReadBatchesAsync(string writer, long afterBatchNo, int limit, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Batches(writer, afterBatchNo, limit), cancellationToken);
}
