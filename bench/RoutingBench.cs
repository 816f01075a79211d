using System.Globalization;
using Conversations.Grains.Routing;

namespace Conversations.Bench;

/// <summary>B7: the routing core beside looking at everybody, in rounds that alternate; how even it gives out work, and how much of the possible it finds.</summary>
internal static class RoutingBench
{
    private const int Rounds = 5;
    private const int Steps = 300_000;
    private const int Backlog = 100_000;
    private static readonly int[] People = [1_000, 10_000, 100_000];

    public static int Run(TextWriter output)
    {
        output.WriteLine("| People | Core, decisions a second of processor time: median (min–max) | Of 10,000 people | Looking at everybody | Core ÷ that |\n|---|---|---|---|---|");
        var all = People.ToDictionary(people => people, people => (Loop: new RoutingLoop(people, Backlog), Scan: new RoutingScan(people), Rates: new List<(double Core, double Scan)>()));
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (people, (loop, scan, rates)) in all)
            {
                GC.Collect();
                var measured = (loop.Run(Steps), scan.Run(Math.Max(200, 20_000_000 / people)));
                if (round > 0)
                {
                    rates.Add(measured);
                }
            }
        }

        var ten = Median(all[10_000].Rates, r => r.Core);
        foreach (var (people, (_, _, rates)) in all)
        {
            var core = Median(rates, r => r.Core);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {people:n0} | **{core:n0}** ({rates.Min(r => r.Core):n0}–{rates.Max(r => r.Core):n0}) | {core / ten:p0} | {Median(rates, r => r.Scan):n0} | {Median(rates, r => r.Core / r.Scan):n0} |"));
        }

        Spread(output);
        return 0;
    }

    /// <summary>As many items as there is room, asked for as unevenly as skills are: what is given out, of what could be.</summary>
    private static void Spread(TextWriter output)
    {
        const int people = 10_000;
        var (work, core, random) = (new RoutingWork(people), new RoutingCore(), new Random(11));
        var demand = new int[RoutingWork.Skills];
        foreach (var person in work.People)
        {
            core.SetPerson(person);
        }

        for (var i = 0; i < people * RoutingWork.Capacity; i++)
        {
            // The first skills are asked for most: three times as often as the last.
            var skill = (int)(RoutingWork.Skills * Math.Pow(random.NextDouble(), 1.5));
            demand[skill]++;
            core.SetItem(work.Item() with { Skills = 1UL << skill });
        }

        var given = 0;
        while (core.TryDecide(RoutingWork.Start.AddTicks(given), out _))
        {
            if (++given == people * RoutingWork.Capacity / 2)
            {
                var loads = work.People.Select(person => core.TryGetPerson(person.Id, out var now) ? now.Load : -1).ToList();
                output.WriteLine($"half of all room given out: from {loads.Min()} to {loads.Max()} units a person");
            }
        }

        var possible = RoutingOptimum.Most(work.People, demand);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"as many items as room, uneven skills: {given:n0} given out of {possible:n0} possible, regret {1 - ((double)given / possible):p2}"));
    }

    private static double Median(List<(double Core, double Scan)> rates, Func<(double Core, double Scan), double> of) => rates.Select(of).Order().ElementAt(rates.Count / 2);
}

/// <summary>The most items that could be given out if all were known beforehand: the smallest cut of the flow from skills to people, found by trying every set of skills.</summary>
internal static class RoutingOptimum
{
    public static int Most(RoutingPerson[] people, int[] demand)
    {
        // only[s]: room of people whose skills all lie in s.
        var only = new int[1 << demand.Length];
        foreach (var person in people)
        {
            only[person.Skills] += person.Capacity;
        }

        for (var skill = 0; skill < demand.Length; skill++)
        {
            for (var set = 0; set < only.Length; set++)
            {
                if ((set & (1 << skill)) != 0)
                {
                    only[set] += only[set ^ (1 << skill)];
                }
            }
        }

        var (all, most) = (people.Sum(person => person.Capacity), int.MaxValue);
        for (var set = 0; set < only.Length; set++)
        {
            // Of the skills in the set all room is used up, of the others all items are given out.
            var others = only.Length - 1 - set;
            var items = Enumerable.Range(0, demand.Length).Where(skill => (others & (1 << skill)) != 0).Sum(skill => demand[skill]);
            most = Math.Min(most, all - only[others] + items);
        }

        return most;
    }
}
