using System.Globalization;
using Conversations.Testing.MemoryStore;

namespace Conversations.Simulation.Seeds;

/// <summary>Seeds from the command line.</summary>
public static class Replay
{
    private const int ReportsMax = 5;

    public static int One(ulong seed, TextWriter output)
    {
        var run = SeedRun.Of(seed, print: output.WriteLine);
        output.WriteLine(run.Report ?? string.Create(CultureInfo.InvariantCulture, $"Seed {seed} keeps all laws: {run.Steps} steps, hash {run.Hash:x16}."));
        return run.Law is null ? 0 : 1;
    }

    public static int Hash(ulong seed, TextWriter output)
    {
        output.WriteLine(SeedRun.Of(seed).Hash.ToString("x16", CultureInfo.InvariantCulture));
        return 0;
    }

    public static int Many(ulong first, int count, TextWriter output)
    {
        var failed = Seeds.Run(first, count, PlantedBugs.None, failuresMax: int.MaxValue, out var steps);
        foreach (var run in failed.Take(ReportsMax))
        {
            output.WriteLine(run.Report);
        }

        foreach (var law in failed.GroupBy(run => run.Law))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{law.Count(),6} {law.Key}: {string.Join(' ', law.Take(20).Select(run => run.Seed))}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} seeds, {steps} steps, {failed.Count} failed."));
        return failed.Count == 0 ? 0 : 1;
    }
}
