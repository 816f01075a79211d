using System.Collections.Immutable;
using System.Numerics;
using Conversations.Contracts;

namespace Conversations.Grains.Routing;

/// <summary>What a score is made of; what the figure beside the points counts.</summary>
public enum ScoreKind
{
    /// <summary>Steps from normal: −1, 1 or 2.</summary>
    Priority,

    /// <summary>Minutes since the next word was due.</summary>
    Overdue,

    /// <summary>Minutes until it is.</summary>
    DueSoon,

    /// <summary>Minutes since it began to wait.</summary>
    Waiting,

    /// <summary>She had it last.</summary>
    Yours,

    /// <summary>How many of its topics are hers.</summary>
    Topic,

    /// <summary>How many skills it asks for that she has.</summary>
    Skill,
}

/// <summary>One reason for a score: what it is, how many points it gives, and the figure behind it.</summary>
public readonly record struct ScoreLine(ScoreKind Kind, int Points, int Figure);

/// <summary>What a person who asks for work is best given, and why; the score is the sum of the lines' points.</summary>
public sealed record NextBest(ConversationId Item, int Score, ImmutableArray<ScoreLine> Lines);

/// <summary>How well an item suits one person now: urgency, age, that she had it before, her topics and skills. Whole points, so that people can add them up.</summary>
public static class NextBestScore
{
    private const int LinesMax = 6;

    /// <summary>The sum of what <see cref="Explain"/> tells.</summary>
    public static int Points(in RoutingItem item, in RoutingPerson person, DateTimeOffset now)
    {
        Span<ScoreLine> lines = stackalloc ScoreLine[LinesMax];
        var sum = 0;
        foreach (ref readonly var line in lines[..Fill(lines, item, person, now)])
        {
            sum += line.Points;
        }

        return sum;
    }

    public static NextBest Explain(in RoutingItem item, in RoutingPerson person, DateTimeOffset now)
    {
        Span<ScoreLine> lines = stackalloc ScoreLine[LinesMax];
        var told = lines[..Fill(lines, item, person, now)];
        return new NextBest(item.Id, Points(item, person, now), [.. told]);
    }

    private static int Fill(Span<ScoreLine> lines, in RoutingItem item, in RoutingPerson person, DateTimeOffset now)
    {
        var count = 0;
        count = Add(lines, count, Priority(item.Priority));
        count = Add(lines, count, Due(item.DueAt, now));
        count = Add(lines, count, Waiting(Minutes(now - item.Since)));
        count = Add(lines, count, new ScoreLine(ScoreKind.Yours, item.LastOwner == person.Id ? 50 : 0, 1));
        count = Add(lines, count, Matching(ScoreKind.Topic, item.Topics & person.Topics, pointsEach: 15, counted: 2));
        return Add(lines, count, Matching(ScoreKind.Skill, item.Skills & person.Skills, pointsEach: 5, counted: 3));
    }

    private static int Add(Span<ScoreLine> lines, int count, ScoreLine line)
    {
        if (line.Points == 0)
        {
            return count;
        }

        lines[count] = line;
        return count + 1;
    }

    private static ScoreLine Priority(RoutingPriority priority) => priority switch
    {
        RoutingPriority.Urgent => new(ScoreKind.Priority, 60, 2),
        RoutingPriority.High => new(ScoreKind.Priority, 30, 1),
        RoutingPriority.Low => new(ScoreKind.Priority, -20, -1),
        _ => default,
    };

    /// <summary>Up to 40 points in the hour before, 40 to 80 in the 40 minutes after.</summary>
    private static ScoreLine Due(DateTimeOffset? dueAt, DateTimeOffset now)
    {
        if (dueAt is not { } due)
        {
            return default;
        }

        var late = Minutes(now - due);
        var left = Minutes(due - now);
        return now >= due ? new(ScoreKind.Overdue, Math.Min(40 + late, 80), late) : new(ScoreKind.DueSoon, Math.Max(0, 60 - left) * 2 / 3, left);
    }

    /// <summary>A point for every three minutes, 40 at most.</summary>
    private static ScoreLine Waiting(int minutes) => new(ScoreKind.Waiting, Math.Clamp(minutes / 3, 0, 40), minutes);

    private static ScoreLine Matching(ScoreKind kind, ulong bits, int pointsEach, int counted)
    {
        var figure = BitOperations.PopCount(bits);
        return new(kind, Math.Min(figure, counted) * pointsEach, figure);
    }

    private static int Minutes(TimeSpan span) => (int)Math.Clamp(span.TotalMinutes, 0, int.MaxValue);
}
