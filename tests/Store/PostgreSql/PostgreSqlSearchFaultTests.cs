using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Store.Search;
using Conversations.Testing;
using Conversations.Testing.StoreSuite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Conversations.Store.Tests.PostgreSql;

/// <summary>Batches that commit late, holders that come too late, an index of an older shape.</summary>
public sealed class PostgreSqlSearchFaultTests(PostgreSqlServer server) : IAsyncLifetime
{
    private PostgreSqlFixture _fixture = null!;
    private StorePorts _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _fixture = (PostgreSqlFixture)await PostgreSqlFixture.MakeAsync(server);
        _store = _fixture.Open();
        await _store.Store.StartAsync(static _ => ValueTask.CompletedTask, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    /// <summary>The writer that commits late began before one that commits meanwhile: its number, its batch's number and its time are all behind what is indexed by then.</summary>
    [Fact]
    public async Task A_batch_that_commits_after_later_ones_of_other_writers_is_found()
    {
        await AppendAsync(_store, 1, "early");
        await using var slow = new NpgsqlConnection(server.ConnectionString(_fixture.Database));
        await slow.OpenAsync(Ct);
        await using (var transaction = await slow.BeginTransactionAsync(Ct))
        {
            await RunAsync(slow, "insert into writer (commit_no, batch_no, seen_at) overriding system value values (1, 1, 0)");
            await RunAsync(slow, Late(seq: 2, batch: 1, "latecomer"));
            await using var other = _fixture.Open();
            await other.Store.StartAsync(static _ => ValueTask.CompletedTask, Ct);
            await AppendAsync(_store, 2, "later");
            await AppendAsync(other, 3, "latest");
            Assert.NotNull(await _store.SearchIndex.CatchUpAsync("a", Ct));
            Assert.Empty(await FindAsync("latecomer"));
            Assert.Single(await FindAsync("later"));
            Assert.Single(await FindAsync("latest"));
            await transaction.CommitAsync(Ct);
        }

        Assert.NotNull(await _store.SearchIndex.CatchUpAsync("a", Ct));
        Assert.Equal([2L], (await FindAsync("latecomer")).Select(hit => hit.Seq));

        await using (var transaction = await slow.BeginTransactionAsync(Ct))
        {
            await RunAsync(slow, "update writer set batch_no = 2 where seen_at = 0");
            await RunAsync(slow, Late(seq: 3, batch: 2, "straggler"));
            await AppendAsync(_store, 4, "meanwhile");
            Assert.NotNull(await _store.SearchIndex.CatchUpAsync("a", Ct));
            Assert.Single(await FindAsync("meanwhile"));
            await transaction.CommitAsync(Ct);
        }

        Assert.NotNull(await _store.SearchIndex.CatchUpAsync("a", Ct));
        Assert.Equal([3L], (await FindAsync("straggler")).Select(hit => hit.Seq));
        Assert.Single(await FindAsync("latecomer"));
    }

    [Fact]
    public async Task A_holder_that_lost_its_lease_writes_nothing_more()
    {
        await AppendAsync(1, "hello");
        var tables = _store.Services.GetRequiredService<IStoreDriver>().Search;
        var now = DateTimeOffset.UtcNow;
        Assert.True(await tables.TakeLeaseAsync("a", now, now.AddSeconds(5), Ct));
        Assert.False(await tables.TakeLeaseAsync("b", now.AddSeconds(4), now.AddSeconds(9), Ct));
        Assert.True(await tables.TakeLeaseAsync("b", now.AddSeconds(6), now.AddSeconds(11), Ct));

        Assert.False(await tables.WriteAsync("a", [new SearchDocument(Sample.Stream(1), 1, 0, "stale")], new SearchMove(1, 99), Ct));

        Assert.Empty(await FindAsync("stale"));
        Assert.True(await tables.WriteAsync("b", [new SearchDocument(Sample.Stream(1), 1, 0, "fresh")], null, Ct));
        Assert.Single(await FindAsync("fresh"));
    }

    [Fact]
    public async Task An_index_of_an_older_shape_is_filled_anew_and_one_of_a_newer_shape_is_left_alone()
    {
        await AppendAsync(1, "hello");
        Assert.NotNull(await _store.SearchIndex.CatchUpAsync("a", Ct));
        await server.SqlAsync(_fixture.Database, "update search_doc set words = 'rubbish'; update search_lease set shape = 0");
        Assert.Empty(await FindAsync("hello"));

        Assert.Equal(2, await _store.SearchIndex.CatchUpAsync("b", Ct));
        Assert.Single(await FindAsync("hello"));

        await server.SqlAsync(_fixture.Database, "update search_lease set shape = 1000, until = 0");
        Assert.Null(await _store.SearchIndex.CatchUpAsync("b", Ct));
        Assert.Single(await FindAsync("hello"));
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static string Late(int seq, int batch, string word) =>
        $$"""
        insert into entry (stream, seq, at, kind, actor_kind, actor_id, data, words, writer, batch_no)
        select '{{Sample.Stream(1)}}', {{seq}}, 0, 'messageReceived', 'customer', 'c', '{}', '{"text":"{{word}}"}', id, {{batch}} from writer where seen_at = 0
        """;

    private Task AppendAsync(int stream, string text) => AppendAsync(_store, stream, text);

    private static async Task AppendAsync(StorePorts store, int stream, string text) => Assert.IsType<Appended>(await store.Journal.AppendAsync(new Append
    {
        Stream = Sample.Stream(stream), ExpectedVersion = 0, Entries = [Sample.Message(1, text: text)], State = "{}", StateShape = 1, Summary = Sample.Summary(Sample.Stream(stream)),
    }));

    private async Task<IEnumerable<SearchHit>> FindAsync(string words) => (await _store.Search.FindAsync(new SearchQuery { Words = words, Limit = 10 }, Ct)).Items;
}
