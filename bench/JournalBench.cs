using System.Diagnostics;
using Conversations.Contracts.Ports;
using Conversations.Store;
using Conversations.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Bench;

/// <summary>B3: awaiting producers against the journal, beside the same-rows loop (see <see cref="JournalRows"/>), in rounds that alternate.</summary>
internal static class JournalBench
{
    private const int Rounds = 5;
    private static readonly int[] Producers = [100, 1_000, 5_000];

    public static async Task<int> RunAsync(string engine, TextWriter output)
    {
        output.WriteLine(JournalFigures.Header);
        foreach (var producers in Producers)
        {
            output.WriteLine(engine == "sqlite" ? await SqliteAsync(producers) : await PostgreSqlAsync(producers));
        }

        return 0;
    }

    private static async Task<JournalFigures> SqliteAsync(int producers)
    {
        var folder = Directory.CreateTempSubdirectory("conversations-bench-").FullName;
        var path = Path.Combine(folder, "journal.db");
        try
        {
            var options = new StoreOptions { ConnectionString = $"Data Source={path}" };
            return await MeasureAsync("SQLite FULL", producers, options, (work, batch) => Task.FromResult(JournalRows.Sqlite(path, work, batch)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<JournalFigures> PostgreSqlAsync(int producers)
    {
        await using var server = new PostgreSqlServer();
        var connection = server.ConnectionString(await server.CreateDatabaseAsync());
        var options = new StoreOptions { Provider = StoreProvider.PostgreSql, ConnectionString = connection };
        return await MeasureAsync("PostgreSQL", producers, options, (work, batch) => JournalRows.PostgreSqlAsync(connection, work, batch, options.Writers));
    }

    private static async Task<JournalFigures> MeasureAsync(string name, int producers, StoreOptions options, Func<Append[][], int, Task<double>> loop)
    {
        await using var services = new ServiceCollection().AddLogging().AddConversationsStore(options).BuildServiceProvider();
        await services.GetRequiredService<IStore>().StartAsync(static _ => ValueTask.CompletedTask, CancellationToken.None);
        var figures = new JournalFigures(name, producers);
        var (mine, rows) = (new JournalWork("j", producers), new JournalWork("r", producers));
        var appends = Math.Max(20_000, producers * 8);
        for (var round = 0; round <= Rounds; round++)
        {
            var (journalWork, rowsWork) = (mine.Round(appends), rows.Round(appends));
            GC.Collect();
            var (rate, batch) = await JournalAsync(services, journalWork);
            GC.Collect();
            var perSecond = await loop(rowsWork, (int)Math.Round(batch));
            if (round > 0)
            {
                figures.Add(rate, perSecond, batch);
            }
        }

        return figures;
    }

    private static async Task<(JournalRate Rate, double Batch)> JournalAsync(IServiceProvider services, Append[][] work)
    {
        var journal = services.GetRequiredService<IJournal>();
        var commits = 0;
        using var counting = services.GetRequiredService<IJournalFeed>().Subscribe(_ => Interlocked.Increment(ref commits));
        var waits = new long[work.Sum(w => w.Length)];
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(work.Select(async mine =>
        {
            await Task.Yield();
            foreach (var append in mine)
            {
                var begun = Stopwatch.GetTimestamp();
                if (await journal.AppendAsync(append) is not Appended)
                {
                    throw new InvalidOperationException("An append was refused.");
                }

                waits[Interlocked.Increment(ref next)] = Stopwatch.GetTimestamp() - begun;
            }
        }));
        var seconds = clock.Elapsed.TotalSeconds;
        Array.Sort(waits);
        return (new JournalRate(waits.Length / seconds, Milliseconds(waits[waits.Length / 2]), Milliseconds(waits[waits.Length * 99 / 100])), (double)waits.Length / commits);
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
}
