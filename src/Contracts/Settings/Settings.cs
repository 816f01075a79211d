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

    /// <summary>A notice with a waiting customer behind it that was not seen for so many seconds goes to the duty person too, 10–86,400; null = 60.</summary>
    [Id(4)] public int? NoticeSeconds { get; init; }

    /// <summary>Skills that whoever answers here needs, all of them; at most <see cref="Limits.SkillsMax"/>.</summary>
    [Id(5)] public ImmutableArray<string> Skills { get; init; } = [];

    /// <summary>What waits here is offered to those who can take it; needs a duty person.</summary>
    [Id(6)] public bool Offers { get; init; }

    /// <summary>How long an offer stands, 5–600; null = <see cref="Limits.OfferSecondsUsual"/>.</summary>
    [Id(7)] public int? OfferSeconds { get; init; }

    /// <summary>The duty person is told when the oldest waits longer, 10–604,800; null = never.</summary>
    [Id(8)] public int? AlarmSeconds { get; init; }
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

    /// <summary>Those she works with every day, by name; empty when she belongs to none.</summary>
    [Id(8)] public string Team { get; init; } = "";

    /// <summary>What her team belongs to, by name; empty when it belongs to none.</summary>
    [Id(9)] public string Department { get; init; } = "";

    /// <summary>Names of the company's topics she follows: what she is asked about and shown; at most <see cref="Limits.FollowedTopicsMax"/>.</summary>
    [Id(10)] public ImmutableArray<string> Topics { get; init; } = [];

    /// <summary>Units of work she carries at once, 1–<see cref="Limits.CapacityMax"/>.</summary>
    [Id(11)] public int Capacity { get; init; } = Limits.CapacityUsual;

    /// <summary>What she is able to do, as the company says; queues require it. At most <see cref="Limits.SkillsMax"/>.</summary>
    [Id(12)] public ImmutableArray<string> Skills { get; init; } = [];

    /// <summary>Her grade on the open floor, to be seen in lists; empty when she is not on it. What counts is her own floor stream (<see cref="Floor.IFloorPersonGrain"/>).</summary>
    [Id(13)] public string FloorGrade { get; init; } = "";
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

    /// <summary>auto (the browser's), en or de.</summary>
    [Id(3)] public string Language { get; init; } = "auto";

    /// <summary>auto (the browser's) or an IANA name such as Europe/Vienna.</summary>
    [Id(4)] public string TimeZone { get; init; } = "auto";

    /// <summary>Whether notices may be heard.</summary>
    [Id(5)] public bool Sound { get; init; } = true;

    /// <summary>Whether notices may be shown by the browser.</summary>
    [Id(6)] public bool BrowserNotices { get; init; }

    /// <summary>Begin of the quiet hours, HH:mm in the person's time zone; null with <see cref="QuietTo"/> when there are none.</summary>
    [Id(7)] public string? QuietFrom { get; init; }

    /// <summary>End of the quiet hours; before <see cref="QuietFrom"/> it is on the next day.</summary>
    [Id(8)] public string? QuietTo { get; init; }

    /// <summary>True: single keys do nothing.</summary>
    [Id(9)] public bool KeysOff { get; init; }

    /// <summary>Own keys by action; other actions keep theirs. At most <see cref="Limits.OwnKeysMax"/>.</summary>
    [Id(10)] public ImmutableDictionary<string, string> Keys { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What stands under one's replies; may be empty. At most <see cref="Limits.SignOffCodePointsMax"/>.</summary>
    [Id(11)] public string SignOff { get; init; } = "";

    /// <summary>The IANA name of the zone her browser was in last: what auto means where no browser is asked; null while none has said.</summary>
    [Id(12)] public string? BrowserTimeZone { get; init; }

    /// <summary>What stands behind one's public replies; may be empty. At most <see cref="Limits.ShortSignOffCodePointsMax"/>.</summary>
    [Id(13)] public string ShortSignOff { get; init; } = "";

    /// <summary>By channel id or kind, instead of <see cref="SignOff"/> there; may be empty. At most <see cref="Limits.OwnSignOffsMax"/>.</summary>
    [Id(14)] public ImmutableDictionary<string, string> SignOffs { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What customers see of her name: first or full.</summary>
    [Id(15)] public string NameShown { get; init; } = "first";
}

/// <summary>Null members stay as they are.</summary>
[GenerateSerializer, Immutable, Alias("conv.PreferencesPatch")]
public sealed record PreferencesPatch
{
    [Id(0)] public bool? FirstSendDone { get; init; }
    [Id(1)] public string? Theme { get; init; }
    [Id(2)] public string? Density { get; init; }
    [Id(3)] public string? Language { get; init; }
    [Id(4)] public string? TimeZone { get; init; }
    [Id(5)] public bool? Sound { get; init; }
    [Id(6)] public bool? BrowserNotices { get; init; }

    /// <summary>True: both quiet hours are set, to null too.</summary>
    [Id(7)] public bool SetsQuiet { get; init; }
    [Id(8)] public string? QuietFrom { get; init; }
    [Id(9)] public string? QuietTo { get; init; }
    [Id(10)] public bool? KeysOff { get; init; }

    /// <summary>The whole map.</summary>
    [Id(11)] public ImmutableDictionary<string, string>? Keys { get; init; }
    [Id(12)] public string? SignOff { get; init; }
    [Id(13)] public string? BrowserTimeZone { get; init; }
    [Id(14)] public string? ShortSignOff { get; init; }

    /// <summary>The whole map.</summary>
    [Id(15)] public ImmutableDictionary<string, string>? SignOffs { get; init; }
    [Id(16)] public string? NameShown { get; init; }
}

/// <summary>Rows of settings are stored under these kinds, by id, as JSON of the types above.</summary>
public static class SettingsKinds
{
    public const string Channel = "channel";
    public const string Queue = "queue";
    public const string Employee = "employee";
}
