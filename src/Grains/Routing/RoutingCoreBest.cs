using Conversations.Contracts;

namespace Conversations.Grains.Routing;

/// <summary>The other way round: a person asks what she should do next.</summary>
public sealed partial class RoutingCore
{
    /// <summary>So many of each line are looked at, the most urgent ones: what a topic or an earlier meeting can lift to the top.</summary>
    private const int LookedAtMax = 16;

    /// <summary>
    /// Of what waits and what she has the skills for, the one with the highest <see cref="NextBestScore"/>; among equals the more urgent. Nothing she let go and that
    /// still rests. Changes nothing and asks neither for presence nor for room: who asks for work has said so, and the caller reserves her units.
    /// Null: nothing waits for her, or she is not known.
    /// </summary>
    public NextBest? BestFor(EmployeeId id, DateTimeOffset now)
    {
        if (!TryGetPerson(id, out var person))
        {
            return null;
        }

        var best = -1;
        var bestPoints = int.MinValue;
        Span<int> some = stackalloc int[LookedAtMax * 2];
        foreach (var line in _lines)
        {
            if ((line.Skills & ~person.Skills) != 0)
            {
                continue;
            }

            foreach (var item in some[..line.First(some, LookedAtMax)])
            {
                var terms = _slots.Items[item].Terms(line);
                if (terms.DeclinedBy == id && terms.DeclinedUntil > now)
                {
                    continue;
                }

                var points = NextBestScore.Points(terms, person, now);
                if (points > bestPoints || (points == bestPoints && IsBefore(item, best)))
                {
                    (best, bestPoints) = (item, points);
                }
            }
        }

        return best < 0 ? null : NextBestScore.Explain(_slots.Items[best].Terms(_lines[_slots.Items[best].Line]), person, now);
    }

    private bool IsBefore(int item, int other) =>
        new ItemOrder(_slots).Before(_slots.Items[item].Entry(item), _slots.Items[other].Entry(other));
}
