using System.ComponentModel.DataAnnotations;
using Conversations.Contracts;

namespace Conversations.Grains.Offers;

/// <summary>Settings of offers and of what a person carries; section "Offers".</summary>
public sealed class OfferOptions
{
    public const string Section = "Offers";
    private static readonly Dictionary<string, int> Usual = new(StringComparer.Ordinal) { ["webhook"] = 1, ["chat"] = 2, ["email"] = 1 };

    /// <summary>What a conversation takes of a person's capacity, by channel kind. 1–<see cref="Limits.CapacityMax"/>; default webhook 1, chat 2, email 1, any other 1.</summary>
    public Dictionary<string, int> Units { get; } = new(StringComparer.Ordinal);

    /// <summary>A conversation whose customer has not answered for so long takes nothing until she does. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromMinutes(10);

    public int UnitsOf(string channelKind) => Units.TryGetValue(channelKind, out var units) ? units : Usual.GetValueOrDefault(channelKind, 1);

    /// <summary>What the largest conversation takes.</summary>
    public int UnitsMax => Units.Values.Concat(Usual.Values).Max();

    public bool IsValid() => Units.Values.All(static units => units is >= 1 and <= Limits.CapacityMax);
}
