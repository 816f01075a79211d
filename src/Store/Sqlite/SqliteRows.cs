using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Store.Rows;

namespace Conversations.Store.Sqlite;

/// <summary>Writes the rows of an append whose head has moved.</summary>
internal sealed class SqliteRows(SqliteSession session, long writer)
{
    private readonly SqlitePromises _promises = new(session);
    private readonly SqliteStatement _addEntry = session.Statement(
        """
        insert into entry (stream, seq, at, kind, actor_kind, actor_id, actor_name, actor_via, data, words, source_key, writer, batch_no)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """);

    private readonly SqliteStatement _addCommand = session.Statement("insert into command (id, stream, fingerprint, answer) values ($1, $2, $3, $4)");

    private readonly SqliteStatement _putSummary = session.Statement(
        $"""
        insert into summary ({SummaryColumns.Selected}, phase)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
        on conflict (id) do update set phase = excluded.phase, visibility = excluded.visibility, customer_id = excluded.customer_id,
            customer_name = excluded.customer_name, customer_handle = excluded.customer_handle, customer_followers = excluded.customer_followers,
            channel = excluded.channel, channel_kind = excluded.channel_kind, thread = excluded.thread, created_at = excluded.created_at,
            state = excluded.state, owner = excluded.owner, queue = excluded.queue, priority = excluded.priority, labels = excluded.labels,
            head = excluded.head, last_text = excluded.last_text, last_at = excluded.last_at, last_by = excluded.last_by,
            waiting_since = excluded.waiting_since, due_at = excluded.due_at, unattended = excluded.unattended, snoozed_until = excluded.snoozed_until
        """);

    private readonly SqliteStatement _addOutbox = session.Statement(
        """
        insert into outbox (reply_id, stream, seq, channel, state, attempt, not_before, created_at, payload) values ($1, $2, $3, $4, $5, 0, $6, $7, $8)
        """);

    private readonly SqliteStatement _moveOutbox = session.Statement(
        """
        update outbox set state = $2, not_before = coalesce($3, not_before), provider_id = coalesce($4, provider_id), reason = coalesce($5, reason),
            attempt = case when $6 then 0 else attempt end, created_at = case when $6 then $7 else created_at end,
            changed_at = case when $2 in ('sending', 'unknown') then $7 else changed_at end
        where reply_id = $1
        """);

    private readonly SqliteStatement _setDeadline = session.Statement(
        """
        insert into deadline (stream, kind, epoch, shard, due_at) values ($1, $2, $3, $4, $5)
        on conflict (stream, kind) do update set epoch = excluded.epoch, due_at = excluded.due_at
        """);

    private readonly SqliteStatement _clearDeadline = session.Statement("delete from deadline where stream = $1 and kind = $2");

    public void Write(Append append, long batchNo, long now)
    {
        foreach (var entry in append.Entries)
        {
            AddEntry(append.Stream, entry, batchNo);
        }

        if (append.Summary is { } summary)
        {
            PutSummary(summary);
        }

        foreach (var command in append.Commands)
        {
            AddCommand(append.Stream, command);
        }

        Outbox(append, now);
        Deadlines(append);
        _promises.Write(append);
    }

    private void AddEntry(string stream, NewEntry entry, long batchNo)
    {
        _addEntry.Bind(1, stream);
        _addEntry.Bind(2, entry.Seq);
        _addEntry.Bind(3, Micros.Of(entry.At));
        _addEntry.Bind(4, entry.Kind);
        _addEntry.Bind(5, entry.Actor.Kind);
        _addEntry.Bind(6, entry.Actor.Id);
        _addEntry.Bind(7, entry.Actor.Name);
        _addEntry.Bind(8, entry.Actor.Via);
        _addEntry.Bind(9, entry.Data);
        _addEntry.Bind(10, entry.Words);
        _addEntry.Bind(11, entry.SourceKey);
        _addEntry.Bind(12, writer);
        _addEntry.Bind(13, batchNo);
        _addEntry.Run();
    }

    private void AddCommand(string stream, CommandRow command)
    {
        _addCommand.Bind(1, command.Id);
        _addCommand.Bind(2, stream);
        _addCommand.Bind(3, command.Fingerprint);
        _addCommand.Bind(4, command.Answer);
        _addCommand.Run();
    }

    private void PutSummary(SummaryRow s)
    {
        _putSummary.Bind(1, s.Id.Value);
        _putSummary.Bind(2, s.Channel.Value);
        _putSummary.Bind(3, s.ChannelKind);
        _putSummary.Bind(4, s.Thread);
        _putSummary.Bind(5, s.Visibility);
        _putSummary.Bind(6, s.Customer.Id);
        _putSummary.Bind(7, s.Customer.Name);
        _putSummary.Bind(8, s.Customer.Handle);
        _putSummary.Bind(9, s.Customer.Followers);
        _putSummary.Bind(10, s.State);
        _putSummary.Bind(11, s.Owner?.Value);
        _putSummary.Bind(12, s.Queue.Value);
        _putSummary.Bind(13, s.Priority);
        _putSummary.Bind(14, SummaryColumns.Labels(s.Labels));
        _putSummary.Bind(15, s.Head);
        _putSummary.Bind(16, s.LastText);
        _putSummary.Bind(17, Micros.Of(s.LastAt));
        _putSummary.Bind(18, s.LastBy);
        _putSummary.Bind(19, Micros.OrNever(s.WaitingSince));
        _putSummary.Bind(20, Micros.OrNever(s.DueAt));
        _putSummary.Bind(21, Micros.Of(s.CreatedAt));
        _putSummary.Bind(22, s.Unattended ? 1 : 0);
        _putSummary.Bind(23, Micros.Of(s.SnoozedUntil));
        _putSummary.Bind(24, SummaryColumns.Phase(s.State));
        _putSummary.Run();
    }

    private void Outbox(Append append, long now)
    {
        foreach (var insert in append.OutboxInserts)
        {
            _addOutbox.Bind(1, insert.ReplyId);
            _addOutbox.Bind(2, append.Stream);
            _addOutbox.Bind(3, insert.Seq);
            _addOutbox.Bind(4, insert.Channel.Value);
            _addOutbox.Bind(5, insert.State);
            _addOutbox.Bind(6, Micros.Of(insert.NotBefore));
            _addOutbox.Bind(7, Micros.Of(insert.CreatedAt));
            _addOutbox.Bind(8, insert.Payload);
            _addOutbox.Run();
        }

        foreach (var move in append.OutboxMoves)
        {
            _moveOutbox.Bind(1, move.ReplyId);
            _moveOutbox.Bind(2, move.To);
            _moveOutbox.Bind(3, Micros.Of(move.NotBefore));
            _moveOutbox.Bind(4, move.ProviderId);
            _moveOutbox.Bind(5, move.Reason);
            _moveOutbox.Bind(6, move.ResetAttempts ? 1 : 0);
            _moveOutbox.Bind(7, now);
            _moveOutbox.Run();
        }
    }

    private void Deadlines(Append append)
    {
        foreach (var change in append.Deadlines)
        {
            var statement = change.DueAt is null ? _clearDeadline : _setDeadline;
            statement.Bind(1, append.Stream);
            statement.Bind(2, change.Kind);
            if (change.DueAt is { } dueAt)
            {
                statement.Bind(3, change.Epoch);
                statement.Bind(4, TextHash.SchedulerShard(append.Stream));
                statement.Bind(5, Micros.Of(dueAt));
            }

            statement.Run();
        }
    }
}
