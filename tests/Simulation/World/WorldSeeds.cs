using System.Globalization;

namespace Conversations.Simulation.World;

/// <summary>How many seeds each small world runs: a few with every run of the tests, as many as CONVERSATIONS_WORLDS says for a release.</summary>
public static class WorldSeeds
{
    public static int Count(int usual) =>
        Environment.GetEnvironmentVariable("CONVERSATIONS_WORLDS") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : usual;

    public static TheoryData<int> Of(int usual) => [.. Enumerable.Range(1, Count(usual))];
}
