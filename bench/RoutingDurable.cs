using System.Globalization;
using Conversations.Contracts.Ports;
using Conversations.Store;
using Conversations.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Bench;

/// <summary>B7's second half: items offered and accepted, durably, by the product's way and by the usual SQL loop; on two databases of one PostgreSQL, in rounds that alternate.</summary>
internal static class RoutingDurable
{
    private const int Rounds = 5;
    private const int People = 10_000;
    private const int Items = 4_000;
    private static readonly int[] Clients = [1, 8, 32];
    private static readonly int[] AtOnce = [64, 1_000];

    public static async Task<int> RunAsync(TextWriter output)
    {
        await using var server = new PostgreSqlServer();
        var options = new StoreOptions { Provider = StoreProvider.PostgreSql, ConnectionString = server.ConnectionString(await server.CreateDatabaseAsync()) };
        await using var services = new ServiceCollection().AddLogging().AddConversationsStore(options).BuildServiceProvider();
        await services.GetRequiredService<IStore>().StartAsync(static _ => ValueTask.CompletedTask, CancellationToken.None);
        var people = new RoutingWork(People).People;
        var journal = new RoutingJournal(services.GetRequiredService<IJournal>(), people);
        var sql = new RoutingSql(server.ConnectionString(await server.CreateDatabaseAsync()));
        await sql.CreateAsync(people);
        var (ours, theirs) = (AtOnce.ToDictionary(n => n, _ => new List<(double PerSecond, double Offer, double Accept)>()), Clients.ToDictionary(n => n, _ => new List<double>()));
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var atOnce in AtOnce)
            {
                await journal.PrepareAsync(Items);
                ours[atOnce].Add(await journal.RunAsync(Items, atOnce));
            }

            foreach (var clients in Clients)
            {
                await sql.PrepareAsync(Items);
                theirs[clients].Add(await sql.RunAsync(Items, clients));
            }
        }

        Tell(output, ours, theirs);
        return 0;
    }

    /// <summary>The first round warmed up; in each other one ours is held against the best of the loops in the same round.</summary>
    private static void Tell(TextWriter output, Dictionary<int, List<(double PerSecond, double Offer, double Accept)>> ours, Dictionary<int, List<double>> theirs)
    {
        output.WriteLine("| Offered and accepted, durably | a second | decision → offer, → acceptance p99 ms | ÷ best SQL loop of the round: median (min–max) |\n|---|---|---|---|");
        foreach (var (clients, rates) in theirs)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| SQL, SKIP LOCKED, {clients} clients | {Median(rates.Skip(1)):n0} | | |"));
        }

        foreach (var (atOnce, runs) in ours)
        {
            var ratios = Enumerable.Range(1, Rounds).Select(round => runs[round].PerSecond / theirs.Values.Max(rates => rates[round])).Order().ToList();
            var (offer, accept) = (Median(runs.Skip(1).Select(r => r.Offer)), Median(runs.Skip(1).Select(r => r.Accept)));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| journal, {atOnce:n0} at once | {Median(runs.Skip(1).Select(r => r.PerSecond)):n0} | {offer:n0}, {accept:n0} | **{ratios[Rounds / 2]:n2}** ({ratios[0]:n2}–{ratios[^1]:n2}) |"));
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
