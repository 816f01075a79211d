using Conversations.Contracts.Ports;
using Conversations.Live.Tests.Doubles;
using Conversations.Silo;
using Conversations.Store;
using Conversations.Testing;
using Conversations.Testing.StoreSuite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(PostgreSqlServer))]

namespace Conversations.Live.Tests.Silo;

/// <summary>How soon what is committed is found, on the real engines, by a clock of the test's own.</summary>
public sealed class SearchIndexingTests(PostgreSqlServer server) : IAsyncLifetime
{
    private static readonly TimeSpan LateMax = TimeSpan.FromSeconds(2);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("conversations-indexing-");
    private readonly LiveTime _time = new();
    private readonly Stack<Func<ValueTask>> _ends = new();

    /// <summary>How many index: each waits for its next round, or is in one.</summary>
    private int _indexing;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        while (_ends.TryPop(out var end))
        {
            await end();
        }

        _folder.Delete(recursive: true);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(StoreProvider.Sqlite)]
    [InlineData(StoreProvider.PostgreSql)]
    public async Task An_entry_is_found_two_seconds_after_its_commit_and_until_then_no_answer_claims_it(StoreProvider engine)
    {
        var store = await OpenAsync(engine);
        await IndexAsync(store);
        for (var number = 1; number <= 3; number++)
        {
            // Wherever in a round the commit falls.
            await MoveAsync(TimeSpan.FromMilliseconds(number * 130));
            var committedAt = _time.GetUtcNow();
            await CommitAsync(store, number, committedAt);
            var waited = TimeSpan.Zero;
            var page = await FindAsync(store, number);
            while (page.Items.IsEmpty && waited < LateMax)
            {
                Assert.InRange(page.IndexedTo, DateTimeOffset.MinValue, committedAt);
                await MoveAsync(TimeSpan.FromMilliseconds(100));
                waited += TimeSpan.FromMilliseconds(100);
                page = await FindAsync(store, number);
            }

            Assert.Equal(Sample.Stream(number), Assert.Single(page.Items).Conversation.Id.Value);
            Assert.Equal(_time.GetUtcNow(), page.IndexedTo);
            Assert.True(waited > TimeSpan.Zero, "found before anybody indexed it");
        }
    }

    [Theory(Timeout = 60_000)]
    [InlineData(StoreProvider.Sqlite)]
    [InlineData(StoreProvider.PostgreSql)]
    public async Task When_the_one_that_indexes_is_gone_another_goes_on_and_until_then_the_answers_say_how_far(StoreProvider engine)
    {
        var store = await OpenAsync(engine);
        var first = await IndexAsync(store);
        await MoveAsync(TimeSpan.FromSeconds(1));
        await IndexAsync(store);
        await MoveAsync(TimeSpan.FromSeconds(1));
        await first.StopAsync(CancellationToken.None);
        _indexing--;
        var committedAt = _time.GetUtcNow();
        await CommitAsync(store, 1, committedAt);

        await MoveAsync(LateMax);
        var behind = await FindAsync(store, 1);
        Assert.True(behind.Items.IsEmpty);
        Assert.Equal(committedAt, behind.IndexedTo);
        for (var second = 0; second < 8; second++)
        {
            await MoveAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Single((await FindAsync(store, 1)).Items);
    }

    private async Task<StorePorts> OpenAsync(StoreProvider engine)
    {
        var connection = $"Data Source={Path.Combine(_folder.FullName, "conversations.db")}";
        if (engine == StoreProvider.PostgreSql)
        {
            var database = await server.CreateDatabaseAsync();
            _ends.Push(async () => await server.DropDatabaseAsync(database));
            connection = server.ConnectionString(database);
        }

        var options = new StoreOptions { Provider = engine, ConnectionString = connection };
        var store = StorePorts.Of(new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_time).AddConversationsStore(options).BuildServiceProvider());
        _ends.Push(store.DisposeAsync);
        await store.Store.StartAsync(static _ => ValueTask.CompletedTask, Ct);
        return store;
    }

    /// <summary>Returns when it waits for its first round.</summary>
    private async Task<SearchIndexing> IndexAsync(StorePorts store)
    {
        var indexing = new SearchIndexing(store.SearchIndex, _time, NullLogger<SearchIndexing>.Instance);
        _indexing++;
        await indexing.StartAsync(Ct);
        _ends.Push(async () =>
        {
            await indexing.StopAsync(CancellationToken.None);
            indexing.Dispose();
        });
        await _time.UntilWaiting(_indexing);
        return indexing;
    }

    /// <summary>Returns when the round that fell due, if any, is over.</summary>
    private async Task MoveAsync(TimeSpan by)
    {
        _time.Advance(by);
        await _time.UntilWaiting(_indexing);
    }

    private static async Task CommitAsync(StorePorts store, int number, DateTimeOffset at) => Assert.IsType<Appended>(await store.Journal.AppendAsync(new Append
    {
        Stream = Sample.Stream(number),
        ExpectedVersion = 0,
        Entries = [Sample.Message(1, text: Words(number)) with { At = at }],
        State = "{}",
        StateShape = 1,
        Summary = Sample.Summary(Sample.Stream(number)),
    }));

    private static ValueTask<SearchPage> FindAsync(StorePorts store, int number) => store.Search.FindAsync(new SearchQuery { Words = Words(number), Limit = 20 }, Ct);

    private static string Words(int number) => $"quokka{number}";
}
