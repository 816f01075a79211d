using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Conversations.Store.Rows;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Conversations.Store.Sqlite;

/// <summary>One thing to be done in the writer's next transaction. Its answer is told only when that is durable.</summary>
internal abstract class SqliteJob
{
    /// <summary>Entries it adds to the transaction, 1 for what has none.</summary>
    public virtual int Weight => 1;

    /// <summary>Runs inside the transaction; may run again when the transaction did not end well.</summary>
    public abstract void Run(SqliteSession session, Func<Append, AppendOutcome> append);

    /// <summary>The database refused exactly this one; its savepoint was rolled back.</summary>
    public abstract void Refuse(Exception exception);

    public abstract void Tell();

    public abstract void Fail(Exception exception);
}

internal sealed class SqliteAppendJob(Append append) : SqliteJob
{
    public PendingAppend Pending { get; } = new(append);

    public override int Weight => Math.Max(1, append.Entries.Length);

    public bool HasEntries => Pending.Verdict is Appended && !append.Entries.IsEmpty;

    public override void Run(SqliteSession session, Func<Append, AppendOutcome> apply) => Pending.Verdict = apply(append);

    public override void Refuse(Exception exception) => Pending.Verdict = new Poison(
        exception is SqliteException e ? $"SQLite {e.SqliteExtendedErrorCode}" : exception.GetType().Name);

    public override void Tell() => Pending.Tell();

    public override void Fail(Exception exception) => Pending.TrySetException(exception);
}

internal sealed class SqliteStatementJob<T>(string sql, SqlValue[] values, Func<SqlRow, T> map, CancellationToken cancellationToken) : SqliteJob
{
    private readonly TaskCompletionSource<ImmutableArray<T>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableArray<T> _rows = [];
    private Exception? _refusal;

    public Task<ImmutableArray<T>> Done => _done.Task;

    public override void Run(SqliteSession session, Func<Append, AppendOutcome> append)
    {
        _refusal = cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken) : null;
        _rows = _refusal is null ? session.Query(sql, values, map) : [];
    }

    public override void Refuse(Exception exception) => _refusal =
        exception is SqliteException { SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY }
            ? new UniqueViolationException(exception)
            : exception;

    public override void Tell()
    {
        if (_refusal is null)
        {
            _done.TrySetResult(_rows);
        }
        else
        {
            _done.TrySetException(_refusal);
        }
    }

    public override void Fail(Exception exception) => _done.TrySetException(exception);
}

/// <summary>
/// Overwrites rows so that the file keeps nothing of them: freed space is zeroed here, and the log is emptied by the writer afterwards, also when an earlier
/// call had overwritten all and only the log was left.
/// </summary>
internal sealed class SqliteWipeJob(SqlText? fence, ImmutableArray<SqlText> wipes) : SqliteJob
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _refusal;
    private bool _isFenced;

    public Task<bool> Done => _done.Task;

    public override void Run(SqliteSession session, Func<Append, AppendOutcome> append)
    {
        _refusal = null;
        _isFenced = false;
        if (fence is null)
        {
            return;
        }

        session.Execute("pragma secure_delete = on");
        try
        {
            _isFenced = session.Change(fence.Text, fence.Values) == 0;
            foreach (var wipe in _isFenced ? [] : wipes)
            {
                session.Change(wipe.Text, wipe.Values);
            }
        }
        finally
        {
            session.Execute("pragma secure_delete = off");
        }
    }

    public override void Refuse(Exception exception) => _refusal = exception;

    public override void Tell()
    {
        if (_refusal is null)
        {
            _done.TrySetResult(!_isFenced);
        }
        else
        {
            _done.TrySetException(_refusal);
        }
    }

    public override void Fail(Exception exception) => _done.TrySetException(exception);
}

/// <summary>Nothing but a transaction, which stamps the writer's row.</summary>
internal sealed class SqliteHeartbeatJob : SqliteJob
{
    public override void Run(SqliteSession session, Func<Append, AppendOutcome> append)
    {
    }

    public override void Refuse(Exception exception)
    {
    }

    public override void Tell()
    {
    }

    public override void Fail(Exception exception)
    {
    }
}
