using System.Globalization;
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
/// The writer's transactions on its connection. Each counts up the writer's row, so that after an error the row tells whether the commit had happened.
/// A new connection is a new writer: a number of the old one is never used for something else.
/// </summary>
internal sealed class SqliteTransactions : IDisposable
{
    private readonly SqliteConnectionStringBuilder _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Func<Append, AppendOutcome> _apply;
    private SqliteSession _session;
    private SqliteAppender _appender = null!;
    private long _writerId;

    public SqliteTransactions(SqliteConnectionStringBuilder settings, TimeProvider time, ILogger logger)
    {
        (_settings, _time, _logger) = (settings, time, logger);
        _apply = append => _appender.Apply(append, BatchNo + 1, Micros.Of(_time.GetUtcNow()));
        _session = SqliteSession.OpenWriter(settings);
        Register();
    }

    public string Writer { get; private set; } = "";

    /// <summary>Of the newest transaction that is known to be committed.</summary>
    public long CommitNo { get; private set; }
    public long BatchNo { get; private set; }

    /// <summary>Tests break the commit here; null in every real run.</summary>
    public Action<CommitPoint>? Faults { get; set; }

    /// <summary>
    /// Runs all jobs and commits. A savepoint a job costs as much as one of its rows, and what it guards against is rare: it is used only when the
    /// transaction has failed without.
    /// </summary>
    public void Run(List<SqliteJob> jobs)
    {
        try
        {
            Run(jobs, isCareful: false);
        }
        catch (JobRefusedException)
        {
            _session.Statement("rollback").Run();
            Run(jobs, isCareful: true);
        }
    }

    /// <summary>To be called once when a run is known to be committed.</summary>
    public void Count(List<SqliteJob> jobs)
    {
        CommitNo++;
        BatchNo += HasEntries(jobs) ? 1 : 0;
    }

    public static bool HasEntries(List<SqliteJob> jobs) => jobs.Exists(static job => job is SqliteAppendJob { HasEntries: true });

    /// <exception cref="SqliteException">The database is away; nobody knows.</exception>
    public bool WasCommitted()
    {
        if (_session.IsInTransaction)
        {
            _session.Statement("rollback").Run();
        }

        var found = _session.Statement("select commit_no from writer where id = $1");
        found.Bind(1, _writerId);
        var isCommitted = found.Step() && found.Int64(0) == CommitNo + 1;
        found.Reset();
        return isCommitted;
    }

    /// <summary>What was wiped still stands in the log until that is copied and cut. False when a reader needs the log for too long.</summary>
    public bool TryEmptyLog()
    {
        try
        {
            return _session.Scalar("pragma wal_checkpoint(truncate)") == "0";
        }
        catch (SqliteException exception)
        {
            StoreLog.CommitRetried(_logger, Writer, CommitNo, $"SQLite {exception.SqliteExtendedErrorCode}", 0);
            return false;
        }
    }

    public void TryReopen()
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
            StoreLog.CommitRetried(_logger, Writer, CommitNo + 1, $"SQLite {exception.SqliteExtendedErrorCode}", 0);
        }
    }

    public void Dispose() => _session.Dispose();

    private void Run(List<SqliteJob> jobs, bool isCareful)
    {
        _session.Statement("begin immediate").Run();
        foreach (var job in jobs)
        {
            RunOne(job, isCareful);
        }

        var counted = _session.Statement("update writer set commit_no = $2, batch_no = $3, seen_at = $4 where id = $1 and commit_no = $5");
        counted.Bind(1, _writerId);
        counted.Bind(2, CommitNo + 1);
        counted.Bind(3, HasEntries(jobs) ? BatchNo + 1 : BatchNo);
        counted.Bind(4, Micros.Of(_time.GetUtcNow()));
        counted.Bind(5, CommitNo);
        if (counted.Run() != 1)
        {
            throw new InvalidOperationException($"The row of journal writer {Writer} was changed by another.");
        }

        Faults?.Invoke(CommitPoint.Before);
        _session.Statement("commit").Run();
        Faults?.Invoke(CommitPoint.After);
    }

    private void RunOne(SqliteJob job, bool isCareful)
    {
        if (isCareful)
        {
            _session.Statement("savepoint job").Run();
        }

        try
        {
            job.Run(_session, _apply);
        }
        catch (Exception exception) when ((exception is not SqliteException e || IsOfContents(e)) && _session.IsInTransaction)
        {
            if (!isCareful)
            {
                throw new JobRefusedException();
            }

            _session.Statement("rollback to job").Run();
            job.Refuse(exception);
        }

        if (isCareful)
        {
            _session.Statement("release job").Run();
        }
    }

    /// <summary>Failures that the same input would meet again.</summary>
    private static bool IsOfContents(SqliteException exception) =>
        exception.SqliteErrorCode is raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE;

    private void Register()
    {
        var made = _session.Statement("insert into writer (commit_no, batch_no, seen_at) values (0, 0, $1) returning id");
        made.Bind(1, Micros.Of(_time.GetUtcNow()));
        made.Step();
        _writerId = made.Int64(0);
        made.Reset();
        (CommitNo, BatchNo) = (0, 0);
        Writer = _writerId.ToString(CultureInfo.InvariantCulture);
        _appender = new SqliteAppender(_session, _writerId);
        StoreLog.WriterBegins(_logger, Writer);
    }

    private sealed class JobRefusedException : Exception;
}
