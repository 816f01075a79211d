using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Conversations;

/// <summary>How somebody speaks to customers, as she has set it: the edge reads it, the conversation applies it, so that every network gets the same.</summary>
[GenerateSerializer, Immutable, Alias("conv.ReplyVoice")]
public sealed record ReplyVoice
{
    /// <summary>Stands under private replies; may be empty.</summary>
    [Id(0)] public string SignOff { get; init; } = "";

    /// <summary>Stands behind public ones; may be empty.</summary>
    [Id(1)] public string ShortSignOff { get; init; } = "";

    /// <summary>By channel id or channel kind, instead of <see cref="SignOff"/>.</summary>
    [Id(2)] public ImmutableDictionary<string, string> SignOffs { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether customers see the whole name instead of the first one.</summary>
    [Id(3)] public bool ShowsWholeName { get; init; }
}
