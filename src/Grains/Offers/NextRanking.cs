using Conversations.Contracts;
using Conversations.Contracts.Offers;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Grains.Routing;

namespace Conversations.Grains.Offers;

/// <summary>How well what waits suits one person: pure. Her topics are found in its labels and its last words.</summary>
internal sealed class NextRanking
{
    /// <summary>What was put before her already goes before all that was not.</summary>
    private const int OfferedPoints = 1_000;
    private readonly SkillBits skills = new();
    private readonly EmployeeSettings person;
    private readonly OfferOptions options;
    private readonly DateTimeOffset now;

    public NextRanking(EmployeeSettings person, OfferOptions options, DateTimeOffset now) => (this.person, this.options, this.now) = (person, options, now);

    public bool IsAble(QueueSettings? queue) => queue is null || queue.Skills.All(skill => person.Skills.Contains(skill, StringComparer.OrdinalIgnoreCase));

    public NextWork Rank(SummaryRow row, QueueSettings? queue, OfferBook? book)
    {
        skills.TryRequire(queue?.Skills ?? [], out var required);
        var item = new RoutingItem
        {
            Id = row.Id,
            Skills = required,
            Topics = TopicsOf(row),
            Units = options.UnitsOf(row.ChannelKind),
            Since = RouterLine.SinceOf(row),
            Priority = RouterLine.PriorityOf(row.Priority),
            DueAt = row.DueAt,
            LastOwner = book?.LastOwner,
        };
        var explained = NextBestScore.Explain(item, new RoutingPerson { Id = person.Id, Skills = required, Topics = ulong.MaxValue, Capacity = person.Capacity, IsPresent = true }, now);
        var why = explained.Lines.Select(static line => new NextReason(Slug(line.Kind), line.Points, line.Figure));
        return book?.Open is null
            ? new NextWork(row.Id, explained.Score, [.. why])
            : new NextWork(row.Id, explained.Score + OfferedPoints, [new NextReason("offered", OfferedPoints, 1), .. why]);
    }

    /// <summary>One bit for each topic of hers that it is about.</summary>
    private ulong TopicsOf(SummaryRow row)
    {
        var bits = 0UL;
        for (var at = 0; at < Math.Min(person.Topics.Length, 64); at++)
        {
            var topic = person.Topics[at];
            if (row.Labels.Contains(topic, StringComparer.OrdinalIgnoreCase) || row.LastText.Contains(topic, StringComparison.OrdinalIgnoreCase))
            {
                bits |= 1UL << at;
            }
        }

        return bits;
    }

    private static string Slug(ScoreKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];
}
