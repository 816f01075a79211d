using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Gestures;

namespace Conversations.Grains.Gestures;

/// <summary>
/// A policy document into caps, strictly: what is unknown, twice there, of another type, out of range or in contradiction is told with its line, and then nothing of the
/// document is used. Pure.
/// </summary>
internal ref struct PolicyReading
{
    private const int FaultsMax = 50;

    private static readonly string[] Rules =
    [
        GestureRules.PerAction, GestureRules.CoSignAbove, GestureRules.PerConversation, GestureRules.PerCustomer30Days, GestureRules.PerEmployeeWeek, GestureRules.PerTeamDay,
    ];

    private readonly ReadOnlySpan<byte> bytes;
    private readonly ImmutableArray<PolicyFault>.Builder faults = ImmutableArray.CreateBuilder<PolicyFault>();
    private Utf8JsonReader reader;

    private PolicyReading(ReadOnlySpan<byte> document)
    {
        bytes = document;
        reader = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = Limits.JsonDepthMax });
    }

    public static (GesturePolicy? Policy, ImmutableArray<PolicyFault> Faults) Read(string text)
    {
        var reading = new PolicyReading(Encoding.UTF8.GetBytes(text));
        GesturePolicy? policy = null;
        try
        {
            policy = reading.ReadDocument();
        }
        catch (JsonException trouble)
        {
            reading.faults.Clear();
            reading.faults.Add(new PolicyFault((int)(trouble.LineNumber ?? 0) + 1, "", "is not JSON from here on"));
        }

        return reading.faults.Count > 0 ? (null, [.. reading.faults.OrderBy(static fault => fault.Line)]) : (policy, []);
    }

    private GesturePolicy ReadDocument()
    {
        string? currency = null;
        var kinds = ImmutableDictionary.CreateBuilder<string, GestureCaps>(StringComparer.Ordinal);
        var hasKinds = false;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fault("", "must be an object");
            reader.Skip();
        }
        else
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (NextMember("", seen, out var name))
            {
                switch (name)
                {
                    case "currency":
                        currency = ReadCurrency();
                        break;
                    case "kinds":
                        hasKinds = true;
                        ReadKinds(kinds);
                        break;
                    default:
                        Fault("/" + name, "is not a member of a policy");
                        reader.Skip();
                        break;
                }
            }

            FaultIf(!seen.Contains("currency"), "/currency", "is missing");
            FaultIf(!hasKinds, "/kinds", "is missing");
        }

        while (reader.Read())
        {
            // To the end: what follows the object is an error too.
        }

        return new GesturePolicy(currency ?? "", kinds.ToImmutable());
    }

    private string? ReadCurrency()
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        FaultIf(text is not { Length: 3 } || !text.All(char.IsAsciiLetterUpper), "/currency", "must be three capital letters such as EUR");
        reader.Skip();
        return text;
    }

    private void ReadKinds(ImmutableDictionary<string, GestureCaps>.Builder kinds)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fault("/kinds", "must be an object");
            reader.Skip();
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (NextMember("/kinds", seen, out var kind))
        {
            if (!GestureKinds.All.Contains(kind))
            {
                Fault("/kinds/" + kind, "is no kind of gesture: " + string.Join(", ", GestureKinds.All));
                reader.Skip();
            }
            else if (ReadCaps("/kinds/" + kind) is { } caps)
            {
                kinds[kind] = caps;
            }
        }
    }

    private GestureCaps? ReadCaps(string pointer)
    {
        var line = Line();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fault(pointer, "must be an object");
            reader.Skip();
            return null;
        }

        var caps = ImmutableDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (NextMember(pointer, seen, out var rule))
        {
            if (!Rules.Contains(rule))
            {
                Fault($"{pointer}/{rule}", "is no rule: " + string.Join(", ", Rules));
                reader.Skip();
            }
            else if (ReadCap($"{pointer}/{rule}") is { } cap)
            {
                (caps[rule], lines[rule]) = (cap, Line());
            }
        }

        if (!seen.Contains(GestureRules.PerAction))
        {
            Fault($"{pointer}/{GestureRules.PerAction}", "is missing", line);
        }

        CheckAgainstEachOther(pointer, caps, lines);
        return caps.ContainsKey(GestureRules.PerAction) ? new GestureCaps(caps.ToImmutable()) : null;
    }

    private long? ReadCap(string pointer)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var cap))
        {
            Fault(pointer, "must be a whole number of minor units, such as 5000 for 50.00");
            reader.Skip();
            return null;
        }

        FaultIf(cap < 0, pointer, "must not be negative");
        FaultIf(cap > Limits.GestureAmountMax, pointer, $"must not be above {Limits.GestureAmountMax}");
        return cap;
    }

    private void CheckAgainstEachOther(string pointer, ImmutableDictionary<string, long>.Builder caps, Dictionary<string, int> lines)
    {
        NotAbove(pointer, caps, lines, GestureRules.CoSignAbove, GestureRules.PerAction, "a line above the cap is never reached");
        NotAbove(pointer, caps, lines, GestureRules.PerAction, GestureRules.PerConversation, "one action would be more than the conversation may have");
        NotAbove(pointer, caps, lines, GestureRules.PerConversation, GestureRules.PerCustomer30Days, "one conversation would be more than the customer may have");
        NotAbove(pointer, caps, lines, GestureRules.PerAction, GestureRules.PerCustomer30Days, "one action would be more than the customer may have");
        NotAbove(pointer, caps, lines, GestureRules.PerAction, GestureRules.PerEmployeeWeek, "one action would be more than a week may have");
        NotAbove(pointer, caps, lines, GestureRules.PerAction, GestureRules.PerTeamDay, "one action would be more than the team's day may have");
    }

    private readonly void NotAbove(string pointer, ImmutableDictionary<string, long>.Builder caps, Dictionary<string, int> lines, string low, string high, string because)
    {
        if (caps.TryGetValue(low, out var less) && caps.TryGetValue(high, out var more) && less > more)
        {
            Fault($"{pointer}/{low}", $"{less} is above {high} ({more}, line {lines[high]}): {because}", lines[low]);
        }
    }

    /// <summary>On to the next member's value. One that is there twice is told and passed over.</summary>
    private bool NextMember(string pointer, HashSet<string> seen, out string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            name = reader.GetString()!;
            var isNew = seen.Add(name);
            FaultIf(!isNew, $"{pointer}/{name}", "is there twice");
            reader.Read();
            if (isNew)
            {
                return true;
            }

            reader.Skip();
        }

        name = "";
        return false;
    }

    private readonly int Line() => bytes[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1;

    private readonly void FaultIf(bool isWrong, string pointer, string reason)
    {
        if (isWrong)
        {
            Fault(pointer, reason);
        }
    }

    private readonly void Fault(string pointer, string reason) => Fault(pointer, reason, Line());

    private readonly void Fault(string pointer, string reason, int line)
    {
        if (faults.Count < FaultsMax)
        {
            faults.Add(new PolicyFault(line, pointer, reason));
        }
    }
}
