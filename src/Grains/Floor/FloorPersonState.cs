using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Conversations.Contracts;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Floor;

/// <summary>One person's floor stream: what she has earned. The reason of a change by hand stands in words, which erasure removes.</summary>
public sealed record FloorPersonState
{
    public const int Shape = 1;

    public static readonly FloorPersonState None = new();

    public bool IsEnrolled { get; init; }

    /// <summary>Kept while she is not on the floor.</summary>
    public string Grade { get; init; } = FloorGrades.Observe;
    public DateTimeOffset? Since { get; init; }
    public int AcceptedVersion { get; init; }

    /// <summary>Results that count towards the next grade.</summary>
    public int Done { get; init; }
    public string? ChangedFrom { get; init; }
    public DateTimeOffset? ChangedAt { get; init; }
    public EmployeeId? ChangedBy { get; init; }
    public FloorPersonWords? Words { get; init; }

    /// <summary>Conversations answered or written for last, newest first.</summary>
    public ImmutableArray<string> Recent { get; init; } = [];

    /// <summary>Claims under way, or of which it is not known what came of them; null when there are none.</summary>
    public ImmutableArray<FloorClaimMark>? Claiming { get; init; }

    public string Write() => JsonSerializer.Serialize(this, FloorJson.Default.FloorPersonState);

    public static FloorPersonState Of(StreamHead? head) => head is null ? None
        : JsonSerializer.Deserialize(head.State, FloorJson.Default.FloorPersonState) ?? throw new JsonException("A floor state is an object.");

    public FloorStanding Standing() => new()
    {
        Grade = IsEnrolled ? Grade : FloorGrades.None,
        Since = Since,
        AcceptedVersion = AcceptedVersion,
        Done = Done,
        Needed = FloorPersonDecisions.NeededAfter(Grade),
        LastChange = ChangedFrom is { } from && ChangedAt is { } at ? new FloorGradeChange(from, Grade, at, ChangedBy, Words?.Reason) : null,
        Recent = [.. Recent.Select(id => new ConversationId(id))],
    };
}

/// <param name="At">When it was begun.</param>
public sealed record FloorClaimMark(string Conversation, DateTimeOffset At);

public sealed record FloorPersonWords(string Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FloorPersonState))]
internal sealed partial class FloorJson : JsonSerializerContext;
