using System.Globalization;
using Npgsql;

namespace Conversations.Store.PostgreSql;

/// <summary>Connections by what they are for, so that no use starves another. Every session bounds its statements, its waits for locks, and its idleness in a transaction.</summary>
internal sealed class PostgreSqlConnections(StoreOptions options) : IAsyncDisposable
{
    private const int ConnectSeconds = 5;
    private const int LockTimeoutMilliseconds = 5_000;
    private const int PreparedMax = 200;

    /// <summary>The batch's plan is a nested loop over indexes whatever the statistics say: it is made once, perhaps on empty tables.</summary>
    private const string WriterPlans = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_bitmapscan=off -c jit=off";

    private readonly NpgsqlConnectionStringBuilder _settings = new(options.ConnectionString);

    /// <summary>How common a word is decides the plan of a search: it is made anew for each, and what takes too long is given up early.</summary>
    private const string SearchPlans = "-c jit=off -c plan_cache_mode=force_custom_plan -c work_mem=16MB";
    private static readonly TimeSpan SearchTimeout = TimeSpan.FromSeconds(5);

    public NpgsqlDataSource Interactive { get; } = Pool(options, options.StatementTimeout, "-c jit=off");
    public NpgsqlDataSource Outbox { get; } = Pool(options, options.StatementTimeout, "-c jit=off");
    public NpgsqlDataSource Search { get; } = Pool(options, options.StatementTimeout < SearchTimeout ? options.StatementTimeout : SearchTimeout, SearchPlans);

    public string Describe => $"PostgreSQL at {_settings.Host}:{_settings.Port.ToString(CultureInfo.InvariantCulture)}/{_settings.Database}";

    /// <summary>A session of a journal writer: its own, never pooled.</summary>
    public ValueTask<NpgsqlConnection> OpenWriterAsync(CancellationToken cancellationToken) =>
        OpenAsync(Bounded(options, options.StatementTimeout, LockTimeoutMilliseconds, WriterPlans), cancellationToken);

    /// <summary>A session for a start: migrations may take long, and another process may hold the lock for a while.</summary>
    public ValueTask<NpgsqlConnection> OpenStarterAsync(CancellationToken cancellationToken) =>
        OpenAsync(Bounded(options, options.StartTimeout, (int)options.StartTimeout.TotalMilliseconds, ""), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Interactive.DisposeAsync();
        await Outbox.DisposeAsync();
        await Search.DisposeAsync();
    }

    private static async ValueTask<NpgsqlConnection> OpenAsync(NpgsqlConnectionStringBuilder settings, CancellationToken cancellationToken)
    {
        settings.Pooling = false;
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static NpgsqlDataSource Pool(StoreOptions options, TimeSpan statement, string plans)
    {
        var settings = Bounded(options, statement, LockTimeoutMilliseconds, plans);
        settings.MaxPoolSize = options.PoolSize;
        settings.MinPoolSize = 0;
        settings.MaxAutoPrepare = PreparedMax;
        settings.AutoPrepareMinUsages = 2;
        settings.NoResetOnClose = true;
        return NpgsqlDataSource.Create(settings);
    }

    private static NpgsqlConnectionStringBuilder Bounded(StoreOptions options, TimeSpan statement, int lockMilliseconds, string more)
    {
        var milliseconds = (int)statement.TotalMilliseconds;
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        settings.Options = string.Create(
            CultureInfo.InvariantCulture,
            $"{settings.Options} -c statement_timeout={milliseconds} -c lock_timeout={lockMilliseconds} -c idle_in_transaction_session_timeout={milliseconds * 2} {more}").Trim();
        settings.ApplicationName ??= "conversations";
        settings.Timeout = ConnectSeconds;
        settings.CommandTimeout = (int)Math.Ceiling(statement.TotalSeconds) + 1;
        settings.CancellationTimeout = -1;
        settings.IncludeErrorDetail = false;
        return settings;
    }
}
