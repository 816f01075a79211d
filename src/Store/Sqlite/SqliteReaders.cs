using System.Collections.Immutable;
using System.Threading.Channels;
using Conversations.Contracts.Ports;
using Conversations.Store.Rows;
using Microsoft.Data.Sqlite;

namespace Conversations.Store.Sqlite;

/// <summary>Reads on threads of their own, so that the thread pool never waits for a disk: the engine's asynchronous calls are not.</summary>
internal sealed class SqliteReaders : IDisposable
{
    private readonly Channel<Job> _queue;
    private readonly Thread[] _threads;
    private readonly SqliteConnectionStringBuilder _settings;

    public SqliteReaders(SqliteConnectionStringBuilder settings, StoreOptions options)
    {
        _settings = settings;
        _queue = Channel.CreateBounded<Job>(options.ReadQueueMax);
        _threads = [.. Enumerable.Range(1, options.ReaderThreads).Select(i => new Thread(Read) { IsBackground = true, Name = $"sqlite reader {i}" })];
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    public async ValueTask<ImmutableArray<T>> ReadAsync<T>(string sql, SqlValue[] values, Func<SqlRow, T> map, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var job = new Job<T>(sql, values, map, cancellationToken);
        if (!_queue.Writer.TryWrite(job))
        {
            throw _queue.Reader.Completion.IsCompleted ? new StoreUnavailableException("The store is closed.") : new StoreOverloadedException("Too many reads wait.");
        }

        return await job.Done;
    }

    public void Dispose()
    {
        _queue.Writer.TryComplete();
        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    private void Read()
    {
        SqliteSession? session = null;
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_queue.Reader.TryRead(out var job))
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
