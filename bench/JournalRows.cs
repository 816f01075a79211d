using System.Diagnostics;
using Conversations.Contracts.Ports;
using Conversations.Store;
using Conversations.Store.PostgreSql;
using Conversations.Store.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Conversations.Bench;

/// <summary>
/// The same-rows loop: the rows of the same appends to the same tables and indexes, by the same driver, in batches of the same size, by as many writers; but
/// no fence, no look for known keys, no verdict, and nobody who waits.
/// </summary>
internal static class JournalRows
{
    public static async Task<double> PostgreSqlAsync(string connectionString, Append[][] work, int batch, int writers)
    {
        var loops = Enumerable.Range(0, writers).Select(w => Task.Run(async () =>
        {
            await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false;Options='-c plan_cache_mode=force_generic_plan -c jit=off -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_bitmapscan=off'");
            await connection.OpenAsync();
            await using var rows = new PostgreSqlRowsBatch(connection);
            await rows.PrepareAsync();
            foreach (var chunk in InTurn(work, w, writers).Chunk(batch))
            {
                await rows.WriteAsync(chunk);
            }
        })).ToList();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(loops);
        return work.Sum(w => w.Length) / clock.Elapsed.TotalSeconds;
    }

    public static double Sqlite(string path, Append[][] work, int batch)
    {
        using var session = SqliteSession.OpenWriter(new SqliteConnectionStringBuilder { DataSource = path });
        var appender = new SqliteAppender(session, writer: 0);
        var clock = Stopwatch.StartNew();
        foreach (var chunk in InTurn(work, 0, 1).Chunk(batch))
        {
            session.Statement("begin immediate").Run();
            foreach (var append in chunk)
            {
                appender.Write(append, batchNo: 1, now: 1);
            }

            session.Statement("commit").Run();
        }

        return work.Sum(w => w.Length) / clock.Elapsed.TotalSeconds;
    }

    /// <summary>One append of each stream after the other, as the producers make them.</summary>
    private static IEnumerable<Append> InTurn(Append[][] work, int writer, int writers)
    {
        var own = work.Where((_, i) => i % writers == writer).ToList();
        for (var i = 0; i < own[0].Length; i++)
        {
            foreach (var producer in own)
            {
                yield return producer[i];
            }
        }
    }

    private sealed class PostgreSqlRowsBatch : IAsyncDisposable
    {
        private readonly NpgsqlBatch _batch;
        private readonly BatchRows _rows;

        public PostgreSqlRowsBatch(NpgsqlConnection connection)
        {
            _batch = new NpgsqlBatch(connection);
            var all = new NpgsqlBatchCommand();
            _rows = new BatchRows(all.Parameters, hasSides: true);
            all.CommandText =
                $"""
                with e as (
                    insert into entry (stream, seq, at, kind, actor_kind, actor_id, actor_name, actor_via, data, words, source_key, writer, batch_no)
                    select e.stream, e.seq, e.at, e.kind, e.actor_kind, e.actor_id, e.actor_name, e.actor_via, e.data, e.words, e.source_key, 0, 1 from {_rows.Entries.Unnest}),
                s as (
                    insert into summary ({string.Join(", ", SummaryColumnLists.ColumnNames)})
                    select {string.Join(", ", SummaryColumnLists.ColumnNames.Select(c => $"s.{c}"))} from {_rows.Summaries.Unnest}
                    on conflict (id) do update set {string.Join(", ", SummaryColumnLists.ColumnNames.Skip(1).Select(c => $"{c} = excluded.{c}"))}),
                c as (
                    insert into command (id, stream, fingerprint, answer) select c.id, c.stream, c.fingerprint, c.answer from {_rows.Sides.Commands.Unnest}),
                o as (
                    insert into outbox (reply_id, stream, seq, channel, state, attempt, not_before, created_at, payload)
                    select o.reply_id, o.stream, o.seq, o.channel, o.state, 0, o.not_before, o.created_at, o.payload from {_rows.Sides.Inserts.Unnest})
                insert into stream_head (stream, version, head, state_shape, state)
                select a.stream, a.expected + 1, a.before + a.count, a.shape, a.state from {_rows.Appends.Unnest}
                on conflict (stream) do update set version = excluded.version, head = excluded.head, state_shape = excluded.state_shape, state = excluded.state
                """;
            _batch.BatchCommands.Add(all);
        }

        public Task PrepareAsync() => _batch.PrepareAsync();

        public async Task WriteAsync(Append[] appends)
        {
            _rows.Fill([.. appends.Select(a => new PendingAppend(a))]);
            await _batch.ExecuteNonQueryAsync();
        }

        public ValueTask DisposeAsync() => _batch.DisposeAsync();
    }
}
