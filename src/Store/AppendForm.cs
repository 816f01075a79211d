using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store;

/// <summary>
/// What is refused before it waits in a queue (a caller's mistake), and what is put right: texts without NUL and lone surrogates, times in whole
/// microseconds. After this the objects that subscribers are told equal what is read back.
/// </summary>
public static class AppendForm
{
    /// <summary>The unit separator delimits labels in their column.</summary>
    internal const char LabelSeparator = '\u001F';

    public const int SourceKeyCharsMax = 140;

    /// <exception cref="ArgumentException">Seqs with a gap, a source key too long, more entries than a batch may hold, or a summary of another head.</exception>
    public static Append Checked(Append append)
    {
        ArgumentException.ThrowIfNullOrEmpty(append.Stream);
        ArgumentOutOfRangeException.ThrowIfNegative(append.ExpectedVersion);
        Require(append.Entries.Length <= Limits.JournalBatchEntriesMax, "An append holds more entries than a batch may.");
        for (var i = 0; i < append.Entries.Length; i++)
        {
            var entry = append.Entries[i];
            Require(entry.Seq == append.Entries[0].Seq + i && entry.Seq > 0, "Seqs of an append must be positive and follow each other.");
            Require(entry.SourceKey is null or { Length: > 0 and <= SourceKeyCharsMax }, "A source key has 1 to 140 characters.");
        }

        var clean = append.Entries.IsEmpty || append.Entries.All(IsClean) ? append : append with { Entries = [.. append.Entries.Select(Clean)] };
        clean = clean.Summary is null ? clean : clean with { Summary = Clean(clean.Summary) };
        clean = StoredText.IsClean(clean.State) ? clean : clean with { State = StoredText.Clean(clean.State) };
        clean = clean.Commands.All(c => StoredText.IsClean(c.Answer)) ? clean : clean with { Commands = [.. clean.Commands.Select(Clean)] };
        clean = clean.Deadlines.IsEmpty ? clean : clean with { Deadlines = [.. clean.Deadlines.Select(d => d with { DueAt = Micros.Floor(d.DueAt) })] };
        clean = clean.Promises.IsEmpty ? clean : clean with { Promises = [.. clean.Promises.Select(Clean)] };
        clean = clean.OutboxInserts.All(o => StoredText.IsClean(o.Payload)) ? clean : clean with { OutboxInserts = [.. clean.OutboxInserts.Select(Clean)] };
        return clean.OutboxMoves.All(IsClean) ? clean : clean with { OutboxMoves = [.. clean.OutboxMoves.Select(Clean)] };
    }

    internal static EntryRow Row(NewEntry entry) => new()
    {
        Seq = entry.Seq,
        At = entry.At,
        Kind = entry.Kind,
        Actor = entry.Actor,
        Data = entry.Data,
        Words = entry.Words,
    };

    /// <summary>What subscribers are told of it.</summary>
    public static CommittedAppend Told(Append append) => new()
    {
        Stream = append.Stream,
        Entries = ImmutableArray.CreateRange(append.Entries, Row),
        Summary = append.Summary,
        Outbox = Channels(append.OutboxInserts),
        Deadlines = append.Deadlines,
    };

    private static ImmutableArray<ChannelId> Channels(ImmutableArray<OutboxInsert> inserts) => inserts.Length switch
    {
        0 => [],
        1 => [inserts[0].Channel],
        _ => [.. inserts.Select(o => o.Channel).Distinct()],
    };

    private static bool IsClean(NewEntry e) =>
        e.At.Offset == TimeSpan.Zero && e.At.Ticks % TimeSpan.TicksPerMicrosecond == 0 && StoredText.IsClean(e.Data) && StoredText.IsClean(e.Words)
        && StoredText.IsClean(e.SourceKey) && StoredText.IsClean(e.Actor.Id) && StoredText.IsClean(e.Actor.Name);

    private static NewEntry Clean(NewEntry e) => e with
    {
        At = Micros.Floor(e.At),
        Data = StoredText.Clean(e.Data),
        Words = StoredText.Clean(e.Words),
        SourceKey = StoredText.Clean(e.SourceKey),
        Actor = new Actor(e.Actor.Kind, StoredText.Clean(e.Actor.Id), StoredText.Clean(e.Actor.Name), e.Actor.Via),
    };

    private static CommandRow Clean(CommandRow c) => c with { Answer = StoredText.Clean(c.Answer) };

    private static PromiseChange Clean(PromiseChange p) => p.Row is null || StoredText.IsClean(p.Row.Text) ? p : p with { Row = p.Row with { Text = StoredText.Clean(p.Row.Text) } };

    private static OutboxInsert Clean(OutboxInsert o) => o with { Payload = StoredText.Clean(o.Payload) };

    private static bool IsClean(OutboxMove m) => StoredText.IsClean(m.ProviderId) && StoredText.IsClean(m.Reason);

    private static OutboxMove Clean(OutboxMove m) => m with { ProviderId = StoredText.Clean(m.ProviderId), Reason = StoredText.Clean(m.Reason) };

    private static SummaryRow Clean(SummaryRow s) => s with
    {
        Thread = StoredText.Clean(s.Thread),
        Customer = IsClean(s.Customer) ? s.Customer : Clean(s.Customer),
        Labels = s.Labels.IsDefaultOrEmpty ? [] : s.Labels.All(IsLabel) ? s.Labels : [.. s.Labels.Select(CleanLabel)],
        LastText = StoredText.Clean(s.LastText),
        LastAt = Micros.Floor(s.LastAt),
        WaitingSince = Micros.Floor(s.WaitingSince),
        DueAt = Micros.Floor(s.DueAt),
        CreatedAt = Micros.Floor(s.CreatedAt),
        SnoozedUntil = Micros.Floor(s.SnoozedUntil),
    };

    private static bool IsClean(CustomerView c) => StoredText.IsClean(c.Id) && StoredText.IsClean(c.Name) && StoredText.IsClean(c.Handle);

    private static CustomerView Clean(CustomerView c) =>
        c with { Id = StoredText.Clean(c.Id), Name = StoredText.Clean(c.Name), Handle = StoredText.Clean(c.Handle) };

    private static bool IsLabel(string label) => StoredText.IsClean(label) && !label.Contains(LabelSeparator);

    private static string CleanLabel(string label) => StoredText.Clean(label).Replace(LabelSeparator, '\uFFFD');

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}
