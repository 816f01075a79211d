using System.Diagnostics;
using System.Globalization;
using Conversations.Testing.MemoryStore;

namespace Conversations.Simulation.Seeds;

/// <summary>
/// Whole systems run by seed. CONVERSATIONS_SEEDS says how many (default 2,000; 20,000 with CONVERSATIONS_LONG); CONVERSATIONS_SEED=n runs that one
/// and prints all of its trace.
/// </summary>
public sealed class SeedTests
{
    private const int SeedsUsual = 2_000;
    private const int SeedsLong = 20_000;
    private const int PlantedSeedsMax = 200;

    [Fact]
    public void Every_seed_keeps_all_laws()
    {
        if (Setting("CONVERSATIONS_SEED") is { } only)
        {
            Assert.Equal(0, Replay.One(ulong.Parse(only, CultureInfo.InvariantCulture), Console.Out));
            return;
        }

        var usual = Setting("CONVERSATIONS_LONG") is null ? SeedsUsual : SeedsLong;
        var count = Setting("CONVERSATIONS_SEEDS") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : usual;

        var failed = Seeds.Run(1, count, PlantedBugs.None, failuresMax: 1, out _);

        Assert.True(failed.Count == 0, failed.FirstOrDefault()?.Report);
    }

    [Theory]
    [InlineData(PlantedBugs.NoFence)]
    [InlineData(PlantedBugs.AcknowledgeBeforeCommit)]
    [InlineData(PlantedBugs.NoDedup)]
    public void A_bug_planted_in_the_store_is_found_within_200_seeds(PlantedBugs bug)
    {
        var failed = Seeds.Run(1, PlantedSeedsMax, bug, failuresMax: 1, out _);

        Assert.True(failed.Count > 0, $"{bug} was not found.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{bug} was found by seed {failed[0].Seed}: {failed[0].Law}");
    }

    [Fact]
    public async Task One_seed_has_the_same_trace_in_two_processes()
    {
        const ulong seed = 7;
        var here = SeedRun.Of(seed).Hash.ToString("x16", CultureInfo.InvariantCulture);

        Assert.Equal(here, await HashElsewhereAsync(seed));
    }

    private static async Task<string> HashElsewhereAsync(ulong seed)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "exec", typeof(SeedTests).Assembly.Location, "hash", seed.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output.Trim();
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
