using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Offers;

/// <summary>Units of a person that are kept for one offer. The token is the conversation with the offer's number: who asks twice for the same has it once.</summary>
[GenerateSerializer, Immutable, Alias("conv.UnitsOrder")]
public sealed record UnitsOrder
{
    [Id(0)] public required ConversationId Conversation { get; init; }
    [Id(1)] public required long Epoch { get; init; }
    [Id(2)] public required int Units { get; init; }

    /// <summary>When the offer ends. What is kept ends with the offer, or somewhat later where the offer was never made.</summary>
    [Id(3)] public required DateTimeOffset Until { get; init; }
}

/// <param name="IsGranted">The units are kept; false: the person has no room, or is not there.</param>
/// <param name="InUse">Units of what she owns and of what is kept, with these.</param>
[GenerateSerializer, Immutable, Alias("conv.UnitsOutcome")]
public sealed record UnitsOutcome([property: Id(0)] bool IsGranted, [property: Id(1)] bool IsReady, [property: Id(2)] int InUse, [property: Id(3)] int Capacity);

/// <summary>A person as whoever gives out work must know her.</summary>
[GenerateSerializer, Immutable, Alias("conv.RosterPerson")]
public sealed record RosterPerson
{
    [Id(0)] public required EmployeeId Employee { get; init; }

    /// <summary>Connected, willing, and of a role that takes offers.</summary>
    [Id(1)] public required bool IsReady { get; init; }
    [Id(2)] public ImmutableArray<string> Skills { get; init; } = [];
    [Id(3)] public int InUse { get; init; }
    [Id(4)] public int Capacity { get; init; }

    /// <summary>When she last got work, or came.</summary>
    [Id(5)] public DateTimeOffset IdleSince { get; init; }
}
