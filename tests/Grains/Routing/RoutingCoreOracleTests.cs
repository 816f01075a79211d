using System.Globalization;
using Conversations.Contracts;
using Conversations.Grains.Routing;
using Xunit;

namespace Conversations.Grains.Tests.Routing;

/// <summary>Random days of a small company, told to the core and to the oracle. SEED in the environment replays one day.</summary>
public sealed class RoutingCoreOracleTests
{
    private const int Days = 400;
    private const int Steps = 250;
    private const int LargeDays = 2;
    private const int LargePeople = 700;
    private const int LargeSteps = 2_000;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_decision_and_every_next_best_is_that_of_the_slow_obvious_way()
    {
        var only = int.TryParse(Environment.GetEnvironmentVariable("SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var given);
        var first = only ? given : Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"SEED={first}, and the {Days - 1} after it");
        var decided = 0;
        for (var seed = first; seed < first + (only ? 1 : Days); seed++)
        {
            decided += Day(seed);
        }

        Assert.True(only || decided > Days * 20, $"Only {decided} decisions were made.");
    }

    [Fact]
    public void So_is_every_decision_of_a_large_company_whose_people_share_their_times()
    {
        var only = int.TryParse(Environment.GetEnvironmentVariable("SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var given);
        var first = only ? given : Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"SEED={first}, and the {LargeDays - 1} after it");
        for (var seed = first; seed < first + (only ? 1 : LargeDays); seed++)
        {
            LargeDay(seed);
        }
    }

    /// <summary>More people than one page has places, more kinds of work than one group has lines; many come at one instant, and time stands still for many decisions.</summary>
    private static void LargeDay(int seed)
    {
        var (random, core, oracle) = (new Random(seed), new RoutingCore(), new RoutingOracle());
        var (now, decided) = (Start, 0);
        for (var step = 0; step < LargeSteps; step++)
        {
            now += TimeSpan.FromSeconds(random.Next(20) == 0 ? random.Next(0, 60) : 0);
            var id = new EmployeeId($"e{random.Next(LargePeople)}");
            var person = Somebody(random, now) with { Id = id, Skills = (ulong)random.Next(256), Capacity = random.Next(1, 9) };
            var item = Item(random, now) with { Id = new ConversationId($"c{step}"), Skills = (ulong)(random.Next(256) & random.Next(256)), LastOwner = random.Next(9) == 0 ? id : null };
            core.SetPerson(person);
            oracle.People[id] = person;
            core.SetItem(item);
            oracle.Items[item.Id] = item;
            AddLoad(core, oracle, new EmployeeId($"e{random.Next(LargePeople)}"), random.Next(-3, 2));
            decided += step > LargePeople ? Decide(core, oracle, now, random.Next(3), $"seed {seed}, step {step}") : 0;
        }

        Assert.True(decided > LargeSteps / 4, $"Only {decided} decisions were made.");
    }

    private static int Day(int seed)
    {
        var (random, core, oracle) = (new Random(seed), new RoutingCore(), new RoutingOracle());
        var (now, decided) = (Start, 0);
        for (var step = 0; step < Steps; step++)
        {
            now += TimeSpan.FromSeconds(random.Next(0, 30));
            Change(random, core, oracle, now);
            if (random.Next(3) == 0)
            {
                decided += Decide(core, oracle, now, random.Next(1, 6), $"seed {seed}, step {step}");
            }

            var who = Person(random);
            var (expected, actual) = (oracle.BestFor(who, now), core.BestFor(who, now));
            Assert.True(expected?.Item == actual?.Item, $"Next best, seed {seed}, step {step}: {expected} but {actual}");
            Assert.Equal(expected?.Lines.ToArray(), actual?.Lines.ToArray());
            Assert.Equal((oracle.Items.Count, oracle.People.Count), (core.ItemCount, core.PeopleCount));
        }

        return decided;
    }

    private static int Decide(RoutingCore core, RoutingOracle oracle, DateTimeOffset now, int atMost, string where)
    {
        for (var decided = 0; decided < atMost; decided++)
        {
            var expected = oracle.Decide(now);
            RoutingMatch? actual = core.TryDecide(now, out var match) ? match : null;
            Assert.True(expected == actual, $"{where}: {expected?.ToString() ?? "nothing"} was expected, {actual?.ToString() ?? "nothing"} decided.");
            if (expected is null)
            {
                return decided;
            }
        }

        return atMost;
    }

    private static void Change(Random random, RoutingCore core, RoutingOracle oracle, DateTimeOffset now)
    {
        switch (random.Next(12))
        {
            case < 5:
                var item = Item(random, now);
                core.SetItem(item);
                oracle.Items[item.Id] = item;
                break;
            case 5:
                var gone = new ConversationId($"c{random.Next(24)}");
                Assert.Equal(oracle.Items.Remove(gone), core.RemoveItem(gone));
                break;
            case < 8:
                var person = Somebody(random, now);
                core.SetPerson(person);
                oracle.People[person.Id] = person;
                break;
            case 8:
                var left = Person(random);
                Assert.Equal(oracle.People.Remove(left), core.RemovePerson(left));
                break;
            case 9:
                SetPresent(core, oracle, Person(random), random.Next(2) == 0);
                break;
            default:
                AddLoad(core, oracle, Person(random), random.Next(-3, 2));
                break;
        }
    }

    private static void SetPresent(RoutingCore core, RoutingOracle oracle, EmployeeId id, bool isPresent)
    {
        Assert.Equal(oracle.People.ContainsKey(id), core.SetPresent(id, isPresent));
        if (oracle.People.TryGetValue(id, out var person))
        {
            oracle.People[id] = person with { IsPresent = isPresent };
        }
    }

    private static void AddLoad(RoutingCore core, RoutingOracle oracle, EmployeeId id, int units)
    {
        Assert.Equal(oracle.People.ContainsKey(id), core.AddLoad(id, units));
        if (oracle.People.TryGetValue(id, out var person))
        {
            oracle.People[id] = person with { Load = Math.Max(0, person.Load + units) };
        }
    }

    private static RoutingItem Item(Random random, DateTimeOffset now) => new()
    {
        Id = new ConversationId($"c{random.Next(24)}"),
        Skills = (ulong)(random.Next(8) & random.Next(8)),
        Topics = (ulong)random.Next(8),
        Units = random.Next(1, 4),
        Since = now - TimeSpan.FromMinutes(random.Next(0, 5)),
        Priority = (RoutingPriority)(random.Next(5) == 0 ? random.Next(4) : 1),
        DueAt = random.Next(2) == 0 ? null : now + TimeSpan.FromMinutes(random.Next(-3, 3)),
        LastOwner = random.Next(3) == 0 ? Person(random) : null,
        DeclinedBy = random.Next(2) == 0 ? Person(random) : null,
        DeclinedUntil = now + TimeSpan.FromSeconds(random.Next(-60, 240)),
    };

    private static RoutingPerson Somebody(Random random, DateTimeOffset now) => new()
    {
        Id = Person(random),
        Skills = (ulong)random.Next(8),
        Topics = (ulong)random.Next(8),
        Capacity = random.Next(0, 7),
        Load = random.Next(0, 4),
        IsPresent = random.Next(4) > 0,
        IdleSince = now - TimeSpan.FromMinutes(random.Next(0, 4)),
    };

    private static EmployeeId Person(Random random) => new($"e{random.Next(7)}");
}
