using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Asks;

/// <summary>An ask as it is now.</summary>
[GenerateSerializer, Immutable, Alias("conv.AskView")]
public sealed record AskView
{
    [Id(0)] public required Guid Id { get; init; }
    [Id(1)] public required ConversationId Conversation { get; init; }
    [Id(2)] public required EmployeeId Asker { get; init; }

    /// <summary>Empty when it was erased.</summary>
    [Id(3)] public required string Question { get; init; }
    [Id(4)] public required ImmutableArray<string> Topics { get; init; }

    /// <summary>One of <see cref="AskStates"/>.</summary>
    [Id(5)] public required string State { get; init; }

    /// <summary>One of <see cref="AskRings"/>; null before the first people were asked.</summary>
    [Id(6)] public string? Ring { get; init; }

    /// <summary>The team's or the department's name, of a ring that has one.</summary>
    [Id(7)] public string? Place { get; init; }

    /// <summary>When the next ring is asked, or, of the last one, when the ask ends.</summary>
    [Id(8)] public DateTimeOffset? RingUntil { get; init; }

    /// <summary>Who was asked, in the order in which they were.</summary>
    [Id(9)] public required ImmutableArray<AskedPerson> People { get; init; }

    /// <summary>The answer that stands.</summary>
    [Id(10)] public AskAnswer? Answer { get; init; }
    [Id(11)] public required DateTimeOffset BegunAt { get; init; }
}

/// <param name="Ring">The ring she was asked in.</param>
/// <param name="Topic">The topic she follows; null: none was named, or she is on duty.</param>
/// <param name="State">asked, declined, stopped (a colleague was faster), answered, or notGood.</param>
[GenerateSerializer, Immutable, Alias("conv.AskedPerson")]
public sealed record AskedPerson(
    [property: Id(0)] EmployeeId Employee, [property: Id(1)] string Ring, [property: Id(2)] string? Topic, [property: Id(3)] string State);

/// <param name="Text">Empty when it was erased.</param>
[GenerateSerializer, Immutable, Alias("conv.AskAnswer")]
public sealed record AskAnswer([property: Id(0)] EmployeeId By, [property: Id(1)] string Text, [property: Id(2)] DateTimeOffset At);

/// <summary>The states of an ask, by the names they have outside.</summary>
public static class AskStates
{
    public const string Running = "running";

    /// <summary>Somebody answered; the asker has not said yet whether it helps.</summary>
    public const string Answered = "answered";
    public const string Good = "good";
    public const string Cancelled = "cancelled";
    public const string Expired = "expired";
}

/// <summary>Who is asked, one ring after the other.</summary>
public static class AskRings
{
    public const string Team = "team";
    public const string Department = "department";
    public const string Company = "company";
    public const string Duty = "duty";

    public static readonly ImmutableArray<string> InOrder = [Team, Department, Company, Duty];
}
