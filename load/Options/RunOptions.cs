namespace Conversations.Load.Options;

/// <summary>What the command line asks for.</summary>
public sealed record RunOptions
{
    /// <summary>Where the system under test answers, e.g. http://127.0.0.1:8080.</summary>
    public required Uri Target { get; init; }

    /// <summary>API keys, one for each employee that the virtual agents act as; the first must be an admin's.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>Same seed, same schedule.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Folder of report.json and, if nothing else is said, of the ledger.</summary>
    public required string Out { get; init; }

    /// <summary>Folder of ledger.jsonl.</summary>
    public required string Ledger { get; init; }

    /// <summary>File that keeps the channels' ids, secrets and reply port between runs; null makes new channels.</summary>
    public string? ChannelsFile { get; init; }

    /// <summary>Null means: only check the ledger.</summary>
    public Profile? Profile { get; init; }

    /// <summary>False leaves the check to a later `check --ledger`.</summary>
    public bool Check { get; init; } = true;
}
