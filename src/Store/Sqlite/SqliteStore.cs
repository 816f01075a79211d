using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Conversations.Store.Rows;
using Conversations.Store.Search;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Conversations.Store.Sqlite;

/// <summary>Everything in one file, for one process.</summary>
internal sealed class SqliteStore(StoreOptions options, TimeProvider time, ILogger<SqliteStore> logger) : IStoreDriver, ISql
{
    private static readonly TimeSpan ReachableWithin = TimeSpan.FromSeconds(1);
    private readonly SqliteConnectionStringBuilder _settings = new(options.ConnectionString);
    private SqliteWriter? _writer;
    private SqliteReaders? _readers;
    private SqliteSearchFile? _search;
    private bool _isDisposed;

    public StoreProvider Engine => StoreProvider.Sqlite;
    public ISql Interactive => this;
    public ISql Outbox => this;
    public ISearchTables Search => _search ?? throw new InvalidOperationException("The store is not started.");
    public JournalFeed Feed { get; } = new(logger);
    public string Describe => $"SQLite in {_settings.DataSource}";

    internal SqliteWriter Writer => _writer ?? throw new InvalidOperationException("The store is not started.");

    private SqliteReaders Readers => _readers ?? throw new InvalidOperationException("The store is not started.");

    public async ValueTask StartAsync(Func<CancellationToken, ValueTask> onFirst, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(_settings.DataSource);
        _settings.DataSource = path;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var startLock = await SqliteStartLock.TakeAsync(path + ".lock", options.StartTimeout, cancellationToken);
        if (_writer is null)
        {
            StoreLog.SchemaReady(logger, SqliteMigrations.Run(_settings));
            _search = new SqliteSearchFile(this, _settings);
            _search.Prepare();
            _writer = new SqliteWriter(_settings, options, Feed, time, logger);
            _readers = new SqliteReaders(_settings, options);
        }

        await onFirst(cancellationToken);
    }

    public ValueTask<AppendOutcome> AppendAsync(Append append) => Writer.AppendAsync(append);

    public ValueTask<ImmutableArray<T>> ReadAsync<T>(string sql, SqlValue[] values, Func<SqlRow, T> map, CancellationToken cancellationToken) =>
        Readers.ReadAsync(sql, values, map, cancellationToken);

    public async ValueTask<ImmutableArray<T>> WriteAsync<T>(string sql, SqlValue[] values, Func<SqlRow, T> map, CancellationToken cancellationToken)
    {
        var job = new SqliteStatementJob<T>(sql, values, map, cancellationToken);
        Writer.Enqueue(job);
        return await job.Done;
    }

    public async ValueTask<bool> WipeAsync(SqlText? fence, ImmutableArray<SqlText> wipes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var job = new SqliteWipeJob(fence, wipes);
        Writer.Enqueue(job);
        return await job.Done;
    }

    public ValueTask<string> GetOrAddSecretAsync(string name, Func<string> make, CancellationToken cancellationToken) =>
        SecretRows.GetOrAddAsync(this, name, make, cancellationToken);

    public async ValueTask<bool> IsReachableAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Readers.ReadAsync("select 1", [], static row => row.Int64(0), cancellationToken).AsTask().WaitAsync(ReachableWithin, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or StoreUnavailableException or StoreOverloadedException)
        {
            return false;
        }
    }

    /// <summary>The container asks once for each name it knows the store by.</summary>
    public ValueTask DisposeAsync()
    {
        if (!Interlocked.Exchange(ref _isDisposed, true))
        {
            _writer?.Dispose();
            _readers?.Dispose();
            _search?.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
