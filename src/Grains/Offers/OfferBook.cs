using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Conversations.Contracts;

namespace Conversations.Grains.Offers;

/// <summary>What a conversation must remember of its offers. Null in a conversation that was never offered, nor let go.</summary>
public sealed record OfferBook
{
    /// <summary>People who let it go lately, of whom this many are remembered.</summary>
    public const int LetGoMax = 8;

    public static readonly OfferBook Empty = new();

    /// <summary>Offers made so far: the epoch of the newest.</summary>
    public long Count { get; init; }

    public OpenOffer? Open { get; init; }

    /// <summary>Who had it until her absence or the end of her shift took it from her: she gets it first when she is there. Not kept here: the entries tell, see <see cref="LastLeft"/>.</summary>
    [JsonIgnore]
    public EmployeeId? LastOwner { get; init; }

    /// <summary>Who refused it or let the offer pass, oldest first; each person once.</summary>
    public ImmutableArray<LetGo> LetGo { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Who let it go last; null when nobody did since somebody had it.</summary>
    public LetGo? Last => LetGo.IsEmpty ? null : LetGo[^1];

    public OfferBook Passed(EmployeeId employee, DateTimeOffset at)
    {
        var others = LetGo.RemoveAll(one => one.Employee == employee);
        return this with { LetGo = (others.Length < LetGoMax ? others : others.RemoveAt(0)).Add(new LetGo(employee, at)) };
    }
}

/// <param name="Epoch">Its number; acts about another one are void.</param>
public sealed record OpenOffer(EmployeeId Employee, long Epoch, DateTimeOffset Until, string Reason);

public sealed record LetGo(EmployeeId Employee, DateTimeOffset At);
