using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Store.PostgreSql;
using Conversations.Store.Rows;
using Conversations.Store.Tests.PostgreSql;
using Conversations.Store.Tests.Sqlite;
using Conversations.Testing;
using Conversations.Testing.StoreSuite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Conversations.Store.Tests;

/// <summary>The statements that run all day find their rows by an index in both engines: their cost does not grow with history.</summary>
public sealed class PlanTests(PostgreSqlServer server)
{
    /// <summary>Statements whose only scan of a table may be of these small ones.</summary>
    private static readonly string[] SmallTables = ["writer"];

    /// <summary>Names of common table expressions.</summary>
    private static readonly string[] OwnRows = ["w", "s", "due", "CONSTANT ROW", "waiting", "sending"];

    public static TheoryData<string, string> Statements()
    {
        var query = new SummaryQuery { View = "all", Reader = Sample.Reader, Sort = "timeLeft", Limit = 50 };
        var data = new TheoryData<string, string>
        {
            { "head", JournalReads.HeadSql }, { "entries", JournalReads.EntriesSql }, { "command", JournalReads.CommandSql }, { "batches", JournalReads.BatchesSql },
            { "writers", JournalReads.WriterHeadsSql }, { "deadlines", DeadlineRows.ReadSql }, { "next due", OutboxRows.NextDueSql },
            { "due channels", OutboxRows.DueChannelsSql }, { "summary", SummarySql.One }, { "open", SummarySql.Open }, { "count all", SummarySql.CountAll },
            { "count unattended", SummarySql.CountUnattended }, { "count mine", SummarySql.CountMine }, { "count queues", SummarySql.CountQueues },
            { "promises of a conversation", PromiseRows.ListOfSql }, { "promises of the company", PromiseRows.CompanySql },
        };
        foreach (var view in new[] { "mine", "unattended", "queue", "all" })
        {
            data.Add(view, SummarySql.Page(query with { View = view, Queue = view == "queue" ? new QueueId("q") : null }, null, StoreProvider.PostgreSql).Sql);
        }

        data.Add("next page", SummarySql.Page(query, new SummaryCursor(1, 2, "x"), StoreProvider.PostgreSql).Sql);
        data.Add("closed", SummarySql.Page(query with { State = ConversationStates.Closed, Sort = "newest" }, null, StoreProvider.PostgreSql).Sql);
        return data;
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task SQLite_finds_rows_by_an_index(string name, string sql)
    {
        await using var fixture = new SqliteFixture();
        await using (var store = fixture.Open())
        {
            await store.Store.StartAsync(static _ => ValueTask.CompletedTask, CancellationToken.None);
        }

        await AssertSqliteAsync(fixture, name, sql);
        await AssertSqliteAsync(fixture, "claim", OutboxRows.ClaimSql(StoreProvider.Sqlite));
    }

    [Fact]
    public async Task PostgreSQL_finds_rows_by_an_index_in_every_statement_of_the_day()
    {
        await using var fixture = (PostgreSqlFixture)await PostgreSqlFixture.MakeAsync(server);
        await using var store = fixture.Open();
        await store.Store.StartAsync(static _ => ValueTask.CompletedTask, CancellationToken.None);
        await using var connection = new NpgsqlConnection(server.ConnectionString(fixture.Database));
        await connection.OpenAsync();
        await FillAsync(connection);
        foreach (var (name, sql) in Statements().Select(row => row.Data).Append(("claim", OutboxRows.ClaimSql(StoreProvider.PostgreSql))))
        {
            var plan = await PlanAsync(connection, sql);
            Assert.False(SeqScans(plan).Any(), $"{name}: {plan}");
        }
    }

    [Fact]
    public async Task PostgreSQL_commits_a_batch_along_indexes_alone()
    {
        await using var fixture = (PostgreSqlFixture)await PostgreSqlFixture.MakeAsync(server);
        await using var store = fixture.Open();
        await store.Store.StartAsync(static _ => ValueTask.CompletedTask, CancellationToken.None);
        await using var connection = await new PostgreSqlConnections(new StoreOptions
        {
            Provider = StoreProvider.PostgreSql,
            ConnectionString = server.ConnectionString(fixture.Database),
        }).OpenWriterAsync(CancellationToken.None);
        using var command = new NpgsqlCommand();
        foreach (var type in new[] { NpgsqlTypes.NpgsqlDbType.Integer, NpgsqlTypes.NpgsqlDbType.Bigint, NpgsqlTypes.NpgsqlDbType.Bigint, NpgsqlTypes.NpgsqlDbType.Bigint })
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        }

        var sql = BatchSql.Batch(new BatchRows(command.Parameters, hasSides: true), hasSides: true);

        var plan = await PlanAsync(connection, sql);
        Assert.False(SeqScans(plan).Any(), plan);
        Assert.DoesNotContain("Nested Loop Semi Join", plan);
        var lockPlan = await PlanAsync(connection, BatchSql.LockOutbox.Replace("$1", "$1::uuid[]"));
        Assert.False(SeqScans(lockPlan).Any(), lockPlan);
    }

