using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Conversations.Store.Rows;
using Conversations.Store.Search;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Conversations.Store.Sqlite;

/// <summary>
/// The index in a file of its own beside the database: its transactions take no lock the journal needs, and a broken or lost file is made anew and filled
/// again, for it holds nothing but a copy. It is not flushed at every commit: the cursor lies in it, so what a crash takes back is indexed again.
/// </summary>
internal sealed class SqliteSearchFile(ISql reads, SqliteConnectionStringBuilder database) : ISearchTables, IDisposable
{
    private const string Schema =
        """
        create table search_doc (id integer primary key, stream text not null, seq integer not null, at integer not null, words text not null);
        create unique index search_doc_place on search_doc (stream, seq);
        create virtual table search_words using fts5 (words, content = 'search_doc', content_rowid = 'id', tokenize = 'ascii', detail = none, columnsize = 0, prefix = '2 3');
        insert into search_words (search_words, rank) values ('secure-delete', 1);
        create table search_cursor (writer integer not null primary key, batch_no integer not null);
        create table search_lease (holder text not null, until integer not null);
        insert into search_lease (holder, until) values ('', 0);
        """;

    private readonly SemaphoreSlim _turn = new(1);
    private SqliteSession? _session;

    public ISql Reads => reads;

    private string FilePath => PathBeside(database.DataSource);

    public static string PathBeside(string database) => database + "-search";

    /// <summary>Makes the file where it is missing, of another shape, or broken. The caller holds the start lock.</summary>
    public void Prepare()
    {
        try
        {
            Shape();
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB)
        {
            Close();
            foreach (var end in new[] { "", "-wal", "-shm" })
            {
                File.Delete(FilePath + end);
            }

            Shape();
        }
    }

    public ValueTask<bool> TakeLeaseAsync(string holder, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) => InTurnAsync(
        session => session.Change(
            "update search_lease set holder = $1, until = $3 where holder = $1 or until < $2", [holder, Micros.Of(now), Micros.Of(until)]) == 1,
        cancellationToken);

    public ValueTask<bool> WriteAsync(string holder, ImmutableArray<SearchDocument> documents, SearchMove? move, CancellationToken cancellationToken) =>
        InTurnAsync(session => Write(session, holder, documents, move), cancellationToken);

    public async ValueTask WipeAsync(CancellationToken cancellationToken)
    {
        if (!await InTurnAsync(static session => session.Scalar("pragma wal_checkpoint(truncate)") == "0", cancellationToken))
        {
            throw new StoreUnavailableException("What was erased is still in the log of the search file, which a reader needs.");
        }
    }

    public void Dispose()
    {
        Close();
        _turn.Dispose();
    }

    private static bool Write(SqliteSession session, string holder, ImmutableArray<SearchDocument> documents, SearchMove? move)
    {
        session.Statement("begin immediate").Run();
        try
        {
            if (session.Query("select 1 from search_lease where holder = $1", [holder], static row => row.Int64(0)).IsEmpty)
            {
                session.Statement("rollback").Run();
                return false;
            }

            foreach (var document in documents)
            {
                Put(session, document);
            }

            if (move is { } to)
            {
                session.Change(
                    "insert into search_cursor (writer, batch_no) values ($1, $2) on conflict (writer) do update set batch_no = max(batch_no, excluded.batch_no)",
                    [to.Writer, to.BatchNo]);
            }

            session.Statement("commit").Run();
            return true;
        }
        catch when (session.IsInTransaction)
        {
            session.Statement("rollback").Run();
            throw;
        }
    }

    /// <summary>The words' index keeps no texts of its own: to forget words it must be told them.</summary>
    private static void Put(SqliteSession session, SearchDocument document)
    {
        var before = session.Query(
            "select id, words from search_doc where stream = $1 and seq = $2", [document.Stream, document.Seq], static row => (Id: row.Int64(0), Words: row.Text(1)));
        if (before is [var known])
        {
            if (known.Words == document.Words)
            {
                return;
            }

            session.Change("insert into search_words (search_words, rowid, words) values ('delete', $1, $2)", [known.Id, known.Words]);
            session.Change("update search_doc set words = $2 where id = $1", [known.Id, document.Words]);
            session.Change("insert into search_words (rowid, words) values ($1, $2)", [known.Id, document.Words]);
            return;
        }

        var id = session.Query(
            "insert into search_doc (stream, seq, at, words) values ($1, $2, $3, $4) returning id",
            [document.Stream, document.Seq, document.At, document.Words], static row => row.Int64(0))[0];
        session.Change("insert into search_words (rowid, words) values ($1, $2)", [id, document.Words]);
    }

    private void Shape()
    {
        _session = SqliteSession.OpenSearch(new SqliteConnectionStringBuilder(database.ConnectionString) { DataSource = FilePath });
        if (_session.Scalar("pragma user_version") == $"{SearchTables.Shape}")
        {
            return;
        }

        _session.Execute("drop table if exists search_words; drop table if exists search_doc; drop table if exists search_cursor; drop table if exists search_lease");
        _session.Execute($"begin immediate; {Schema} pragma user_version = {SearchTables.Shape}; commit");
    }

    /// <summary>The engine's calls block: they wait on a thread of the pool, one at a time, and only the indexer asks.</summary>
    private async ValueTask<T> InTurnAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var session = _session ?? throw new StoreUnavailableException("The store is closed.");
            return await Task.Run(() => work(session), CancellationToken.None);
        }
        catch (SqliteException exception)
        {
            throw new StoreUnavailableException($"SQLite could not index ({exception.SqliteExtendedErrorCode}).", exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Close() => Interlocked.Exchange(ref _session, null)?.Dispose();
}
