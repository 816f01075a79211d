using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Conversations.Contracts;
using Conversations.Contracts.Asks;

namespace Conversations.Grains.Asks;

/// <summary>What a person is asked and asks, as it stands in the head row of her stream.</summary>
public sealed record ColleagueState
{
    public const int Shape = 1;

    /// <summary>Of what she was disturbed with lately; more than the daily most, so that a duty person's count stays bounded too.</summary>
    private const int LatelyMax = 200;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static readonly ColleagueState Empty = new();

    public ImmutableArray<AskedAt> Lately { get; init; } = [];
    public ImmutableArray<Guid> Open { get; init; } = [];
    public ImmutableArray<Guid> Own { get; init; } = [];
    public long Thanks { get; init; }
    public long Head { get; init; }

    /// <summary>The state in which she is asked; null when that would be too often.</summary>
    public ColleagueState? Asked(Guid ask, int dailyMax, DateTimeOffset now)
    {
        if (Open.Contains(ask))
        {
            return this;
        }

        var today = Today(now);
        var isKnown = today.Any(one => one.Ask == ask);
        if (!isKnown && today.Length >= dailyMax)
        {
            return null;
        }

        var lately = isKnown ? today : today.Add(new AskedAt(ask, now));
        return this with { Lately = lately.Length > LatelyMax ? lately.RemoveAt(0) : lately, Open = [.. Open.Add(ask).TakeLast(LatelyMax)] };
    }

    public ColleagueState Released(Guid ask) => Open.Contains(ask) ? this with { Open = Open.Remove(ask) } : this;

    public ColleagueState Began(Guid ask) => Own.Contains(ask) ? this : this with { Own = [.. Own.Insert(0, ask).Take(Limits.OwnAsksMax)] };

    public ColleagueView View(DateTimeOffset now) => new(Open, Own, Today(now).Length, Thanks);

    private ImmutableArray<AskedAt> Today(DateTimeOffset now) => Lately.RemoveAll(one => one.At <= now - Day);
}

public sealed record AskedAt(Guid Ask, DateTimeOffset At);

internal static class ColleagueCodec
{
    public static string Write(ColleagueState state) => JsonSerializer.Serialize(state, ColleagueJson.Default.ColleagueState);

    public static ColleagueState Read(string json)
    {
        var state = JsonSerializer.Deserialize(json, ColleagueJson.Default.ColleagueState) ?? throw new JsonException("A colleague's state is an object.");
        return state with
        {
            Lately = state.Lately.IsDefault ? [] : state.Lately,
            Open = state.Open.IsDefault ? [] : state.Open,
            Own = state.Own.IsDefault ? [] : state.Own,
        };
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ColleagueState))]
internal sealed partial class ColleagueJson : JsonSerializerContext;
