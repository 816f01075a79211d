using System.Collections.Immutable;
using Conversations.Store.Rows;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Conversations.Store.Sqlite;

/// <summary>One connection with its prepared statements, for one thread.</summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>Texts come from a fixed set of parts, so this is met only by a fault; then all are prepared anew.</summary>
    private const int StatementsMax = 500;

    private const int BusyTimeoutMilliseconds = 5_000;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteStatement> _statements = [];

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    public bool IsInTransaction => raw.sqlite3_get_autocommit(_connection.Handle!) == 0;

    public static SqliteSession OpenWriter(SqliteConnectionStringBuilder settings)
    {
        var session = Open(settings, SqliteOpenMode.ReadWriteCreate);
        if (session.Scalar("pragma journal_mode = wal") != "wal")
        {
            throw new InvalidOperationException("The file system of the SQLite database cannot do write-ahead logging.");
        }

        // FULL: the log is flushed at every commit. The cache holds the upper levels of the trees at 100,000 conversations.
        session.Execute("pragma synchronous = full");
        session.Execute("pragma cache_size = -65536");
        session.Execute("pragma wal_autocheckpoint = 4000");
        return session;
    }

    /// <summary>The file of searches, to be written: a copy, so a crash may take back its newest transactions; what it forgets is overwritten.</summary>
    public static SqliteSession OpenSearch(SqliteConnectionStringBuilder settings)
    {
        var session = Open(settings, SqliteOpenMode.ReadWriteCreate);
        session.Execute("pragma journal_mode = wal");
        session.Execute("pragma synchronous = normal");
        session.Execute("pragma secure_delete = on");
        session.Execute("pragma cache_size = -16384");
        return session;
    }

    /// <summary>Reads the database, and the file of searches beside it as if it were of it.</summary>
    public static SqliteSession OpenReader(SqliteConnectionStringBuilder settings)
    {
        var session = Open(settings, SqliteOpenMode.ReadOnly);
        session.Attach(SqliteSearchFile.PathBeside(settings.DataSource), "search");
        session.Execute("pragma query_only = on");
        session.Execute("pragma cache_size = -16384");
        session._connection.CreateFunction(
            "has_words", static (string? text, string? words) => text is not null && words is not null && text.Contains(words, StringComparison.OrdinalIgnoreCase), isDeterministic: true);
        return session;
    }

    public SqliteStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            if (_statements.Count >= StatementsMax)
            {
                Forget();
            }

            statement = new SqliteStatement(_connection.Handle!, sql);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public string? Scalar(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }

    public ImmutableArray<T> Query<T>(string sql, SqlValue[] values, Func<SqlRow, T> map)
    {
        var statement = Statement(sql);
        for (var i = 0; i < values.Length; i++)
        {
            statement.Bind(i + 1, values[i]);
        }

        var rows = ImmutableArray.CreateBuilder<T>();
        try
        {
            while (statement.Step())
            {
                rows.Add(map(statement));
            }
        }
        finally
        {
            statement.Reset();
        }

        return rows.DrainToImmutable();
    }

    /// <summary>How many rows the statement changed.</summary>
    public int Change(string sql, SqlValue[] values)
    {
        var statement = Statement(sql);
        for (var i = 0; i < values.Length; i++)
        {
            statement.Bind(i + 1, values[i]);
        }

        return statement.Run();
    }

    public void Dispose()
    {
        Forget();
        _connection.Dispose();
    }

    private static SqliteSession Open(SqliteConnectionStringBuilder settings, SqliteOpenMode mode)
    {
        var own = new SqliteConnectionStringBuilder(settings.ConnectionString) { Mode = mode, Pooling = false, Cache = SqliteCacheMode.Private };
        var connection = new SqliteConnection(own.ConnectionString);
        connection.Open();
        raw.sqlite3_busy_timeout(connection.Handle!, BusyTimeoutMilliseconds);
        return new SqliteSession(connection);
    }

    private void Attach(string path, string name)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"attach database $path as {name}";
        command.Parameters.AddWithValue("$path", path);
        command.ExecuteNonQuery();
    }

    private void Forget()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
    }
}
