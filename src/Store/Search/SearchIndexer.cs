using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Store.Rows;

namespace Conversations.Store.Search;

/// <summary>
/// Follows the journal by a cursor for each writer. A writer commits its batches one after the other, and its row tells the newest one in the same
/// transaction as the entries: so what lies up to a head that was read is there, and a batch that commits late, of a writer that was given up for
/// dead, is behind that writer's own cursor and is found whenever it comes. No cursor is ever thrown away while its writer's row stands.
/// </summary>
internal sealed class SearchIndexer(ISearchTables tables, ISql journal, TimeProvider time) : ISearchIndex
{
    /// <summary>A dead holder delays the index by so much; one that was only slow finds its transaction refused.</summary>
    private static readonly TimeSpan LeaseFor = TimeSpan.FromSeconds(5);

    internal const string BehindSql =
        """
        select w.id, w.batch_no, coalesce(c.batch_no, 0) from writer w left join search_cursor c on c.writer = w.id
        where w.batch_no > coalesce(c.batch_no, 0) order by w.id limit 1000
        """;

    internal const string BatchesSql =
        $"""
        select seq, at, kind, data, words, stream, batch_no from entry
        where writer = $1 and batch_no >= $2 and batch_no <= $3 and (batch_no, stream, seq) > ($2, $4, $5) and kind in ({SearchEntry.Kinds})
        order by batch_no, stream, seq limit $6
        """;

    internal const string StreamSql =
        $"""
        select seq, at, kind, data, words, stream, 0 from entry where stream = $1 and seq > $2 and kind in ({SearchEntry.Kinds}) order by seq limit $3
        """;

    private const string ErasedSql = "select id, stream from search_erased order by id limit 100";
    private const string DoneSql = "delete from search_erased where id = $1 returning id";

    public async ValueTask<int?> CatchUpAsync(string holder, CancellationToken cancellationToken)
    {
        if (!await RenewAsync(holder, cancellationToken))
        {
            return null;
        }

        var behind = await tables.Reads.ReadAsync(BehindSql, [], static row => (Writer: row.Int64(0), Head: row.Int64(1), Done: row.Int64(2)), cancellationToken);
        var written = 0;
        foreach (var writer in behind)
        {
            if (await FollowAsync(holder, writer.Writer, writer.Done, writer.Head, cancellationToken) is not { } documents)
            {
                return null;
            }

            written += documents;
        }

        return await ForgetErasedAsync(holder, cancellationToken) is { } erased ? written + erased : null;
    }

    private ValueTask<bool> RenewAsync(string holder, CancellationToken cancellationToken) =>
        tables.TakeLeaseAsync(holder, time.GetUtcNow(), time.GetUtcNow() + LeaseFor, cancellationToken);

    private async ValueTask<int?> FollowAsync(string holder, long writer, long done, long head, CancellationToken cancellationToken)
    {
        var written = 0;
        var (batchNo, stream, seq) = (done + 1, "", 0L);
        while (true)
        {
            var rows = await tables.Reads.ReadAsync(BatchesSql, [(int)writer, batchNo, head, stream, seq, (long)Limits.SearchBatchMax], Read, cancellationToken);
            var isAll = rows.Length < Limits.SearchBatchMax;
            var documents = await DocumentsAsync(rows, cancellationToken);
            var move = new SearchMove(writer, isAll ? head : rows[^1].BatchNo - 1);
            if (!await RenewAsync(holder, cancellationToken) || !await tables.WriteAsync(holder, documents, move, cancellationToken))
            {
                return null;
            }

            written += documents.Length;
            if (isAll)
            {
                return written;
            }

            (batchNo, stream, seq) = (rows[^1].BatchNo, rows[^1].Stream, rows[^1].Entry.Seq);
        }
    }

    /// <summary>
    /// Erasure names the stream in its own transaction; here all of the stream is read and put again. It is done after the batches: what of them was read
    /// before the erasure is overwritten by what is read after.
    /// </summary>
    private async ValueTask<int?> ForgetErasedAsync(string holder, CancellationToken cancellationToken)
    {
        var erased = await tables.Reads.ReadAsync(ErasedSql, [], static row => (Id: row.Int64(0), Stream: row.Text(1)), cancellationToken);
        var written = 0;
        foreach (var stream in erased.Select(row => row.Stream).Distinct())
        {
            for (var (seq, isAll) = (0L, false); !isAll;)
            {
                var rows = await tables.Reads.ReadAsync(StreamSql, [stream, seq, (long)Limits.SearchBatchMax], Read, cancellationToken);
                var documents = await DocumentsAsync(rows, cancellationToken);
                if (!await RenewAsync(holder, cancellationToken) || !await tables.WriteAsync(holder, documents, null, cancellationToken))
                {
                    return null;
                }

                isAll = rows.Length < Limits.SearchBatchMax;
                seq = isAll ? seq : rows[^1].Entry.Seq;
                written += documents.Length;
            }
        }

        if (!erased.IsEmpty)
        {
            await tables.WipeAsync(cancellationToken);
        }

        foreach (var (id, _) in erased)
        {
            await journal.ChangesAsync(DoneSql, [id], cancellationToken);
        }

        return written;
    }

    /// <summary>One for each entry, and one for each conversation a customer wrote in: she may have another name now.</summary>
    private async ValueTask<ImmutableArray<SearchDocument>> DocumentsAsync(ImmutableArray<Row> rows, CancellationToken cancellationToken)
    {
        var documents = ImmutableArray.CreateBuilder<SearchDocument>(rows.Length);
        foreach (var chunk in rows.Where(row => row.Entry.Kind == EntryKinds.MessageReceived).Select(row => row.Stream).Distinct().Chunk(Limits.ConversationsPageMax))
        {
            var summaries = await tables.Reads.ReadAsync(SummarySql.Many(tables.Reads.Engine), [chunk], SummaryColumns.Read, cancellationToken);
            documents.AddRange(summaries.Select(SearchDocument.Of));
        }

        documents.AddRange(rows.Select(row => SearchDocument.Of(row.Stream, row.Entry)));
        return [.. documents.OrderBy(document => document.At).ThenBy(document => document.Stream, StringComparer.Ordinal).ThenBy(document => document.Seq)];
    }

    private static Row Read(SqlRow row) => new(
        row.Text(5),
        row.Int64(6),
        new EntryRow { Seq = row.Int64(0), At = row.Time(1), Kind = row.Text(2), Actor = Actor.System, Data = row.Text(3), Words = row.TextOrNull(4) });

    private sealed record Row(string Stream, long BatchNo, EntryRow Entry);
}
