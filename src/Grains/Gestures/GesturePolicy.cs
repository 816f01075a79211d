using System.Collections.Immutable;
using Conversations.Contracts.Gestures;

namespace Conversations.Grains.Gestures;

/// <summary>What may be given, by kind, in minor units of one currency.</summary>
internal sealed record GesturePolicy(string Currency, ImmutableDictionary<string, GestureCaps> Kinds)
{
    public static readonly GesturePolicy None = new("EUR", ImmutableDictionary<string, GestureCaps>.Empty);
}

/// <summary>The caps of one kind by rule; a rule that is not there does not bind.</summary>
internal sealed record GestureCaps(ImmutableDictionary<string, long> ByRule)
{
    public long PerAction => ByRule[GestureRules.PerAction];

    public long? Of(string rule) => ByRule.TryGetValue(rule, out var cap) ? cap : null;
}
