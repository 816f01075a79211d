using Conversations.Contracts.Ports;
using Npgsql;

namespace Conversations.Store.PostgreSql;

/// <summary>A start of one process: holds the lock of all starts on this database until it is disposed, or its connection ends.</summary>
internal sealed class PostgreSqlStart : IAsyncDisposable
{
    /// <summary>"conv" as a number: the advisory lock of all starts.</summary>
    private const long LockKey = 0x636F6E76;

    private static readonly TimeSpan ConnectPause = TimeSpan.FromMilliseconds(100);
    private readonly NpgsqlConnection _connection;

    private PostgreSqlStart(NpgsqlConnection connection) => _connection = connection;

    /// <exception cref="InvalidOperationException">The server may lose what it has acknowledged.</exception>
    public static async Task<PostgreSqlStart> BeginAsync(PostgreSqlConnections connections, StoreOptions options, CancellationToken cancellationToken)
    {
        var start = new PostgreSqlStart(await ConnectAsync(connections, options, cancellationToken));
        try
        {
            await start.RefuseUnsafeAsync(cancellationToken);
            await start.RunAsync($"select pg_advisory_lock({LockKey})", cancellationToken);
            return start;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled)
        {
            await start.DisposeAsync();
            throw new StoreUnavailableException("Another process has been starting on this database for too long.", exception);
        }
        catch
        {
            await start.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs what is missing, each step in its transaction, and returns the version reached.</summary>
    /// <exception cref="SchemaTooNewException">The database was made by a newer release.</exception>
    public async Task<int> MigrateAsync(CancellationToken cancellationToken)
    {
        await RunAsync("create table if not exists schema_version (version integer not null primary key, name text not null, at timestamptz not null default now())", cancellationToken);
        var version = int.Parse(await ReadAsync("select coalesce(max(version), 0) from schema_version", cancellationToken));
        var steps = Migration.Of(StoreProvider.PostgreSql);
        if (version > steps.Count)
        {
            throw new SchemaTooNewException(version, steps.Count);
        }

        foreach (var step in steps.Skip(version))
        {
            await RunAsync($"begin; {step.Sql}; insert into schema_version (version, name) values ({step.Number}, '{step.Name}'); commit", cancellationToken);
        }

        return steps.Count;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>A server that is still starting refuses connections for a while.</summary>
    private static async Task<NpgsqlConnection> ConnectAsync(PostgreSqlConnections connections, StoreOptions options, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await connections.OpenStarterAsync(cancellationToken);
            }
            catch (NpgsqlException exception) when (exception.IsTransient)
            {
                if (TimeProvider.System.GetElapsedTime(begun) > options.RetryFor)
                {
                    throw new StoreUnavailableException($"PostgreSQL does not answer ({PostgreSqlErrors.Name(exception)}).", exception);
                }

                await Task.Delay(ConnectPause, cancellationToken);
            }
        }
    }

    private async Task RefuseUnsafeAsync(CancellationToken cancellationToken)
    {
        foreach (var setting in new[] { "synchronous_commit", "fsync", "full_page_writes" })
        {
            var value = await ReadAsync($"select current_setting('{setting}')", cancellationToken);
            if (value is not ("on" or "remote_apply"))
            {
                throw new InvalidOperationException($"PostgreSQL has {setting} = {value}; what it acknowledges could be lost. Set it to on.");
            }
        }
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<string> ReadAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        return (await command.ExecuteScalarAsync(cancellationToken))!.ToString()!;
    }
}
