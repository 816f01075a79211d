using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Store;
using Conversations.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Bench;

/// <summary>Search over many entries: rare words, common ones, beginnings, ids, filters, and a page deep in the past; one after the other, several at once, and while the journal is written.</summary>
internal static class SearchBench
{
    private const int Rounds = 20;
    private const int AtOnce = 8;
    private static readonly TimeSpan IndexEvery = TimeSpan.FromMilliseconds(500);

    public static async Task<int> RunAsync(string engine, int entries, TextWriter output)
    {
        if (engine == "sqlite")
        {
            var folder = Directory.CreateTempSubdirectory("conversations-bench-").FullName;
            try
            {
                await MeasureAsync(new StoreOptions { ConnectionString = $"Data Source={Path.Combine(folder, "search.db")}" }, entries, output);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }

            return 0;
        }

        await using var server = new PostgreSqlServer();
        var connection = server.ConnectionString(await server.CreateDatabaseAsync());
        await MeasureAsync(new StoreOptions { Provider = StoreProvider.PostgreSql, ConnectionString = connection }, entries, output);
        return 0;
    }

    private static async Task MeasureAsync(StoreOptions options, int entries, TextWriter output)
    {
        await using var services = new ServiceCollection().AddLogging().AddConversationsStore(options).BuildServiceProvider();
        await services.GetRequiredService<IStore>().StartAsync(static _ => ValueTask.CompletedTask, CancellationToken.None);
        var work = new SearchWork(entries);
        var clock = Stopwatch.StartNew();
        await work.FillAsync(services.GetRequiredService<IJournal>());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entries:n0} entries journaled in {clock.Elapsed.TotalSeconds:n0} s"));
        clock.Restart();
        var documents = await services.GetRequiredService<ISearchIndex>().CatchUpAsync("bench", CancellationToken.None);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{documents:n0} documents indexed in {clock.Elapsed.TotalSeconds:n0} s, {documents / clock.Elapsed.TotalSeconds:n0} a second"));
        output.WriteLine("| Search | Found on the first page | p50 ms | p95 ms | max ms |\n|---|---|---|---|---|");
        var (search, all) = (services.GetRequiredService<ISearch>(), new List<double>());
        foreach (var (name, queries) in work.Searches(Rounds))
        {
            all.AddRange(await OneAsync(search, name, queries, output));
        }

        output.WriteLine(Row("**all**", 0, all));
        var mixed = work.Mixed(Rounds);
        output.WriteLine(Row($"all, {AtOnce} at once", 0, await ManyAsync(search, mixed)));
        using var stop = new CancellationTokenSource();
        var writing = work.WriteOnAsync(services.GetRequiredService<IJournal>(), stop.Token);
        var indexing = IndexAsync(services.GetRequiredService<ISearchIndex>(), stop.Token);
        clock.Restart();
        var waits = await ManyAsync(search, mixed);
        var seconds = clock.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        output.WriteLine(Row($"all, {AtOnce} at once, journal at full rate", 0, waits));
        var written = await writing;
        await indexing;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written / seconds:n0} entries a second were journaled meanwhile"));
    }

    /// <summary>Every search again, mixed, so many at once.</summary>
    private static async Task<List<double>> ManyAsync(ISearch search, IReadOnlyList<SearchQuery> queries)
    {
        var waits = new ConcurrentBag<double>();
        await Parallel.ForEachAsync(queries, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (query, cancellationToken) =>
        {
            var begun = Stopwatch.GetTimestamp();
            await search.FindAsync(query, cancellationToken);
            waits.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        });
        return [.. waits];
    }

    /// <summary>As a silo does it.</summary>
    private static async Task IndexAsync(ISearchIndex index, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await index.CatchUpAsync("bench", CancellationToken.None);
            await Task.Delay(IndexEvery, CancellationToken.None);
        }
    }

    private static async Task<List<double>> OneAsync(ISearch search, string name, IReadOnlyList<SearchQuery> queries, TextWriter output)
    {
        var (waits, found) = (new List<double>(), 0);
        foreach (var query in queries)
        {
            var begun = Stopwatch.GetTimestamp();
            found = (await search.FindAsync(query, CancellationToken.None)).Items.Length;
            waits.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        output.WriteLine(Row(name, found, waits));
        return waits;
    }

    private static string Row(string name, int found, List<double> waits)
    {
        var sorted = waits.Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {found} | {sorted[sorted.Count / 2]:n0} | {sorted[sorted.Count * 95 / 100]:n0} | {sorted[^1]:n0} |");
    }
}
