using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Store.Rows;

namespace Conversations.Store.Search;

/// <summary>Answers searches: a few at once, a few more waiting, so that a wave of them takes nothing from those who answer customers.</summary>
internal sealed class SearchRows(ISearchTables tables, TimeProvider time) : ISearch, IDisposable
{
    private readonly SemaphoreSlim _running = new(Limits.SearchesAtOnceMax);
    private int _asked;

    public async ValueTask<SearchPage> FindAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, Limits.SearchPageMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Words.Length, Limits.SearchWordsCharsMax);
        var after = SearchCursor.Read(query);
        if (Interlocked.Increment(ref _asked) > Limits.SearchesAtOnceMax + Limits.SearchesWaitingMax)
        {
            Interlocked.Decrement(ref _asked);
            throw new StoreOverloadedException("Too many searches wait.");
        }

        try
        {
            await _running.WaitAsync(cancellationToken);
            try
            {
                return await RunAsync(query, SearchTerms.Of(query.Words), after, cancellationToken);
            }
            finally
            {
                _running.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _asked);
        }
    }

    public void Dispose() => _running.Dispose();

    private async ValueTask<SearchPage> RunAsync(SearchQuery query, SearchTerms terms, SearchCursor? after, CancellationToken cancellationToken)
    {
        // Before the search: what is committed meanwhile may be missing, and is not claimed.
        var now = time.GetUtcNow();
        var behind = await tables.Reads.ReadAsync(SearchSql.OldestBehind, [], static row => row.TimeOrNull(0), cancellationToken);
        var indexedTo = behind[0] is { } oldest && oldest < now ? oldest : now;
        if (terms.IsEmpty)
        {
            return new SearchPage([], null, indexedTo);
        }

        var (sql, values) = SearchSql.Page(query, terms, after, tables.Reads.Engine);
        var found = await tables.Reads.ReadAsync(sql, values, row => Read(row, terms), cancellationToken);
        var items = found.Length > query.Limit ? found[..query.Limit] : found;
        return new SearchPage([.. items.Select(item => item.Hit)], found.Length > query.Limit ? items[^1].Place.Write(query) : null, indexedTo);
    }

    private static (SearchHit Hit, SearchCursor Place) Read(SqlRow row, SearchTerms terms)
    {
        var summary = SummaryColumns.Read(new ShiftedRow(row, SearchSql.OwnColumns));
        var (seq, at) = (row.Int64(2), row.Int64(3));
        var (kind, parts) = seq == SearchDocument.OfConversation
            ? SearchExcerpt.Of(terms, summary)
            : SearchExcerpt.Of(terms, SearchEntry.Of(row.Text(4), row.Text(5), row.TextOrNull(6)));
        return (new SearchHit(summary, Math.Max(1, seq), Micros.ToTime(at), kind, parts), new SearchCursor(row.Int64(0), at, seq, row.Text(1)));
    }

    /// <summary>The columns of a row from a certain one on.</summary>
    private sealed class ShiftedRow(SqlRow row, int by) : SqlRow
    {
        public override bool IsNull(int column) => row.IsNull(column + by);
        public override string Text(int column) => row.Text(column + by);
        public override long Int64(int column) => row.Int64(column + by);
        public override bool Bool(int column) => row.Bool(column + by);
        public override Guid Uuid(int column) => row.Uuid(column + by);
        public override byte[] Bytes(int column) => row.Bytes(column + by);
    }
}
