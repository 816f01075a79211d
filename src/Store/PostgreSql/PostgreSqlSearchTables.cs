using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Conversations.Store.Rows;
using Conversations.Store.Search;
using Npgsql;
using NpgsqlTypes;

namespace Conversations.Store.PostgreSql;

/// <summary>
/// The index beside the journal's tables. A document is a tsvector of our own words, without positions: PostgreSQL's parser, which differs by locale,
/// never sees a text.
/// </summary>
internal sealed class PostgreSqlSearchTables(NpgsqlDataSource pool, StoreOptions options) : ISearchTables
{
    private const string TakeSql =
        """
        update search_lease set holder = $1, until = $3 where (holder = $1 or until < $2) and shape = $4
        returning 1
        """;

    private const string EmptySql = "truncate search_doc, search_cursor";
    private const string ReshapeSql = "update search_lease set shape = $1, holder = '', until = 0 where shape < $1";
    private const string FenceSql = "select 1 from search_lease where holder = $1 for update";

    private const string PutSql =
        """
        insert into search_doc (stream, seq, at, words) select s, q, a, w::tsvector from unnest($1, $2, $3, $4) d(s, q, a, w)
        on conflict (stream, seq) do update set at = excluded.at, words = excluded.words where search_doc.words is distinct from excluded.words
        """;

    private const string MoveSql =
        """
        insert into search_cursor (writer, batch_no) values ($1, $2)
        on conflict (writer) do update set batch_no = greatest(search_cursor.batch_no, excluded.batch_no)
        """;

    public ISql Reads { get; } = new PostgreSqlSql(pool, options);

    public async ValueTask<bool> TakeLeaseAsync(string holder, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        SqlValue[] values = [holder, Micros.Of(now), Micros.Of(until), SearchTables.Shape];
        if (await Reads.ChangesAsync(TakeSql, values, cancellationToken))
        {
            return true;
        }

        var isOld = await Reads.ReadAsync("select shape < $1 from search_lease", [SearchTables.Shape], static row => row.Bool(0), cancellationToken);
        return isOld[0] && await ReshapeAsync(cancellationToken) && await Reads.ChangesAsync(TakeSql, values, cancellationToken);
    }

    public async ValueTask<bool> WriteAsync(string holder, ImmutableArray<SearchDocument> documents, SearchMove? move, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await pool.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (await ScalarAsync(connection, FenceSql, [holder], cancellationToken) is null)
            {
                return false;
            }

            if (!documents.IsEmpty)
            {
                await PutAsync(connection, documents, cancellationToken);
            }

            if (move is { } to)
            {
                await ScalarAsync(connection, MoveSql, [(int)to.Writer, to.BatchNo], cancellationToken);
            }

            await transaction.CommitAsync(CancellationToken.None);
            return true;
        }
        catch (Exception exception) when (PostgreSqlErrors.IsOfTheMoment(exception))
        {
            throw PostgreSqlSql.Unavailable(exception);
        }
    }

    /// <summary>Old versions of rows lie in the tables until vacuum, those of the journal as well.</summary>
    public ValueTask WipeAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>One of several wins; the others find the shape as it should be.</summary>
    private async ValueTask<bool> ReshapeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await pool.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var reshape = new NpgsqlCommand(ReshapeSql, connection);
            PostgreSqlSql.Add(reshape.Parameters, [SearchTables.Shape]);
            if (await reshape.ExecuteNonQueryAsync(cancellationToken) == 1)
            {
                await ScalarAsync(connection, EmptySql, [], cancellationToken);
                await transaction.CommitAsync(CancellationToken.None);
            }

            return true;
        }
        catch (Exception exception) when (PostgreSqlErrors.IsOfTheMoment(exception))
        {
            throw PostgreSqlSql.Unavailable(exception);
        }
    }

    private static async ValueTask PutAsync(NpgsqlConnection connection, ImmutableArray<SearchDocument> documents, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(PutSql, connection)
        {
            Parameters =
            {
                Column(documents, NpgsqlDbType.Text, static d => d.Stream),
                Column(documents, NpgsqlDbType.Bigint, static d => d.Seq),
                Column(documents, NpgsqlDbType.Bigint, static d => d.At),
                Column(documents, NpgsqlDbType.Text, static d => Vector(d.Words)),
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter<T[]> Column<T>(ImmutableArray<SearchDocument> documents, NpgsqlDbType type, Func<SearchDocument, T> of) =>
        new() { TypedValue = [.. documents.Select(of)], NpgsqlDbType = NpgsqlDbType.Array | type };

    private static string Vector(string words) => words.Length == 0 ? "" : string.Join(' ', words.Split(' ').Select(SearchMatch.Lexeme));

    private static async ValueTask<object?> ScalarAsync(NpgsqlConnection connection, string sql, SqlValue[] values, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        PostgreSqlSql.Add(command.Parameters, values);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
