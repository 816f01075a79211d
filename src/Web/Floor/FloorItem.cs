using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;

namespace Conversations.Web.Floor;

/// <summary>A customer who waits in public for somebody, as the floor ranks her. Of one head: news make a new one.</summary>
public sealed class FloorItem
{
    private Matched? matched;
    private readonly string heard;

    /// <summary>By the newest words alone; how often she wrote is not known yet.</summary>
    public FloorItem(SummaryRow row)
        : this(row, row.LastBy == "customer" ? row.LastText : "", messages: 1, isExact: false)
    {
    }

    /// <param name="text">Her words since the last answer.</param>
    public FloorItem(SummaryRow row, string text, int messages, bool isExact)
    {
        (Row, Messages, IsExact, heard) = (row, messages, isExact, FloorLexicon.Hear(text));
        (Need, Anger) = (FloorLexicon.NeedIn(heard), FloorLexicon.AngerIn(heard));
    }

    public SummaryRow Row { get; }
    public int Messages { get; }

    /// <summary>Whether all of her words since the last answer were read.</summary>
    public bool IsExact { get; }

    /// <summary>Whether what she is about is known: of more than one entry only the newest words are, until they are read.</summary>
    public bool IsHeardWhole => IsExact || Row.Head == 1;
    public ImmutableArray<string> Need { get; }
    public ImmutableArray<string> Anger { get; }

    /// <summary>Public, unanswered, nobody's.</summary>
    public static bool IsWaiting(SummaryRow row) =>
        row is { Owner: null, Unattended: true, WaitingSince: not null, Visibility: Audiences.Public };

    public FloorScore Score(DateTimeOffset now) =>
        FloorScore.Of(new FloorFacts(Need, Anger, (int)Math.Clamp((now - Row.WaitingSince!.Value).TotalMinutes, 0, int.MaxValue), Messages, Row.Customer.Followers ?? 0));

    /// <summary>The company's topics her words belong to.</summary>
    public ImmutableArray<string> TopicsOf(ImmutableArray<Topic> all)
    {
        var known = matched;
        if (known is null || known.All != all)
        {
            matched = known = new Matched(all, [.. all.Where(IsHeard).Select(topic => topic.Name)]);
        }

        return known.Names;
    }

    private bool IsHeard(Topic topic) => topic.Words.Any(word => FloorLexicon.Hear(word) is { Length: > 0 } words && heard.Contains(words, StringComparison.Ordinal));

    /// <param name="All">The topics it was matched against; the same array as long as they are the same.</param>
    private sealed record Matched(ImmutableArray<Topic> All, ImmutableArray<string> Names);
}
