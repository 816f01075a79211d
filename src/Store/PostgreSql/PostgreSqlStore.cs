using System.Threading.Channels;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Store.Rows;
using Conversations.Store.Search;
using Microsoft.Extensions.Logging;

namespace Conversations.Store.PostgreSql;

/// <summary>One PostgreSQL database, for any number of processes.</summary>
internal sealed class PostgreSqlStore : IStoreDriver
{
    private static readonly TimeSpan ReachableWithin = TimeSpan.FromSeconds(1);
    private readonly Channel<PendingAppend> _queue = Channel.CreateBounded<PendingAppend>(Limits.JournalQueueMax);
    private readonly CancellationTokenSource _closing = new();
    private readonly PostgreSqlConnections _connections;
    private readonly StoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private Task[] _writers = [];
    private bool _isStarted;
    private bool _isDisposed;

    public PostgreSqlStore(StoreOptions options, TimeProvider time, ILogger<PostgreSqlStore> logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        _connections = new PostgreSqlConnections(options);
        Interactive = new PostgreSqlSql(_connections.Interactive, options);
        Outbox = new PostgreSqlSql(_connections.Outbox, options);
        Search = new PostgreSqlSearchTables(_connections.Search, options);
        Feed = new JournalFeed(logger);
    }

    public ISql Interactive { get; }
    public ISql Outbox { get; }
    public ISearchTables Search { get; }
    public JournalFeed Feed { get; }
    public string Describe => _connections.Describe;

    public async ValueTask StartAsync(Func<CancellationToken, ValueTask> onFirst, CancellationToken cancellationToken)
    {
        await using var start = await PostgreSqlStart.BeginAsync(_connections, _options, cancellationToken);
        if (!_isStarted)
        {
            StoreLog.SchemaReady(_logger, await start.MigrateAsync(cancellationToken));
            var writers = Enumerable.Range(0, _options.Writers)
                .Select(_ => new PostgreSqlWriter(_connections, _queue.Reader, _options, Feed, _time, _logger))
                .ToList();
            foreach (var writer in writers)
            {
                await writer.ConnectAsync(cancellationToken);
            }

            _writers = [.. writers.Select(writer => Task.Run(() => writer.RunAsync(_ => _queue.Writer.TryComplete(), _closing.Token), CancellationToken.None))];
            _isStarted = true;
        }

        await onFirst(cancellationToken);
    }

    public ValueTask<AppendOutcome> AppendAsync(Append append)
    {
        if (!_isStarted)
        {
            throw new InvalidOperationException("The store is not started.");
        }

        var pending = new PendingAppend(append);
        return _queue.Writer.TryWrite(pending) ? new(pending.Task)
            : _queue.Reader.Completion.IsCompleted || _isDisposed ? throw new StoreUnavailableException("The store is closed.")
            : throw new StoreOverloadedException("Too many appends wait.");
    }

    public ValueTask<string> GetOrAddSecretAsync(string name, Func<string> make, CancellationToken cancellationToken) =>
        SecretRows.GetOrAddAsync(Interactive, name, make, cancellationToken);

    public async ValueTask<bool> IsReachableAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Interactive.ReadAsync("select 1", [], static row => row.Int64(0), cancellationToken).AsTask().WaitAsync(ReachableWithin, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or StoreUnavailableException or StoreOverloadedException)
        {
            return false;
        }
    }

    /// <summary>Commits what waits, then closes. The container asks once for each name it knows the store by.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        _queue.Writer.TryComplete();
        await _closing.CancelAsync();
        await Task.WhenAll(_writers);
        while (_queue.Reader.TryRead(out var pending))
        {
            pending.TrySetException(new StoreUnavailableException("The store is closed."));
        }

        await _connections.DisposeAsync();
        _closing.Dispose();
    }
}
