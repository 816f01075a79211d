using Orleans;

namespace Conversations.Contracts.Presence;

/// <summary>
/// What is known of a person now. Intent is what she says of herself, connection is what the system sees; neither follows from the other.
/// </summary>
[GenerateSerializer, Immutable, Alias("conv.PresenceView")]
public sealed record PresenceView
{
    [Id(0)] public required EmployeeId Employee { get; init; }

    /// <summary>available, busy, away, wrapUp or offline.</summary>
    [Id(1)] public required string Intent { get; init; }
    [Id(2)] public DateTimeOffset? IntentSince { get; init; }

    /// <summary>Whether at least one of her lines is open.</summary>
    [Id(3)] public required bool IsConnected { get; init; }

    /// <summary>Since when she is, or is not, connected; null when no line of hers was seen lately.</summary>
    [Id(4)] public DateTimeOffset? ConnectedSince { get; init; }

    /// <summary>Grows with every change of the person's presence: of two views the one with the higher version is the newer.</summary>
    [Id(5)] public required long Version { get; init; }
}

/// <summary>What one web node sees of one person: her open lines there, as a lease that the node renews.</summary>
[GenerateSerializer, Immutable, Alias("conv.ConnectionReport")]
public sealed record ConnectionReport
{
    [Id(0)] public required string WebNode { get; init; }

    /// <summary>Open lines; 0 ends the node's lease.</summary>
    [Id(1)] public required int Lines { get; init; }

    /// <summary>When the oldest of them was opened.</summary>
    [Id(2)] public required DateTimeOffset Since { get; init; }
}
