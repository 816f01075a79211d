namespace Conversations.Load.Options;

/// <summary>How much is done in a run. Rates are of the open-loop schedule; the target's slowness never lowers them.</summary>
public sealed record Profile
{
    /// <summary>The word on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>How long customers write and agents act.</summary>
    public required TimeSpan Load { get; init; }

    /// <summary>How long everything may take to settle afterwards.</summary>
    public required TimeSpan Quiesce { get; init; }

    /// <summary>Webhook posts a second; one post in ten is an array.</summary>
    public required double PostsPerSecond { get; init; }

    /// <summary>Threads that customers write in; the first ones are the busiest (Zipf).</summary>
    public required int Threads { get; init; }

    /// <summary>Virtual agents, each with a dashboard of its own.</summary>
    public required int Agents { get; init; }

    /// <summary>Share of the messages that are sent again, at once or later.</summary>
    public double DuplicateShare { get; init; } = 0.10;

    /// <summary>Whether the target is expected to be killed and started again during the run.</summary>
    public bool ExpectsOutages { get; init; }

    public static IReadOnlyList<string> Names { get; } = ["smoke", "kill"];

    public static Profile? Find(string name) => name switch
    {
        "smoke" => new Profile
        {
            Name = name,
            Load = TimeSpan.FromSeconds(20),
            Quiesce = TimeSpan.FromSeconds(45),
            PostsPerSecond = 40,
            Threads = 80,
            Agents = 4,
        },
        "kill" => new Profile
        {
            Name = name,
            Load = TimeSpan.FromSeconds(60),
            Quiesce = TimeSpan.FromSeconds(120),
            PostsPerSecond = 40,
            Threads = 80,
            Agents = 4,
            ExpectsOutages = true,
        },
        _ => null,
    };
}
