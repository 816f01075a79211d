using SoloHost.Simulated;

namespace Conversations.Simulation.World;

/// <summary>
/// Which troubles one seed has. Each seed switches on a part of them only: many bugs show when one trouble comes often and another not at all,
/// and never in the mild mixture of everything.
/// </summary>
public sealed record Swarm
{
    public required int Silos { get; init; }

    public required int Webs { get; init; }

    public required int Threads { get; init; }

    public required TimeSpan Storm { get; init; }

    public required bool Crashes { get; init; }

    /// <summary>Silos die just before or just after a commit, or with bytes on the wire.</summary>
    public required bool CrashesAtEdges { get; init; }

    public required bool Pauses { get; init; }

    /// <summary>Grains live twice for a while.</summary>
    public required bool Twins { get; init; }

    public required bool Moves { get; init; }

    public required bool LostMessages { get; init; }

    public required bool LateMessages { get; init; }

    public required bool Hesitations { get; init; }

    public required bool SlowStore { get; init; }

    public required bool StoreTrouble { get; init; }

    public required bool StoreOutages { get; init; }

    public required bool Overtakes { get; init; }

    /// <summary>Networks answer late, never, with a no, or after taking the reply.</summary>
    public required bool NetworkTrouble { get; init; }

    public required bool Statuses { get; init; }

    public required bool LostHints { get; init; }

    public required bool WebCrashes { get; init; }

    public required bool SkewedClocks { get; init; }

    public required bool QuickCollection { get; init; }

    public required bool Codecs { get; init; }

    /// <summary>Everybody wants the same conversation.</summary>
    public required bool Crowd { get; init; }

    public static Swarm Of(SimulatedRandom random)
    {
        bool Half() => random.Chance(0.5);
        return new Swarm
        {
            Silos = 2 + random.Next(2),
            Webs = 1 + random.Next(2),
            Threads = 2 + random.Next(4),
            Storm = TimeSpan.FromSeconds(15 + random.Next(30)),
            Crashes = Half(),
            CrashesAtEdges = Half(),
            Pauses = Half(),
            Twins = Half(),
            Moves = Half(),
            LostMessages = Half(),
            LateMessages = Half(),
            Hesitations = Half(),
            SlowStore = Half(),
            StoreTrouble = Half(),
            StoreOutages = random.Chance(0.25),
            Overtakes = random.Chance(0.25),
            NetworkTrouble = Half(),
            Statuses = Half(),
            LostHints = Half(),
            WebCrashes = random.Chance(0.25),
            SkewedClocks = random.Chance(0.25),
            QuickCollection = random.Chance(0.25),
            Codecs = random.Chance(0.1),
            Crowd = random.Chance(0.25),
        };
    }

    /// <summary>A quiet cluster; what goes wrong between its nodes begins with <see cref="Unleash"/>.</summary>
    public SimulatedOptions ToOptions() => new() { SerializeEveryCall = Codecs, CrashNoticedMax = TimeSpan.FromSeconds(5), StepsMax = 3_000_000 };

    public void Unleash(SimulatedOptions options)
    {
        options.LostCalls = LostMessages ? 0.01 : 0;
        options.LostAnswers = LostMessages ? 0.01 : 0;
        options.RepeatedAnswers = LostMessages ? 0.02 : 0;
        options.LateMessages = LateMessages ? 0.02 : 0;
        options.Hesitations = Hesitations ? 0.05 : 0;
    }
}
