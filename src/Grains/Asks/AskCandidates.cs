using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Asks;
using Conversations.Contracts.Settings;

namespace Conversations.Grains.Asks;

public sealed record AskCandidate(EmployeeId Employee, string? Topic);

/// <summary>Who could be asked in a ring, whether they are there or not: pure. Their order is another for each ask, so that it is not always the same people.</summary>
public static class AskCandidates
{
    /// <summary>Looked at in one ring; who comes behind is not asked.</summary>
    public const int Max = 200;

    public static ImmutableArray<AskCandidate> Of(AskState state, int ring, EmployeeSettings asker, ImmutableArray<EmployeeSettings> roster) =>
    [
        .. roster
            .Where(person => person.Id != state.Asker && !person.Disabled && Policy.Allows(person.Role, Permission.Ask) && IsIn(ring, person, asker) && state.Find(person.Id) is null)
            .Select(person => (person.Id, Topic: TopicOf(state, person)))
            .Where(one => one.Topic is not null || state.Topics.IsEmpty)
            .OrderBy(one => TextHash.Of(AskStreams.Key(state.Id) + one.Id.Value)).ThenBy(static one => one.Id.Value, StringComparer.Ordinal)
            .Take(Max)
            .Select(static one => new AskCandidate(one.Id, one.Topic)),
    ];

    /// <summary>The name of the place a ring is, where it has one.</summary>
    public static string? PlaceOf(int ring, EmployeeSettings asker) => AskRings.InOrder[ring] switch
    {
        AskRings.Team => asker.Team,
        AskRings.Department => asker.Department,
        _ => null,
    };

    private static bool IsIn(int ring, EmployeeSettings person, EmployeeSettings asker) => AskRings.InOrder[ring] switch
    {
        AskRings.Team => IsSame(person.Team, asker.Team),
        AskRings.Department => IsSame(person.Department, asker.Department),
        AskRings.Company => true,
        _ => false,
    };

    /// <summary>An unnamed place is nobody's.</summary>
    private static bool IsSame(string place, string other) => place.Length > 0 && string.Equals(place, other, StringComparison.OrdinalIgnoreCase);

    private static string? TopicOf(AskState state, EmployeeSettings person) =>
        person.Topics.IsDefaultOrEmpty ? null : state.Topics.FirstOrDefault(topic => person.Topics.Contains(topic, StringComparer.OrdinalIgnoreCase));
}
