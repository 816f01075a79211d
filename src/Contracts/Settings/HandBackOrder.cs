using Orleans;

namespace Conversations.Contracts.Settings;

/// <summary>Give everything a person owns back to its queues, at the end of her shift or when she does not come.</summary>
[GenerateSerializer, Immutable, Alias("conv.HandBackOrder")]
public sealed record HandBackOrder
{
    /// <summary>Made by the caller, remembered for ever.</summary>
    [Id(0)] public required Guid Id { get; init; }
    [Id(1)] public required EmployeeId From { get; init; }

    /// <summary>Left in each conversation.</summary>
    [Id(2)] public required string Note { get; init; }
}

/// <param name="Returned">Conversations given back.</param>
/// <param name="IsReused">The id was used before for something else; nothing is done.</param>
[GenerateSerializer, Immutable, Alias("conv.HandBackOutcome")]
public sealed record HandBackOutcome([property: Id(0)] int Returned, [property: Id(1)] bool IsReused);