    private static IEnumerable<string> SeqScans(string plan) => plan.Split('\n')
        .Where(line => line.Contains("Seq Scan on ", StringComparison.Ordinal) && !SmallTables.Any(t => line.Contains($"Seq Scan on {t} ", StringComparison.Ordinal)));

    private static async Task AssertSqliteAsync(SqliteFixture fixture, string name, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={fixture.Path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"explain query plan {sql}";
        for (var i = 1; i <= 9; i++)
        {
            command.Parameters.AddWithValue($"${i}", 1L);
        }

        var plan = new StringBuilder();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            plan.AppendLine(reader.GetString(3));
        }

        var scans = plan.ToString().Split('\n').Where(line => line.StartsWith("SCAN ", StringComparison.Ordinal) && !line.Contains("USING", StringComparison.Ordinal)
            && !SmallTables.Any(t => line.StartsWith($"SCAN {t}", StringComparison.Ordinal)) && !IsOfOwnRows(line));
        Assert.False(scans.Any(), $"{name}: {plan}");
    }

    /// <summary>Rows that the statement made itself, by a common table expression.</summary>
    private static bool IsOfOwnRows(string line) => OwnRows.Any(own => line.TrimEnd() == $"SCAN {own}");

    /// <summary>Enough rows for the planner to see the point of an index, most of them history.</summary>
    private static async Task FillAsync(NpgsqlConnection connection)
    {
        const string fill =
            """
            insert into stream_head select 's' || i, 1, 1, 1, '{}' from generate_series(1, 20000) i;
            insert into entry (seq, at, batch_no, writer, stream, kind, actor_kind, actor_id, data, source_key)
                select 1, i, i, i % 4, 's' || i, 'k', 'a', 'b', '{}', 'key' from generate_series(1, 20000) i;
            insert into command select gen_random_uuid(), 's' || i, 'f', '{}' from generate_series(1, 20000) i;
            insert into summary (id, phase, channel, channel_kind, thread, visibility, customer_id, state, owner, queue, priority, labels, head, last_text, last_at,
                last_by, waiting_since, due_at, created_at, unattended)
                select 's' || i, case when i % 40 = 0 then 0 else 2 end, 'c', 'w', 't', 'private', 'u', case when i % 40 = 0 then 'new' else 'closed' end,
                    case when i % 80 = 0 then 'e' || (i % 400) end, 'q' || (i % 200), 'normal', '', 1, 'x', i, 'customer', i, i, i, i % 120 = 0
                from generate_series(1, 20000) i;
            insert into outbox select gen_random_uuid(), 's' || i, 1, 'c' || (i % 5), case when i % 100 = 0 then 'pending' when i % 333 = 0 then 'sending' else 'sent' end,
                1, i, i, i, '{}' from generate_series(1, 20000) i;
            insert into deadline select 's' || i, 'lease', 1, i % 64, i from generate_series(1, 20000) i;
            insert into promise select 's' || i, gen_random_uuid(), case when i % 200 = 0 then 0 else 2 end, 'kept', null, i, i, i, 'e', 1, 0, null, null, '' from generate_series(1, 20000) i;
            """;
        await using var command = new NpgsqlCommand(fill, connection);
        await command.ExecuteNonQueryAsync();
        await using var analyze = new NpgsqlCommand("vacuum analyze", connection);
        await analyze.ExecuteNonQueryAsync();
    }

    private static async Task<string> PlanAsync(NpgsqlConnection connection, string sql)
    {
        await using var prepare = new NpgsqlCommand($"set plan_cache_mode = force_generic_plan; prepare plan_of as {sql}", connection) { AllResultTypesAreUnknown = true };
        await prepare.ExecuteNonQueryAsync();
        await using var count = new NpgsqlCommand("select coalesce(cardinality(parameter_types), 0) from pg_prepared_statements where name = 'plan_of'", connection);
        var parameters = (int)(await count.ExecuteScalarAsync())!;
        var values = parameters == 0 ? "" : $"({string.Join(", ", Enumerable.Repeat("null", parameters))})";
        await using var explain = new NpgsqlCommand($"explain execute plan_of{values}", connection);
        var plan = new StringBuilder();
        await using (var reader = await explain.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                plan.Append(reader.GetString(0)).Append('\n');
            }
        }

        await using var deallocate = new NpgsqlCommand("deallocate plan_of", connection);
        await deallocate.ExecuteNonQueryAsync();
        return plan.ToString();
    }
}
