using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Conversations.Store.Rows;
using Microsoft.Data.Sqlite;

namespace Conversations.Store.Sqlite;

/// <summary>
/// Reads on threads of their own, so that the thread pool never waits for a disk: the engine's asynchronous calls are not. A read wakes one thread that rests, and none when all are at work.
/// </summary>
internal sealed class SqliteReaders : IDisposable
{
    private readonly object _gate = new();
    private readonly Queue<Job> _queue = [];
    private readonly int _queueMax;
    private readonly Thread[] _threads;
    private readonly SqliteConnectionStringBuilder _settings;
    private int _resting;
    private bool _isClosed;

    public SqliteReaders(SqliteConnectionStringBuilder settings, StoreOptions options)
    {
        _settings = settings;
        _queueMax = options.ReadQueueMax;
        _threads = [.. Enumerable.Range(1, options.ReaderThreads).Select(i => new Thread(Read) { IsBackground = true, Name = $"sqlite reader {i}" })];
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    public ValueTask<ImmutableArray<T>> ReadAsync<T>(string sql, SqlValue[] values, Func<SqlRow, T> map, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var job = new Job<T>(sql, values, map, cancellationToken);
        Put(job);
        return new ValueTask<ImmutableArray<T>>(job.Done);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    private void Put(Job job)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                throw new StoreUnavailableException("The store is closed.");
            }

            if (_queue.Count >= _queueMax)
            {
                throw new StoreOverloadedException("Too many reads wait.");
            }

            _queue.Enqueue(job);
            if (_resting > 0)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Null: closed, and nothing waits.</summary>
    private Job? Take()
    {
        lock (_gate)
        {
            while (_queue.Count == 0)
            {
                if (_isClosed)
                {
                    return null;
                }

                _resting++;
                Monitor.Wait(_gate);
                _resting--;
            }

            return _queue.Dequeue();
        }
    }

    private void Read()
    {
        SqliteSession? session = null;
        while (Take() is { } job)
        {
            try
            {
                session ??= SqliteSession.OpenReader(_settings);
                job.Run(session);
            }
            catch (Exception exception)
            {
                job.Fail(exception is SqliteException e ? new StoreUnavailableException($"SQLite could not read ({e.SqliteExtendedErrorCode}).", e) : exception);
            }
        }

        session?.Dispose();
    }

    private abstract class Job
    {
        public abstract void Run(SqliteSession session);

        public abstract void Fail(Exception exception);
    }

    private sealed class Job<T>(string sql, SqlValue[] values, Func<SqlRow, T> map, CancellationToken cancellationToken) : Job
    {
        private readonly TaskCompletionSource<ImmutableArray<T>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<ImmutableArray<T>> Done => _done.Task;

        public override void Run(SqliteSession session)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                _done.TrySetCanceled(cancellationToken);
                return;
            }

            _done.TrySetResult(session.Query(sql, values, map));
        }

        public override void Fail(Exception exception) => _done.TrySetException(exception);
    }
}
