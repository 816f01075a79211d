using Conversations.Contracts.Ports;
using Conversations.Testing.StoreSuite;

namespace Conversations.Store.Tests.Sqlite;

/// <summary>The file of searches is a copy: lost, broken or of another shape, it is made anew and filled again, and the database is not touched.</summary>
public sealed class SqliteSearchFaultTests : IAsyncLifetime
{
    private readonly SqliteFixture _fixture = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string SearchPath => _fixture.Path + "-search";

    public async ValueTask InitializeAsync()
    {
        await using var store = await StartAsync();
        Assert.IsType<Appended>(await store.Journal.AppendAsync(Sample.Messages(Sample.Stream(1), 0, 0, 3) with { Summary = Sample.Summary(Sample.Stream(1)) }));
        Assert.Equal(4, await store.SearchIndex.CatchUpAsync("a", Ct));
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task What_was_indexed_is_still_there_after_a_restart()
    {
        await using var store = await StartAsync();
        Assert.Equal(3, await FoundAsync(store));
        Assert.Equal(0, await store.SearchIndex.CatchUpAsync("a", Ct));
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("no database")]
    [InlineData("broken")]
    public async Task A_file_that_is_lost_or_broken_is_filled_again(string trouble)
    {
        foreach (var end in new[] { "-wal", "-shm" })
        {
            File.Delete(SearchPath + end);
        }

        switch (trouble)
        {
            case "lost":
                File.Delete(SearchPath);
                break;
            case "no database":
                await File.WriteAllTextAsync(SearchPath, new string('x', 20_000), Ct);
                break;
            default:
                var bytes = await File.ReadAllBytesAsync(SearchPath, Ct);
                bytes.AsSpan(100, 3_000).Fill(0xAB);
                await File.WriteAllBytesAsync(SearchPath, bytes, Ct);
                break;
        }

        await using var store = await StartAsync();

        Assert.Equal(0, await FoundAsync(store));
        Assert.Equal(4, await store.SearchIndex.CatchUpAsync("b", Ct));
        Assert.Equal(3, await FoundAsync(store));
    }

    private async ValueTask<StorePorts> StartAsync()
    {
        var store = _fixture.Open();
        await store.Store.StartAsync(static _ => ValueTask.CompletedTask, Ct);
        return store;
    }

    private static async Task<int> FoundAsync(StorePorts store) => (await store.Search.FindAsync(new SearchQuery { Words = "hello", Limit = 10 }, Ct)).Items.Length;
}
