using System.Globalization;
using Conversations.Contracts.Ports;
using Conversations.Store;
using Conversations.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Bench;

/// <summary>B7's second half: items offered and accepted, durably, by the product's way and by the usual SQL loop, doing the least and doing the same job; on databases of one PostgreSQL, in rounds that alternate.</summary>
internal static class RoutingDurable
{
    private const int Rounds = 5;
    private const int People = 10_000;
    private const int Items = 8_000;
    private static readonly int[] Clients = [1, 8, 32];
    private static readonly int[] AtOnce = [64, 1_000, 4_000];

    public static async Task<int> RunAsync(TextWriter output)
    {
        await using var server = new PostgreSqlServer();
        var options = new StoreOptions { Provider = StoreProvider.PostgreSql, ConnectionString = server.ConnectionString(await server.CreateDatabaseAsync()) };
        await using var services = new ServiceCollection().AddLogging().AddConversationsStore(options).BuildServiceProvider();
        await services.GetRequiredService<IStore>().StartAsync(static _ => ValueTask.CompletedTask, CancellationToken.None);
        var people = new RoutingWork(People).People;
        var journal = new RoutingJournal(services.GetRequiredService<IJournal>(), people);
        var loops = new Dictionary<bool, RoutingSql>();
        foreach (var isSameJob in new[] { true, false })
        {
            loops[isSameJob] = new RoutingSql(server.ConnectionString(await server.CreateDatabaseAsync()), isSameJob);
            await loops[isSameJob].CreateAsync(people);
        }

        var ours = AtOnce.ToDictionary(n => n, _ => new List<(double PerSecond, double Offer, double Accept)>());
        var theirs = loops.Keys.SelectMany(static job => Clients.Select(clients => (job, clients))).ToDictionary(static key => key, _ => new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var atOnce in AtOnce)
            {
                await journal.PrepareAsync(Items);
                ours[atOnce].Add(await journal.RunAsync(Items, atOnce));
            }

            foreach (var ((isSameJob, clients), rates) in theirs)
            {
                await loops[isSameJob].PrepareAsync(Items);
                rates.Add(await loops[isSameJob].RunAsync(Items, clients));
            }
        }

        Tell(output, ours, theirs);
        return 0;
    }

    /// <summary>The first round warmed up; in each other one ours is held against the best of the loops of each kind in the same round.</summary>
    private static void Tell(TextWriter output, Dictionary<int, List<(double PerSecond, double Offer, double Accept)>> ours, Dictionary<(bool IsSameJob, int Clients), List<double>> theirs)
    {
        output.WriteLine("| Offered and accepted, durably | a second | decision → offer, → acceptance p99 ms | ÷ SQL doing the same job: median (min–max) | ÷ SQL doing the least |\n|---|---|---|---|---|");
        foreach (var ((isSameJob, clients), rates) in theirs)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| SQL, SKIP LOCKED, {(isSameJob ? "the same job" : "the least")}, {clients} clients | {Median(rates.Skip(1)):n0} | | | |"));
        }

        foreach (var (atOnce, runs) in ours)
        {
            var (offer, accept) = (Median(runs.Skip(1).Select(r => r.Offer)), Median(runs.Skip(1).Select(r => r.Accept)));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| journal, {atOnce:n0} at once | {Median(runs.Skip(1).Select(r => r.PerSecond)):n0} | {offer:n0}, {accept:n0} | {Against(isSameJob: true)} | {Against(isSameJob: false)} |"));

            string Against(bool isSameJob)
            {
                var best = theirs.Where(loop => loop.Key.IsSameJob == isSameJob).Select(static loop => loop.Value).ToList();
                var ratios = Enumerable.Range(1, Rounds).Select(round => runs[round].PerSecond / best.Max(rates => rates[round])).Order().ToList();
                return string.Create(CultureInfo.InvariantCulture, $"**{ratios[Rounds / 2]:n2}** ({ratios[0]:n2}–{ratios[^1]:n2})");
            }
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
