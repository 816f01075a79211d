using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Ports;

/// <summary>
/// The truth: entries of streams, numbered 1..n without a gap. Appends of many streams are committed together (group commit); the fence
/// (version, primary key of entries, unique source keys and command ids) is in the database, so a stale activation loses.
/// </summary>
public interface IJournal
{
    /// <summary>
    /// Appends; completes only when it is known to be committed or refused. It takes no cancellation: a begun append is never abandoned.
    /// An append whose commit broke is run again as it was, and the fence answers.
    /// </summary>
    /// <exception cref="StoreOverloadedException">More than <see cref="Limits.JournalQueueMax"/> appends wait. Nothing was stored.</exception>
    /// <exception cref="StoreUnavailableException">The store could not be reached for long; the outcome may be unknown.</exception>
    ValueTask<AppendOutcome> AppendAsync(Append append);

    /// <summary>The head of a stream with its decision state, or null for a stream that does not exist.</summary>
    ValueTask<StreamHead?> ReadHeadAsync(string stream, CancellationToken cancellationToken);

    /// <summary>Entries with seq &gt; <paramref name="afterSeq"/>, ascending, at most <paramref name="limit"/> (≤ <see cref="Limits.EntriesPageMax"/>).</summary>
    ValueTask<ImmutableArray<EntryRow>> ReadEntriesAsync(string stream, long afterSeq, int limit, CancellationToken cancellationToken);

    /// <summary>The command of that id, if it was ever answered.</summary>
    ValueTask<KnownCommand?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken);

    /// <summary>Destroys words, customers' names and outbox payloads of a stream, the personal columns of its summary, and the top-level member "words" of its head's
    /// state; numbers, kinds and times stay. A second call changes nothing. The version grows by 1, so that an activation that remembers reads anew.</summary>
    ValueTask EraseWordsAsync(string stream, CancellationToken cancellationToken);
}

/// <summary>What this process's writers commit, and how another process reads what it missed.</summary>
public interface IJournalFeed
{
    /// <summary>Calls back for each batch after its commit, in order of batch number per writer, never concurrently for one writer. The callback must not block.</summary>
    IDisposable Subscribe(Action<CommittedBatch> onCommitted);

    /// <summary>Writers that committed within the last day, or are still alive, each with its newest batch number.</summary>
    ValueTask<ImmutableArray<WriterHead>> ReadWriterHeadsAsync(CancellationToken cancellationToken);

    /// <summary>Batches of a writer after a number, ascending, at most <paramref name="limit"/>; summaries are the newest, not those of the time.</summary>
    ValueTask<ImmutableArray<CommittedBatch>> ReadBatchesAsync(string writer, long afterBatchNo, int limit, CancellationToken cancellationToken);
}

public sealed record StreamHead(string Stream, long Version, long Head, int StateShape, string State);

/// <summary>An entry as it is stored.</summary>
[GenerateSerializer, Immutable, Alias("conv.EntryRow")]
public sealed record EntryRow
{
    [Id(0)] public required long Seq { get; init; }
    [Id(1)] public required DateTimeOffset At { get; init; }
    [Id(2)] public required string Kind { get; init; }
    [Id(3)] public required Actor Actor { get; init; }
    [Id(4)] public required string Data { get; init; }

    /// <summary>Null when there never were words, or when they were erased.</summary>
    [Id(5)] public string? Words { get; init; }
}

/// <summary>One committed transaction of one writer. Numbers of a writer grow by 1; batches without entries take no number and are not told.</summary>
[GenerateSerializer, Immutable, Alias("conv.CommittedBatch")]
public sealed record CommittedBatch
{
    [Id(0)] public required string Writer { get; init; }
    [Id(1)] public required long BatchNo { get; init; }
    [Id(2)] public required ImmutableArray<CommittedAppend> Appends { get; init; }
}

[GenerateSerializer, Immutable, Alias("conv.CommittedAppend")]
public sealed record CommittedAppend
{
    [Id(0)] public required string Stream { get; init; }
    [Id(1)] public required ImmutableArray<EntryRow> Entries { get; init; }
    [Id(2)] public SummaryRow? Summary { get; init; }

    /// <summary>Channels for which this append made something to send. Empty when read back from the store.</summary>
    [Id(3)] public ImmutableArray<ChannelId> Outbox { get; init; } = [];

    /// <summary>Deadlines set or cleared by this append. Empty when read back from the store.</summary>
    [Id(4)] public ImmutableArray<DeadlineChange> Deadlines { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("conv.WriterHead")]
public sealed record WriterHead([property: Id(0)] string Writer, [property: Id(1)] long BatchNo);

/// <summary>The store has too much to do; nothing was stored. Told outside as 503 with Retry-After.</summary>
[GenerateSerializer, Alias("conv.StoreOverloaded")]
public sealed class StoreOverloadedException(string message) : Exception(message);

/// <summary>The store cannot be reached, or not in time; an append's outcome may be unknown. Told outside as 503 with Retry-After.</summary>
[GenerateSerializer, Alias("conv.StoreUnavailable")]
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
