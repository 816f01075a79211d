using System.Collections.Immutable;
using Conversations.Contracts.Access;
using Orleans;

namespace Conversations.Contracts.Settings;

/// <summary>A named line of waiting conversations.</summary>
[GenerateSerializer, Immutable, Alias("conv.QueueSettings")]
public sealed record QueueSettings
{
    [Id(0)] public required QueueId Id { get; init; }
    [Id(1)] public required string Name { get; init; }

    /// <summary>Accountable for what nobody owns yet.</summary>
    [Id(2)] public EmployeeId? DutyEmployee { get; init; }

    /// <summary>A customer's message should be answered within so many seconds, 1–604,800; null = no target.</summary>
    [Id(3)] public int? ReplyTargetSeconds { get; init; }
}

/// <summary>A person inside.</summary>
[GenerateSerializer, Immutable, Alias("conv.EmployeeSettings")]
public sealed record EmployeeSettings
{
    [Id(0)] public required EmployeeId Id { get; init; }
    [Id(1)] public required string Name { get; init; }
    [Id(2)] public required string Email { get; init; }
    [Id(3)] public required Role Role { get; init; }
    [Id(4)] public bool Disabled { get; init; }
    [Id(5)] public Preferences Preferences { get; init; } = new();

    /// <summary>available, busy, away, wrapUp or offline: what the person says, not what the system sees.</summary>
    [Id(6)] public string Intent { get; init; } = "offline";
    [Id(7)] public DateTimeOffset? IntentSince { get; init; }
}

/// <summary>How the dashboard looks for one person, on every device.</summary>
[GenerateSerializer, Immutable, Alias("conv.Preferences")]
public sealed record Preferences
{
    /// <summary>True once a reply was sent: the hint of the three keys is gone for good.</summary>
    [Id(0)] public bool FirstSendDone { get; init; }

    /// <summary>system, light or dark.</summary>
    [Id(1)] public string Theme { get; init; } = "system";

    /// <summary>comfortable or compact.</summary>
    [Id(2)] public string Density { get; init; } = "comfortable";
}

/// <summary>Rows of settings are stored under these kinds, by id, as JSON of the types above.</summary>
public static class SettingsKinds
{
    public const string Channel = "channel";
    public const string Queue = "queue";
    public const string Employee = "employee";
}
