using System.Collections.Immutable;
using System.Globalization;
using System.Threading.Channels;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Conversations.Store.Sqlite;

internal enum CommitPoint
{
    Before,
    After,
}

/// <summary>
/// Group commit: one thread takes what waits, runs it in one transaction, flushes once, then tells the feed and the callers.
/// Every transaction counts up the writer's row. When a commit ends with an error, that row tells whether it had happened: the verdicts are
/// told, or the transaction is run again. Nothing is ever told before its commit, and nothing is committed twice.
/// </summary>
internal sealed class SqliteWriter : IAppendWriter, IDisposable
{
    private static readonly TimeSpan RetryDelayMax = TimeSpan.FromSeconds(1);

    /// <summary>Every transaction stamps the writer's row; an idle writer stamps it this often, so that it counts as alive.</summary>
    private static readonly TimeSpan HeartbeatPeriod = TimeSpan.FromHours(1);

    private readonly Channel<SqliteJob> _queue = Channel.CreateBounded<SqliteJob>(new BoundedChannelOptions(Limits.JournalQueueMax) { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly SqliteConnectionStringBuilder _settings;
    private readonly StoreOptions _options;
    private readonly JournalFeed _feed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly List<SqliteJob> _batch = [];
    private readonly ITimer _heartbeat;

    private SqliteSession _session;
    private SqliteAppender _appender = null!;
    private Func<Append, AppendOutcome> _apply = null!;
    private string _writer = "";
    private long _writerId;
    private long _commitNo;
    private long _batchNo;

    public SqliteWriter(SqliteConnectionStringBuilder settings, StoreOptions options, JournalFeed feed, TimeProvider time, ILogger logger)
    {
        (_settings, _options, _feed, _time, _logger) = (settings, options, feed, time, logger);
        _session = SqliteSession.OpenWriter(settings);
        Register();
        _thread = new Thread(Loop) { IsBackground = true, Name = "sqlite writer" };
        _thread.Start();
        _heartbeat = TimeProvider.System.CreateTimer(_ => _queue.Writer.TryWrite(new SqliteHeartbeatJob()), null, HeartbeatPeriod, HeartbeatPeriod);
    }

    /// <summary>Tests break the commit here; null in every real run.</summary>
    internal Action<CommitPoint>? Faults { get; set; }

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
        _session.Dispose();
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
                if (attempt > 1 && WasCommitted())
                {
                    StoreLog.CommitFoundAgain(_logger, _writer, _commitNo + 1);
                }
                else
                {
                    Transact();
                }

                Tell();
                return;
            }
            catch (Exception exception) when (exception is SqliteException or IOException)
            {
                var error = exception is SqliteException e ? $"SQLite {e.SqliteExtendedErrorCode}" : exception.GetType().Name;
                if (_closing.IsCancellationRequested || _time.GetElapsedTime(begun) > _options.RetryFor)
                {
                    if (CanAskWhetherCommitted(out var wasCommitted) && wasCommitted)
                    {
                        Tell();
                        return;
                    }

                    StoreLog.CommitGivenUp(_logger, _writer, _commitNo + 1, _batch.Count, error);
                    FailAll(new StoreUnavailableException($"SQLite could not commit ({error}).", exception));
                    TryReopen();
                    return;
                }

                StoreLog.CommitRetried(_logger, _writer, _commitNo + 1, error, attempt);
                _closing.Token.WaitHandle.WaitOne(Backoff(attempt));
            }
        }
    }

    private void Transact()
    {
        _session.Statement("begin immediate").Run();
        foreach (var job in _batch)
        {
            RunOne(job);
        }

        var counted = _session.Statement("update writer set commit_no = $2, batch_no = $3, seen_at = $4 where id = $1 and commit_no = $5");
        counted.Bind(1, _writerId);
        counted.Bind(2, _commitNo + 1);
        counted.Bind(3, HasEntries ? _batchNo + 1 : _batchNo);
        counted.Bind(4, Micros.Of(_time.GetUtcNow()));
        counted.Bind(5, _commitNo);
        if (counted.Run() != 1)
        {
            throw new InvalidOperationException($"The row of journal writer {_writer} was changed by another.");
        }

        Faults?.Invoke(CommitPoint.Before);
        _session.Statement("commit").Run();
        Faults?.Invoke(CommitPoint.After);
    }

    private bool HasEntries => _batch.Exists(static job => job is SqliteAppendJob { HasEntries: true });

    private void RunOne(SqliteJob job)
    {
        _session.Statement("savepoint job").Run();
        try
        {
            job.Run(_session, _apply);
        }
        catch (Exception exception) when ((exception is not SqliteException e || IsOfContents(e)) && _session.IsInTransaction)
        {
            _session.Statement("rollback to job").Run();
            job.Refuse(exception);
        }

        _session.Statement("release job").Run();
    }

    /// <summary>Failures that the same input would meet again.</summary>
    private static bool IsOfContents(SqliteException exception) =>
        exception.SqliteErrorCode is raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE;

    private void Tell()
    {
        _commitNo++;
        if (HasEntries)
        {
            _batchNo++;
        }

        if (_feed.HasSubscribers && HasEntries)
        {
            _feed.Tell(new CommittedBatch
            {
                Writer = _writer,
                BatchNo = _batchNo,
                Appends = [.. _batch.OfType<SqliteAppendJob>().Where(job => job.HasEntries).Select(job => AppendForm.Told(job.Pending.Append))],
            });
        }

        var isWiped = false;
        foreach (var job in _batch)
        {
            isWiped |= job is SqliteWipeJob;
            if (job is not SqliteWipeJob)
            {
                job.Tell();
            }
        }

        if (isWiped)
        {
            EmptyLog();
        }
    }

    /// <summary>What was wiped still stands in the log until it is copied and cut.</summary>
    private void EmptyLog()
    {
        _session.Scalar("pragma wal_checkpoint(truncate)");
        foreach (var job in _batch.OfType<SqliteWipeJob>())
        {
            job.Tell();
        }
    }

    private bool CanAskWhetherCommitted(out bool wasCommitted)
    {
        try
        {
            wasCommitted = WasCommitted();
            return true;
        }
        catch (SqliteException)
        {
            wasCommitted = false;
            return false;
        }
    }

    private bool WasCommitted()
    {
        if (_session.IsInTransaction)
        {
            _session.Statement("rollback").Run();
        }

        var found = _session.Statement("select commit_no from writer where id = $1");
        found.Bind(1, _writerId);
        var isCommitted = found.Step() && found.Int64(0) == _commitNo + 1;
        found.Reset();
        return isCommitted;
    }

    /// <summary>A new connection is a new writer: a number of the old one is never used for something else.</summary>
    private void TryReopen()
    {
        try
        {
            var next = SqliteSession.OpenWriter(_settings);
            _session.Dispose();
            _session = next;
            Register();
        }
        catch (SqliteException exception)
        {
            StoreLog.CommitRetried(_logger, _writer, _commitNo + 1, $"SQLite {exception.SqliteExtendedErrorCode}", 0);
        }
    }

    private void Register()
    {
        var made = _session.Statement("insert into writer (commit_no, batch_no, seen_at) values (0, 0, $1) returning id");
        made.Bind(1, Micros.Of(_time.GetUtcNow()));
        made.Step();
        _writerId = made.Int64(0);
        made.Reset();
        (_commitNo, _batchNo) = (0, 0);
        _writer = _writerId.ToString(CultureInfo.InvariantCulture);
        _appender = new SqliteAppender(_session, _writerId);
        _apply = append => _appender.Apply(append, _batchNo + 1, Micros.Of(_time.GetUtcNow()));
        StoreLog.WriterBegins(_logger, _writer);
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
