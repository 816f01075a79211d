using System.Globalization;
using Conversations.Contracts;
using Conversations.Grains.Routing;

namespace Conversations.Bench;

/// <summary>A company for the routing: each person has 5 of 20 skills and room for 5 units; each item asks for one skill, one in ten was somebody's before. By a fixed seed.</summary>
internal sealed class RoutingWork
{
    public const int Skills = 20;
    public const int SkillsEach = 5;
    public const int Capacity = 5;
    private readonly Random _random = new(7);
    private int _items;

    public RoutingWork(int people)
    {
        People = [.. Enumerable.Range(0, people).Select(Person)];
    }

    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public RoutingPerson[] People { get; }

    public RoutingItem Item() => Again(new ConversationId(string.Create(CultureInfo.InvariantCulture, $"conversation{_items:d14}")));

    /// <summary>A new item under the id of one that is done.</summary>
    public RoutingItem Again(ConversationId id)
    {
        var number = _items++;
        return new RoutingItem
        {
            Id = id,
            Skills = 1UL << _random.Next(Skills),
            Units = 1,
            Since = Start.AddMilliseconds(number),
            Priority = _random.Next(20) == 0 ? RoutingPriority.High : RoutingPriority.Normal,
            LastOwner = _random.Next(10) == 0 ? People[_random.Next(People.Length)].Id : null,
        };
    }

    private RoutingPerson Person(int number)
    {
        var skills = 0UL;
        while (ulong.PopCount(skills) < SkillsEach)
        {
            skills |= 1UL << _random.Next(Skills);
        }

        return new RoutingPerson
        {
            Id = new EmployeeId(string.Create(CultureInfo.InvariantCulture, $"employee-{number:d6}")), Skills = skills, Capacity = Capacity, IsPresent = true,
            IdleSince = Start.AddMilliseconds(-_random.Next(3_600_000)),
        };
    }
}
