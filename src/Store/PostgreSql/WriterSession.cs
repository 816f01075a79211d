using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Npgsql;
using NpgsqlTypes;

namespace Conversations.Store.PostgreSql;

/// <summary>A writer's connection with its prepared batch. Broken once, it is thrown away.</summary>
internal sealed class WriterSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly PreparedBatch _plain;
    private readonly PreparedBatch _full;

    private WriterSession(NpgsqlConnection connection)
    {
        _connection = connection;
        _plain = new PreparedBatch(connection, hasSides: false);
        _full = new PreparedBatch(connection, hasSides: true);
    }

    public bool IsOpen => _connection.FullState == System.Data.ConnectionState.Open;

    public static async Task<WriterSession> OpenAsync(PostgreSqlConnections connections, CancellationToken cancellationToken)
    {
        var session = new WriterSession(await connections.OpenWriterAsync(cancellationToken));
        try
        {
            await session._plain.PrepareAsync(cancellationToken);
            await session._full.PrepareAsync(cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public async Task<int> RegisterAsync(long now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("insert into writer (commit_no, batch_no, seen_at) values (0, 0, $1) returning id", _connection);
        command.Parameters.AddWithValue(now);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Runs and commits; <paramref name="batch"/> must be sorted by stream. False when the fence says that this number was committed before.</summary>
    public Task<bool> RunAsync(PendingAppend[] batch, int writer, long commitNo, long batchNo, long now) =>
        (Array.Exists(batch, HasSides) ? _full : _plain).RunAsync(batch, writer, commitNo, batchNo, now);

    /// <summary>What the newest committed statement of the writer was, and which of its appends (from 1) it refused.</summary>
    public async Task<(long CommitNo, long BatchNo, int[] Refused)?> ReadWriterAsync(int writer, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select commit_no, batch_no, refused from writer where id = $1", _connection);
        command.Parameters.AddWithValue(writer);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<int[]>(2)) : null;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static bool HasSides(PendingAppend pending) => pending.Append is var a
        && (!a.Commands.IsEmpty || !a.OutboxInserts.IsEmpty || !a.OutboxMoves.IsEmpty || !a.Deadlines.IsEmpty || !a.Promises.IsEmpty);

    private sealed class PreparedBatch
    {
        /// <summary>By what comes before the batch itself: +1 heads of new streams, +2 locks on outbox rows.</summary>
        private readonly NpgsqlBatch[] _batches;
        private readonly NpgsqlParameter<int> _writer = new() { NpgsqlDbType = NpgsqlDbType.Integer };
        private readonly NpgsqlParameter<long> _commitNo = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
        private readonly NpgsqlParameter<long> _batchNo = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
        private readonly NpgsqlParameter<long> _now = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
        private readonly BatchRows _rows;

        public PreparedBatch(NpgsqlConnection connection, bool hasSides)
        {
            var main = new NpgsqlBatchCommand();
            main.Parameters.AddRange(new NpgsqlParameter[] { _writer, _commitNo, _batchNo, _now });
            _rows = new BatchRows(main.Parameters, hasSides);
            main.CommandText = BatchSql.Batch(_rows, hasSides);
            var newHeads = Over(BatchSql.NewHeads, _rows.NewStreams, NpgsqlDbType.Text);
            _batches = hasSides
                ? [Of(main), Of(newHeads, main), Of(LockOutbox(), main), Of(newHeads, LockOutbox(), main)]
                : [Of(main), Of(newHeads, main)];

            NpgsqlBatchCommand LockOutbox() => Over(BatchSql.LockOutbox, _rows.Sides.MovedIds, NpgsqlDbType.Uuid);

            NpgsqlBatch Of(params NpgsqlBatchCommand[] commands)
            {
                var batch = new NpgsqlBatch(connection);
                Array.ForEach(commands, batch.BatchCommands.Add);
                return batch;
            }
        }

        public async Task PrepareAsync(CancellationToken cancellationToken)
        {
            foreach (var batch in _batches)
            {
                await batch.PrepareAsync(cancellationToken);
            }
        }

        public async Task<bool> RunAsync(PendingAppend[] batch, int writer, long commitNo, long batchNo, long now)
        {
            (_writer.TypedValue, _commitNo.TypedValue, _batchNo.TypedValue, _now.TypedValue) = (writer, commitNo, batchNo, now);
            _rows.Fill(batch);
            try
            {
                var answer = new BatchAnswer(batch.Length);
                await using (var reader = await _batches[(_rows.NewStreams.Count > 0 ? 1 : 0) + (_rows.HasMoves ? 2 : 0)].ExecuteReaderAsync(CancellationToken.None))
                {
                    await answer.ReadAsync(reader);
                }

                if (answer.IsCommitted)
                {
                    answer.Judge(batch);
                }

                return answer.IsCommitted;
            }
            finally
            {
                _rows.Clear();
            }
        }

        private static NpgsqlBatchCommand Over<T>(string sql, List<T> values, NpgsqlDbType type) => new(sql)
        {
            Parameters = { new NpgsqlParameter<List<T>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type } },
        };
    }
}

/// <summary>Reads the answer of a batch: nothing is said of an append but why it was refused.</summary>
internal sealed class BatchAnswer(int appends)
{
    private readonly AppendOutcome?[] _refusals = new AppendOutcome?[appends + 1];

    public bool IsCommitted { get; private set; }

    public async Task ReadAsync(NpgsqlDataReader reader)
    {
        do
        {
            while (reader.FieldCount > 1 && await reader.ReadAsync())
            {
                Note(reader);
            }
        }
        while (await reader.NextResultAsync());
    }

    public void Judge(PendingAppend[] batch)
    {
        for (var i = 0; i < batch.Length; i++)
        {
            batch[i].Verdict = _refusals[i + 1] ?? Appended.Instance;
        }
    }

    private void Note(NpgsqlDataReader row)
    {
        var kind = row.GetInt32(0);
        ref var refusal = ref _refusals[row.GetInt32(1)];
        switch (kind)
        {
            case BatchSql.IsCommitted:
                IsCommitted = true;
                break;
            case BatchSql.IsKnownKey:
                var key = new KnownKey(row.GetString(2), row.GetInt64(3));
                refusal = refusal is KnownBefore keys ? keys with { Keys = keys.Keys.Add(key) } : new KnownBefore([key], []);
                break;
            case BatchSql.IsKnownCommand:
                var command = new KnownCommand(row.GetGuid(4), row.GetString(2), row.GetString(5), row.GetString(6));
                refusal = refusal is KnownBefore known ? known with { Commands = known.Commands.Add(command) } : new KnownBefore([], [command]);
                break;
            case BatchSql.IsConflict:
                refusal = refusal is KnownBefore ? refusal : Conflict.Instance;
                break;
            case BatchSql.IsOutboxMoved:
                refusal ??= new OutboxMoved(row.GetGuid(4));
                break;
            case BatchSql.IsGap:
                refusal ??= JournalRefusals.Gap;
                break;
            default:
                throw new InvalidOperationException($"The batch answered with kind {kind}.");
        }
    }
}
