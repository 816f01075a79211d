using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Store.Rows;

namespace Conversations.Store.Sqlite;

/// <summary>
/// The statements of one append, inside the writer's transaction. Looks first, writes then: an append that is refused has written nothing,
/// and only one that the database refuses for its contents needs its savepoint.
/// </summary>
internal sealed class SqliteAppender(SqliteSession session, long writer)
{
    private readonly SqliteRows _rows = new(session, writer);
    private readonly SqliteStatement _findKey = session.Statement("select seq from entry where stream = $1 and source_key = $2");
    private readonly SqliteStatement _findCommand = session.Statement(JournalReads.CommandSql);
    private readonly SqliteStatement _findOutbox = session.Statement("select state, attempt, stream, created_at from outbox where reply_id = $1");
    private readonly SqliteStatement _findHead = session.Statement("select version, head from stream_head where stream = $1");

    private readonly SqliteStatement _makeHead = session.Statement(
        "insert into stream_head (stream, version, head, state_shape, state) values ($1, $2, $3, $4, $5) on conflict (stream) do nothing");

    private readonly SqliteStatement _moveHead = session.Statement(
        "update stream_head set version = $2, head = $3, state_shape = $4, state = $5 where stream = $1 and version = $6 and head = $7");

    public AppendOutcome Apply(Append append, long batchNo, long now)
    {
        if (Known(append) is { } known)
        {
            return known;
        }

        if (!append.OutboxMoves.IsEmpty)
        {
            if (Head(append.Stream).Version != append.ExpectedVersion)
            {
                return Conflict.Instance;
            }

            if (Moved(append) is { } moved)
            {
                return moved;
            }
        }

        if (!MoveHead(append, out var refusal))
        {
            return refusal;
        }

        _rows.Write(append, batchNo, now);
        return Appended.Instance;
    }

    /// <summary>All rows of an append without asking whether they may be: what the benchmark holds the journal against.</summary>
    internal void Write(Append append, long batchNo, long now)
    {
        MoveHead(append, out _);
        _rows.Write(append, batchNo, now);
    }

    private KnownBefore? Known(Append append)
    {
        ImmutableArray<KnownKey> keys = [];
        ImmutableArray<KnownCommand> commands = [];
        foreach (var entry in append.Entries)
        {
            if (entry.SourceKey is { } key && KnownSeq(append.Stream, key) is { } seq)
            {
                keys = keys.Add(new KnownKey(key, seq));
            }
        }

        foreach (var command in append.Commands)
        {
            _findCommand.Bind(1, command.Id);
            if (_findCommand.Step())
            {
                commands = commands.Add(new KnownCommand(command.Id, _findCommand.Text(1), _findCommand.Text(2), _findCommand.Text(3)));
            }

            _findCommand.Reset();
        }

        return keys.IsEmpty && commands.IsEmpty ? null : new KnownBefore(keys, commands);
    }

    private long? KnownSeq(string stream, string key)
    {
        _findKey.Bind(1, stream);
        _findKey.Bind(2, key);
        long? seq = _findKey.Step() ? _findKey.Int64(0) : null;
        _findKey.Reset();
        return seq;
    }

    private OutboxMoved? Moved(Append append)
    {
        foreach (var move in append.OutboxMoves)
        {
            _findOutbox.Bind(1, move.ReplyId);
            var allowed = _findOutbox.Step() && move.From.Contains(_findOutbox.Text(0)) && (move.Attempt is not { } attempt || attempt == _findOutbox.Int32(1))
                && (move.SendOf is not { } send || Micros.Of(send) == _findOutbox.Int64(3)) && _findOutbox.Text(2) == append.Stream;
            _findOutbox.Reset();
            if (!allowed)
            {
                return new OutboxMoved(move.ReplyId);
            }
        }

        return null;
    }

    private bool MoveHead(Append append, out AppendOutcome refusal)
    {
        var isNew = append.ExpectedVersion == 0;
        var statement = isNew ? _makeHead : _moveHead;
        long head = 0;
        if (append.Entries.IsEmpty)
        {
            head = isNew ? 0 : Head(append.Stream).Head;
        }
        else
        {
            head = append.Entries[0].Seq - 1;
        }

        statement.Bind(1, append.Stream);
        statement.Bind(2, append.ExpectedVersion + 1);
        statement.Bind(3, head + append.Entries.Length);
        statement.Bind(4, append.StateShape);
        statement.Bind(5, append.State);
        if (!isNew)
        {
            statement.Bind(6, append.ExpectedVersion);
            statement.Bind(7, head);
        }

        if (isNew && head != 0)
        {
            refusal = JournalRefusals.Gap;
            return false;
        }

        var isMoved = statement.Run() == 1;
        refusal = isMoved ? Appended.Instance : Head(append.Stream).Version == append.ExpectedVersion ? JournalRefusals.Gap : Conflict.Instance;
        return isMoved;
    }

    private (long Version, long Head) Head(string stream)
    {
        _findHead.Bind(1, stream);
        var head = _findHead.Step() ? (_findHead.Int64(0), _findHead.Int64(1)) : (0, 0);
        _findHead.Reset();
        return head;
    }
}
