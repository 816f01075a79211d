using System.Collections.Immutable;

namespace Conversations.Web.Floor;

/// <summary>What is known of a waiting customer that her place on the floor depends on.</summary>
/// <param name="Messages">Hers since the last answer; 1 when there is one.</param>
public sealed record FloorFacts(ImmutableArray<string> Need, ImmutableArray<string> Anger, int WaitingMinutes, int Messages, long Followers);

/// <summary>One line of the explanation.</summary>
/// <param name="Why">need, anger, waiting, repeats or reach.</param>
/// <param name="Number">Minutes waited, messages, or followers; of words how many.</param>
/// <param name="Words">The words that were heard.</param>
public sealed record FloorScoreLine(string Why, int Points, long Number, ImmutableArray<string> Words);

/// <summary>How much somebody needs us, out of lines anybody can check: pure. At most 140.</summary>
public sealed record FloorScore(int Total, ImmutableArray<FloorScoreLine> Lines)
{
    private const int NeedPoints = 8;
    private const int NeedMax = 24;
    private const int AngerPoints = 12;
    private const int AngerMax = 36;
    private const int WaitingMinutesPerPoint = 2;
    private const int WaitingMax = 30;
    private const int RepeatPoints = 5;
    private const int RepeatsMax = 20;
    private const int ReachPointsPerTenfold = 6;
    private const int ReachMax = 30;

    public static FloorScore Of(FloorFacts facts)
    {
        ImmutableArray<FloorScoreLine> lines =
        [
            new("need", Math.Min(NeedMax, facts.Need.Length * NeedPoints), facts.Need.Length, facts.Need),
            new("anger", Math.Min(AngerMax, facts.Anger.Length * AngerPoints), facts.Anger.Length, facts.Anger),
            new("waiting", Math.Min(WaitingMax, facts.WaitingMinutes / WaitingMinutesPerPoint), facts.WaitingMinutes, []),
            new("repeats", Math.Min(RepeatsMax, Math.Max(0, facts.Messages - 1) * RepeatPoints), facts.Messages, []),
            new("reach", Math.Min(ReachMax, (int)(ReachPointsPerTenfold * Math.Log10(1 + Math.Max(0, facts.Followers)))), facts.Followers, []),
        ];
        lines = [.. lines.Where(line => line.Points > 0)];
        return new FloorScore(lines.Sum(line => line.Points), lines);
    }
}
