using System.Globalization;

namespace Conversations.Load.Options;

/// <summary>Reads the arguments; every mistake is told with what would be right.</summary>
public static class CommandLine
{
    public const string Usage = """
        load/run <profile> --target URL --token KEY [--seed N] [--out DIR]
        load/run check --ledger DIR --target URL --token KEY

          profiles          smoke (20 s), kill (60 s, the target may be killed and started again meanwhile)
          --target URL      http://127.0.0.1:8080 unless said
          --token KEY       an admin's API key (or CONVERSATIONS_TOKEN); more keys, comma-separated, give the agents more employees
          --seed N          same seed, same schedule (1)
          --out DIR         report.json and the ledger (artifacts/load/<time>)
          --ledger DIR      the ledger elsewhere
          --channels-file F keep channels and reply port in F and use them again
          --no-check        only write the ledger; check it later with `check`
          --seconds N  --rate N  --threads N  --agents N  --quiesce N
          --i-own-this-target   allow a target that is not this machine
        """;

    private const int SecondsMax = 3_600;
    private const int RateMax = 2_000;
    private const int ThreadsMax = 20_000;
    private const int AgentsMax = 200;

    /// <exception cref="FormatException">The arguments make no run; the message says why.</exception>
    public static RunOptions Read(IReadOnlyList<string> args, Func<string, string?> environment, DateTimeOffset now)
    {
        var verb = args.Count > 0 ? args[0] : throw new FormatException("Which profile?");
        var flags = ReadFlags(args);
        var profile = verb == "check" ? null : ReadProfile(verb, flags);
        var output = flags.GetValueOrDefault("--out") ?? Path.Combine("artifacts", "load", now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        var ledger = flags.GetValueOrDefault("--ledger");
        if (profile is null && ledger is null)
        {
            throw new FormatException("check needs --ledger DIR.");
        }

        return new RunOptions
        {
            Target = ReadTarget(flags),
            Tokens = ReadTokens(flags, environment),
            Seed = ReadSeed(flags),
            Out = flags.ContainsKey("--out") || profile is not null ? output : ledger!,
            Ledger = ledger ?? output,
            ChannelsFile = flags.GetValueOrDefault("--channels-file"),
            Profile = profile,
            Check = !flags.ContainsKey("--no-check"),
        };
    }

    private static Dictionary<string, string> ReadFlags(IReadOnlyList<string> args)
    {
        string[] valued = ["--target", "--token", "--seed", "--out", "--ledger", "--channels-file", "--seconds", "--rate", "--threads", "--agents", "--quiesce"];
        string[] bare = ["--no-check", "--i-own-this-target"];
        var flags = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < args.Count; i++)
        {
            if (bare.Contains(args[i]))
            {
                flags[args[i]] = "";
            }
            else if (!valued.Contains(args[i]))
            {
                throw new FormatException($"Unknown argument {args[i]}.");
            }
            else if (i + 1 == args.Count)
            {
                throw new FormatException($"{args[i]} needs a value.");
            }
            else
            {
                flags[args[i]] = args[++i];
            }
        }

        return flags;
    }

    private static Profile ReadProfile(string name, Dictionary<string, string> flags)
    {
        var profile = Profile.Find(name) ?? throw new FormatException($"No profile {name}; there are {string.Join(", ", Profile.Names)} and check.");
        return profile with
        {
            Load = TimeSpan.FromSeconds(Number(flags, "--seconds", (int)profile.Load.TotalSeconds, SecondsMax)),
            Quiesce = TimeSpan.FromSeconds(Number(flags, "--quiesce", (int)profile.Quiesce.TotalSeconds, SecondsMax)),
            PostsPerSecond = Number(flags, "--rate", (int)profile.PostsPerSecond, RateMax),
            Threads = Number(flags, "--threads", profile.Threads, ThreadsMax),
            Agents = Number(flags, "--agents", profile.Agents, AgentsMax),
        };
    }

    private static int Number(Dictionary<string, string> flags, string name, int otherwise, int max)
    {
        if (!flags.TryGetValue(name, out var text))
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= max
            ? value
            : throw new FormatException($"{name} is a number from 1 to {max}.");
    }

    private static ulong ReadSeed(Dictionary<string, string> flags) =>
        !flags.TryGetValue("--seed", out var text) ? 1
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed) ? (ulong)seed
        : throw new FormatException("--seed is a whole number.");

    private static Uri ReadTarget(Dictionary<string, string> flags)
    {
        var text = flags.GetValueOrDefault("--target") ?? "http://127.0.0.1:8080";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var target) || target.Scheme is not ("http" or "https"))
        {
            throw new FormatException("--target is an address such as http://127.0.0.1:8080.");
        }

        return TargetGuard.IsLoopback(target) || flags.ContainsKey("--i-own-this-target")
            ? target
            : throw new FormatException($"{target.Host} is not this machine. If you own it and may load it, add --i-own-this-target.");
    }

    private static string[] ReadTokens(Dictionary<string, string> flags, Func<string, string?> environment)
    {
        var text = flags.GetValueOrDefault("--token") ?? environment("CONVERSATIONS_TOKEN") ?? "";
        var tokens = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return tokens.Length > 0
            ? tokens
            : throw new FormatException("--token KEY is missing: the key set as Bootstrap__AdminToken, or the demo-… key that ./run --demo prints.");
    }
}
