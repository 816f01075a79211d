using Conversations.Contracts;
using Conversations.Grains.Routing;

namespace Conversations.Grains.Tests.Routing;

/// <summary>The rules of <see cref="RoutingCore"/> said the slow and obvious way: lists, sorted anew for each question.</summary>
internal sealed class RoutingOracle
{
    private DateTimeOffset decidedAt;

    public Dictionary<EmployeeId, RoutingPerson> People { get; } = [];

    public Dictionary<ConversationId, RoutingItem> Items { get; } = [];

    public RoutingMatch? Decide(DateTimeOffset now)
    {
        foreach (var item in InOrder())
        {
            if (Choose(item, now) is not { } chosen)
            {
                continue;
            }

            var person = People[chosen.Person] with { Load = People[chosen.Person].Load + item.Units };
            decidedAt = now > decidedAt ? now : decidedAt.AddTicks(1);
            People[chosen.Person] = person with { IdleSince = decidedAt > person.IdleSince ? decidedAt : person.IdleSince };
            Items.Remove(item.Id);
            return new RoutingMatch(item.Id, chosen.Person, chosen.Reason, item.Units, person.Load, person.Capacity);
        }

        return null;
    }

    public NextBest? BestFor(EmployeeId id, DateTimeOffset now) =>
        People.TryGetValue(id, out var person)
            ? InOrder().Where(item => (item.Skills & ~person.Skills) == 0 && !(item.DeclinedBy == id && item.DeclinedUntil > now))
                .Select(item => NextBestScore.Explain(item, person, now)).OrderByDescending(best => best.Score).FirstOrDefault()
            : null;

    private IEnumerable<RoutingItem> InOrder() =>
        Items.Values.OrderByDescending(item => item.Priority).ThenBy(item => item.DueAt ?? DateTimeOffset.MaxValue).ThenBy(item => item.Since)
            .ThenBy(item => item.Id.Value, StringComparer.Ordinal);

    private (EmployeeId Person, RoutingReason Reason)? Choose(RoutingItem item, DateTimeOffset now)
    {
        var all = People.Values
            .Where(person => person.IsPresent && (item.Skills & ~person.Skills) == 0 && person.Capacity - person.Load >= item.Units)
            .OrderBy(person => person.Id != item.LastOwner)
            .ThenBy(person => (decimal)person.Load / person.Capacity).ThenBy(person => person.IdleSince).ThenBy(person => person.Id.Value, StringComparer.Ordinal)
            .ToList();
        var willing = all.Where(person => person.Id != item.DeclinedBy).ToList();
        var first = willing.Concat(all.Where(person => person.Id == item.DeclinedBy && item.DeclinedUntil <= now)).ToList();
        return first.Count == 0 ? null : (first[0].Id, first[0].Id == item.LastOwner ? RoutingReason.LastOwner : RoutingReason.MostRoom);
    }
}
