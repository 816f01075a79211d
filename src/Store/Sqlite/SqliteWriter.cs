using System.Threading.Channels;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Conversations.Store.Sqlite;

/// <summary>
/// Group commit: one thread takes what waits, runs it in one transaction, flushes once, then tells the feed and the callers. When a commit ends with an error,
/// the fence tells whether it had happened: the verdicts are told, or the transaction is run again. Nothing is ever told before its commit, and nothing is
/// committed twice.
/// </summary>
internal sealed class SqliteWriter : IAppendWriter, IDisposable
{
    private static readonly TimeSpan RetryDelayMax = TimeSpan.FromSeconds(1);

    /// <summary>Every transaction stamps the writer's row; an idle writer stamps it this often, so that it counts as alive.</summary>
    private static readonly TimeSpan HeartbeatPeriod = TimeSpan.FromHours(1);

    private readonly Channel<SqliteJob> _queue = Channel.CreateBounded<SqliteJob>(new BoundedChannelOptions(Limits.JournalQueueMax) { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly SqliteTransactions _transactions;
    private readonly StoreOptions _options;
    private readonly JournalFeed _feed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly List<SqliteJob> _batch = [];
    private readonly ITimer _heartbeat;

    public SqliteWriter(SqliteConnectionStringBuilder settings, StoreOptions options, JournalFeed feed, TimeProvider time, ILogger logger)
    {
        (_options, _feed, _time, _logger) = (options, feed, time, logger);
        _transactions = new SqliteTransactions(settings, time, logger);
        _thread = new Thread(Loop) { IsBackground = true, Name = "sqlite writer" };
        _thread.Start();
        _heartbeat = TimeProvider.System.CreateTimer(_ => _queue.Writer.TryWrite(new SqliteHeartbeatJob()), null, HeartbeatPeriod, HeartbeatPeriod);
    }

    /// <summary>Tests break the commit here; null in every real run.</summary>
    internal Action<CommitPoint>? Faults
    {
        set => _transactions.Faults = value;
    }

    public ValueTask<AppendOutcome> AppendAsync(Append append)
    {
        var job = new SqliteAppendJob(append);
        Enqueue(job);
        return new(job.Pending.Task);
    }

    public void Enqueue(SqliteJob job)
    {
        if (!_queue.Writer.TryWrite(job))
        {
            throw _closing.IsCancellationRequested ? new StoreUnavailableException("The store is closed.") : new StoreOverloadedException("Too many appends wait.");
        }
    }

    /// <summary>Commits what waits, then ends.</summary>
    public void Dispose()
    {
        _heartbeat.Dispose();
        _closing.Cancel();
        _queue.Writer.TryComplete();
        _thread.Join();
        _transactions.Dispose();
        _closing.Dispose();
    }

    private void Loop()
    {
        try
        {
            while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                Take();
                RunBatch();
            }
        }
        catch (Exception exception)
        {
            StoreLog.WriterEnded(_logger, exception);
            _closing.Cancel();
            _queue.Writer.TryComplete();
            FailAll(new StoreUnavailableException("The journal writer ended.", exception));
        }
    }

    private void Take()
    {
        _batch.Clear();
        for (var weight = 0; weight < Limits.JournalBatchEntriesMax && _queue.Reader.TryPeek(out var next);)
        {
            weight += next.Weight;
            if (weight > Limits.JournalBatchEntriesMax && _batch.Count > 0)
            {
                return;
            }

            _queue.Reader.TryRead(out var job);
            _batch.Add(job!);
        }
    }

    private void RunBatch()
    {
        var begun = _time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (attempt > 1 && _transactions.WasCommitted())
                {
                    StoreLog.CommitFoundAgain(_logger, _transactions.Writer, _transactions.CommitNo + 1);
                }
                else
                {
                    _transactions.Run(_batch);
                }

                break;
            }
            catch (Exception exception) when (exception is SqliteException or IOException)
            {
                var error = exception is SqliteException e ? $"SQLite {e.SqliteExtendedErrorCode}" : exception.GetType().Name;
                if (_closing.IsCancellationRequested || _time.GetElapsedTime(begun) > _options.RetryFor)
                {
                    if (IsKnownToBeCommitted())
                    {
                        break;
                    }

                    GiveUp(error, exception);
                    return;
                }

                StoreLog.CommitRetried(_logger, _transactions.Writer, _transactions.CommitNo + 1, error, attempt);
                _closing.Token.WaitHandle.WaitOne(Backoff(attempt));
            }
        }

        Tell();
    }

    private void Tell()
    {
        _transactions.Count(_batch);
        if (_feed.HasSubscribers && SqliteTransactions.HasEntries(_batch))
        {
            _feed.Tell(new CommittedBatch
            {
                Writer = _transactions.Writer,
                BatchNo = _transactions.BatchNo,
                Appends = [.. _batch.OfType<SqliteAppendJob>().Where(job => job.HasEntries).Select(job => AppendForm.Told(job.Pending.Append))],
            });
        }

        var isLogToBeEmptied = false;
        foreach (var job in _batch)
        {
            if (job is SqliteWipeJob)
            {
                isLogToBeEmptied = true;
            }
            else
            {
                job.Tell();
            }
        }

        if (isLogToBeEmptied)
        {
            TellWipes();
        }
    }

    private void TellWipes()
    {
        var isEmptied = _transactions.TryEmptyLog();
        foreach (var job in _batch.OfType<SqliteWipeJob>())
        {
            if (isEmptied)
            {
                job.Tell();
            }
            else
            {
                job.Fail(new StoreUnavailableException("What was erased is still in the log, which a reader needs. Try again."));
            }
        }
    }

    private bool IsKnownToBeCommitted()
    {
        try
        {
            return _transactions.WasCommitted();
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private void GiveUp(string error, Exception exception)
    {
        StoreLog.CommitGivenUp(_logger, _transactions.Writer, _transactions.CommitNo + 1, _batch.Count, error);
        FailAll(new StoreUnavailableException($"SQLite could not commit ({error}).", exception));
        _transactions.TryReopen();
    }

    private void FailAll(Exception exception)
    {
        foreach (var job in _batch)
        {
            job.Fail(exception);
        }

        while (_closing.IsCancellationRequested && _queue.Reader.TryRead(out var job))
        {
            job.Fail(exception);
        }
    }

    private static TimeSpan Backoff(int attempt)
    {
        var delay = TimeSpan.FromMilliseconds(5 * Math.Pow(2, Math.Min(attempt, 10)));
        return delay < RetryDelayMax ? delay : RetryDelayMax;
    }
}
