using Conversations.Simulation.World;
using Conversations.Testing.MemoryStore;

namespace Conversations.Simulation.Gestures;

/// <summary>"1,000 parallel reserves of 10 on a budget of 500 → exactly 50"; and no leak and no overshoot whatever dies on the way.</summary>
public sealed class GestureSimulationTests(ITestOutputHelper output)
{
    private const ulong FirstSeed = 4_000;

    [Fact]
    public void A_thousand_at_once_on_a_budget_of_five_hundred_are_exactly_fifty()
    {
        using var world = new GestureWorld(FirstSeed);
        var books = world.Give(1_000, isStorm: false);
        output.WriteLine($"seed {FirstSeed}: {books}");
        Assert.Equal(new GestureWorld.Books(50, 50, 500, 500, 500, 500, 0), books);
    }

    [Fact]
    public void What_one_slice_of_a_teams_day_does_not_use_another_can_give()
    {
        using var world = new GestureWorld(FirstSeed);
        Assert.Equal((1, 1, 48, 0), (world.GiveIn(0, 1), world.GiveIn(1, 1), world.GiveIn(2, 60), world.GiveIn(3, 5)));
    }

    [Fact]
    public void Whatever_dies_on_the_way_nothing_leaks_and_nothing_is_given_twice()
    {
        for (var seed = FirstSeed; seed < FirstSeed + (ulong)WorldSeeds.Count(20); seed++)
        {
            var broken = BrokenLaw(seed, PlantedBugs.None, out var books);
            output.WriteLine($"seed {seed}: {books}");
            Assert.True(broken is null, $"seed {seed}: {broken}: {books}");
        }
    }

    [Fact]
    public void A_grant_without_a_fence_is_found()
    {
        var found = Enumerable.Range(0, 20).Select(number => BrokenLaw(FirstSeed + (ulong)number, PlantedBugs.NoFence, out _)).FirstOrDefault(static law => law is not null);
        output.WriteLine(found ?? "nothing was found");
        Assert.NotNull(found);
    }

    private static string? BrokenLaw(ulong seed, PlantedBugs bugs, out GestureWorld.Books? books)
    {
        books = null;
        try
        {
            using var world = new GestureWorld(seed, bugs);
            books = world.Give(150, isStorm: true);
            var given = (long)books.Granted * GestureWorld.Amount;
            return given > GestureWorld.Budget ? "more was given than there was"
                : books.Yes > books.Granted ? "somebody was told yes and it was not given"
                : books.Unsettled > 0 ? "a gesture was never settled"
                : (books.Team, books.Employees, books.Customers, books.Conversations) != (given, given, given, given) ? "the books do not agree with what was given"
                : null;
        }
        catch (InvalidOperationException defect) when (bugs != PlantedBugs.None)
        {
            return defect.Message;
        }
    }
}
