using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Conversations.Store.Rows;

namespace Conversations.Store;

/// <summary>Takes appends into the group commit of an engine.</summary>
internal interface IAppendWriter
{
    ValueTask<AppendOutcome> AppendAsync(Append append);
}

internal sealed class JournalPort(IAppendWriter writer, JournalReads reads, Erasure erasure, JournalFeed feed) : IJournal, IJournalFeed
{
    public ValueTask<AppendOutcome> AppendAsync(Append append) =>
        AppendFolding.Fold(AppendForm.Checked(append), out var refused) is { } folded ? writer.AppendAsync(folded) : new(refused!);

    public ValueTask<StreamHead?> ReadHeadAsync(string stream, CancellationToken cancellationToken) => reads.HeadAsync(stream, cancellationToken);

    public ValueTask<ImmutableArray<EntryRow>> ReadEntriesAsync(string stream, long afterSeq, int limit, CancellationToken cancellationToken) =>
        reads.EntriesAsync(stream, afterSeq, limit, cancellationToken);

    public ValueTask<KnownCommand?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken) => reads.CommandAsync(commandId, cancellationToken);

    public ValueTask EraseWordsAsync(string stream, CancellationToken cancellationToken) => erasure.RunAsync(stream, cancellationToken);

    public IDisposable Subscribe(Action<CommittedBatch> onCommitted) => feed.Subscribe(onCommitted);

    public ValueTask<ImmutableArray<WriterHead>> ReadWriterHeadsAsync(CancellationToken cancellationToken) => reads.WriterHeadsAsync(cancellationToken);

    public ValueTask<ImmutableArray<CommittedBatch>> ReadBatchesAsync(string writer, long afterBatchNo, int limit, CancellationToken cancellationToken) =>
        reads.BatchesAsync(writer, afterBatchNo, limit, cancellationToken);
}
