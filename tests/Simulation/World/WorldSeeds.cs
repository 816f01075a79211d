using System.Globalization;

namespace Conversations.Simulation.World;

/// <summary>How many seeds each small world runs: a few with every run of the tests, as many as CONVERSATIONS_WORLDS says for a release, from CONVERSATIONS_WORLDS_FIRST on.</summary>
public static class WorldSeeds
{
    public static int Count(int usual) => Given("CONVERSATIONS_WORLDS") ?? usual;

    public static TheoryData<int> Of(int usual) => [.. Enumerable.Range(Given("CONVERSATIONS_WORLDS_FIRST") ?? 1, Count(usual))];

    private static int? Given(string name) =>
        Environment.GetEnvironmentVariable(name) is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : null;
}
