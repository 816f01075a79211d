using System.Collections.Immutable;
using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

/// <summary>What every store refuses or puts right before it looks at its rows.</summary>
internal static class AppendRules
{
    private const int SourceKeyCharsMax = 140;

    /// <exception cref="ArgumentException">The append can never be right.</exception>
    public static Append Checked(Append append)
    {
        ArgumentException.ThrowIfNullOrEmpty(append.Stream);
        ArgumentOutOfRangeException.ThrowIfNegative(append.ExpectedVersion);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(append.Entries.Length, Limits.JournalBatchEntriesMax);
        for (var at = 0; at < append.Entries.Length; at++)
        {
            var entry = append.Entries[at];
            if (entry.Seq != append.Entries[0].Seq + at || entry.Seq <= 0 || entry.SourceKey is { Length: 0 or > SourceKeyCharsMax })
            {
                throw new ArgumentException($"Entry {entry.Seq} of {append.Stream} leaves a gap or has a source key of a wrong length.", nameof(append));
            }
        }

        return append with
        {
            Entries = [.. append.Entries.Select(Clean)],
            State = Clean(append.State),
            Summary = append.Summary is { } summary ? Clean(summary) : null,
        };
    }

    public static EntryRow Row(NewEntry entry) => new()
    {
        Seq = entry.Seq, At = entry.At, Kind = entry.Kind, Actor = entry.Actor, Data = entry.Data, Words = entry.Words,
    };

    public static CommittedAppend Told(Append append) => new()
    {
        Stream = append.Stream,
        Entries = [.. append.Entries.Select(Row)],
        Summary = append.Summary,
        Outbox = [.. append.OutboxInserts.Select(insert => insert.Channel).Distinct()],
        Deadlines = append.Deadlines,
    };

    /// <summary>Whether it holds one key twice.</summary>
    public static bool RepeatsItself(Append append) =>
        Repeats(append.Entries.Select(entry => entry.SourceKey).OfType<string>()) || Repeats(append.Commands.Select(command => command.Id))
        || Repeats(append.OutboxInserts.Select(insert => insert.ReplyId));

    private static bool Repeats<T>(IEnumerable<T> keys)
    {
        var seen = new HashSet<T>();
        return !keys.All(seen.Add);
    }

    private static NewEntry Clean(NewEntry entry) => entry with
    {
        Data = Clean(entry.Data),
        Words = Clean(entry.Words),
        SourceKey = Clean(entry.SourceKey),
        Actor = entry.Actor with { Id = Clean(entry.Actor.Id), Name = Clean(entry.Actor.Name) },
    };

    private static SummaryRow Clean(SummaryRow summary) => summary with
    {
        LastText = Clean(summary.LastText),
        Labels = summary.Labels.IsDefault ? [] : summary.Labels,
        Customer = summary.Customer with { Id = Clean(summary.Customer.Id), Name = Clean(summary.Customer.Name), Handle = Clean(summary.Customer.Handle) },
    };

    /// <summary>NUL and lone surrogates become U+FFFD, as in every store.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static string? Clean(string? text)
    {
        if (text is null || !text.Any(c => c == '\0' || char.IsSurrogate(c)))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
            {
                clean.Append(text, at++, 2);
            }
            else
            {
                clean.Append(text[at] == '\0' || char.IsSurrogate(text[at]) ? '\uFFFD' : text[at]);
            }
        }

        return clean.ToString();
    }
}
