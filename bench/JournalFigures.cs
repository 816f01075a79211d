using System.Globalization;

namespace Conversations.Bench;

/// <summary>Of one run: acknowledged appends a second, and how long a caller waited for one.</summary>
internal sealed record JournalRate(double PerSecond, double P50Milliseconds, double P99Milliseconds);

/// <summary>Rounds of two that alternate, so that what else the machine does meets both.</summary>
internal sealed class JournalFigures(string engine, int producers)
{
    private readonly List<(JournalRate Journal, double Loop, double Batch)> _rounds = [];

    public void Add(JournalRate journal, double loop, double batch) => _rounds.Add((journal, loop, batch));

    public static string Header =>
        """
        | Engine | Producers | Appends a batch | Journal/s | ack p50 / p99 ms | Same-rows loop/s | Journal ÷ loop: median (min–max) |
        |---|---|---|---|---|---|---|
        """;

    public override string ToString()
    {
        var ratios = _rounds.Select(r => r.Journal.PerSecond / r.Loop).Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"""
            | {engine} | {producers:n0} | {Median(r => r.Batch):n0} | {Median(r => r.Journal.PerSecond):n0} | {Median(r => r.Journal.P50Milliseconds):n1} / {Median(r => r.Journal.P99Milliseconds):n1} | {Median(r => r.Loop):n0} | **{ratios[ratios.Count / 2]:p0}** ({ratios[0]:p0}–{ratios[^1]:p0}) |
            """);
    }

    private double Median(Func<(JournalRate Journal, double Loop, double Batch), double> of) => _rounds.Select(of).Order().ElementAt(_rounds.Count / 2);
}
