using System.Globalization;
using System.Text;
using Conversations.Simulation.Laws;
using Conversations.Simulation.World;
using Conversations.Testing.MemoryStore;

namespace Conversations.Simulation.Seeds;

/// <summary>What came of one seed.</summary>
/// <param name="Hash">Of all that was chosen and all that happened: equal in every process.</param>
/// <param name="Law">The law that was broken; null when none was.</param>
/// <param name="Report">How to see it again, when a law was broken.</param>
public sealed record SeedRun(ulong Seed, ulong Hash, long Steps, string? Law, string? Report)
{
    public static SeedRun Of(ulong seed, PlantedBugs bugs = PlantedBugs.None, Action<string>? print = null)
    {
        using var world = new World.World(seed, bugs, print);
        try
        {
            world.Run();
            AllLaws.Check(world);
            return new SeedRun(seed, world.Cluster.TraceHash, world.Cluster.Steps, null, null);
        }
        catch (Exception exception)
        {
            var law = (exception as LawBrokenException)?.Law ?? exception.GetType().Name;
            return new SeedRun(seed, world.Cluster.TraceHash, world.Cluster.Steps, law, Tell(world, seed, exception));
        }
    }

    private static string Tell(World.World world, ulong seed, Exception exception)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Seed {seed} broke a law. {(exception is LawBrokenException ? exception.Message : exception)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"The last of its trace, in seconds since its start ({world.Swarm}):");
        foreach (var line in world.Chronicle.Last)
        {
            text.AppendLine(line);
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"Replay: ./test --only Simulation --seed {seed}");
        return text.ToString();
    }
}
