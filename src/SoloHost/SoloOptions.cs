namespace SoloHost;

/// <summary>What only the Solo host has to say; Orleans ignores it.</summary>
public sealed class SoloOptions
{
    /// <summary>Sends arguments and answers of every call through their codecs, as a call between machines would. For tests. Default: false.</summary>
    public bool SerializeEveryCall { get; set; }

    /// <summary>How many calls may wait for one activation before further ones are refused: 10,000.</summary>
    public int WaitingCallsMax { get; set; } = 10_000;

    /// <summary>How many calls an activation runs before it lets others run: 64.</summary>
    public int TurnsPerSlice { get; set; } = 64;
}
