namespace SoloHost.Simulated;

/// <summary>How a simulated cluster behaves. All chances are from 0 to 1; the defaults are a quiet day.</summary>
public sealed class SimulatedOptions
{
    /// <summary>The virtual time at the start.</summary>
    public DateTimeOffset StartedAt { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Sends every call through its codec. Slower; the defaults leave it to a few seeds.</summary>
    public bool SerializeEveryCall { get; set; }

    /// <summary>How long a message between two nodes takes at least and at most.</summary>
    public TimeSpan TravelMin { get; set; } = TimeSpan.Zero;

    public TimeSpan TravelMax { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Chance that a call between two nodes is lost: it never runs, and its caller's time runs out.</summary>
    public double LostCalls { get; set; }

    /// <summary>Chance that an answer between two nodes is lost: the call ran, and its caller's time runs out.</summary>
    public double LostAnswers { get; set; }

    /// <summary>Chance that an answer comes twice.</summary>
    public double RepeatedAnswers { get; set; }

    /// <summary>Chance that a message between two nodes takes up to <see cref="LateMax"/> instead.</summary>
    public double LateMessages { get; set; }

    public TimeSpan LateMax { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Chance that a queue which has become ready waits up to <see cref="HesitationMax"/> before its next turn.</summary>
    public double Hesitations { get; set; }

    public TimeSpan HesitationMax { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Chance that a call finds the former activation of a grain that lives twice.</summary>
    public double StrayCalls { get; set; } = 0.3;

    /// <summary>How long a former activation lives on at most before the cluster notices it.</summary>
    public TimeSpan StrayLifeMax { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long after a crash the other nodes learn of it, at most. Calls sent before that are lost.</summary>
    public TimeSpan CrashNoticedMax { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Steps after which the run is taken to be stuck.</summary>
    public long StepsMax { get; set; } = 50_000_000;
}

/// <summary>The run cannot go on, or is no simulation any more.</summary>
public sealed class SimulationException(string message) : Exception(message);
