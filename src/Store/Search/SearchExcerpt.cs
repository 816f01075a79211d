using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Search;

/// <summary>What is shown of a hit: the stretch with most of the words looked for, each of them marked. Read from the journal, so erased words are never shown.</summary>
internal static class SearchExcerpt
{
    private const int LeadChars = 40;

    /// <summary>How far a cut may be moved to stand between words.</summary>
    private const int SnapChars = 20;
    private const string Cut = "…";
    private const string Between = " · ";

    public static (string Kind, ImmutableArray<ExcerptPart> Parts) Of(SearchTerms terms, SearchEntry entry)
    {
        var text = SearchText.Clean(entry.Text ?? "");
        var hits = Hits(terms, text);
        return hits.Count == 0 && entry.ExternalId is { } id && IsId(terms, id)
            ? (SearchKinds.Id, [new ExcerptPart(id, true)])
            : (entry.Kind, Around(text, hits));
    }

    /// <summary>Of the customer and the ids of a conversation: what of them was found; where a whole id was, only that.</summary>
    public static (string Kind, ImmutableArray<ExcerptPart> Parts) Of(SearchTerms terms, SummaryRow summary)
    {
        (string? Text, bool IsCustomer)[] fields =
            [(summary.Customer.Name, true), (summary.Customer.Handle, true), (summary.Customer.Id, true), (summary.Thread, false), (summary.Id.Value, false)];
        var known = fields.Where(field => field.Text is not null).Select(field => (Text: SearchText.Clean(field.Text!), field.IsCustomer)).ToList();
        var whole = known.Where(field => IsWhole(terms, field.Text)).Select(field => (field.Text, field.IsCustomer, Hits: new List<Hit> { new(0, field.Text.Length, 0) })).ToList();
        var shown = whole.Count > 0 ? whole : known.Select(field => (field.Text, field.IsCustomer, Hits: Hits(terms, field.Text))).Where(field => field.Hits.Count > 0).ToList();
        var parts = shown.SelectMany((field, at) => at == 0 ? Around(field.Text, field.Hits) : Around(field.Text, field.Hits).Insert(0, new ExcerptPart(Between, false)));
        return (shown.Any(field => field.IsCustomer) ? SearchKinds.Customer : SearchKinds.Id, Merged(parts));
    }

    private static bool IsWhole(SearchTerms terms, string id) => SearchText.Id(id) is { } word && terms.Groups.Any(group => group.Id == word);

    private static bool IsId(SearchTerms terms, string id) => SearchText.Id(id) is { } word && terms.Groups.Any(group => group.Id == word || (group.Id is null && group.Words[0].Meets(word)));

    private static List<Hit> Hits(SearchTerms terms, string text)
    {
        ImmutableArray<SearchTerm> words = [.. terms.Groups.SelectMany(group => group.Words)];
        var hits = new List<Hit>();
        foreach (var token in words.IsEmpty ? [] : SearchText.Tokens(text))
        {
            for (var i = 0; i < words.Length; i++)
            {
                if (words[i].Meets(token.Word))
                {
                    hits.Add(new Hit(token.Start, token.End, i));
                    break;
                }
            }
        }

        return hits;
    }

    private static ImmutableArray<ExcerptPart> Around(string text, List<Hit> hits)
    {
        var first = Best(hits);
        var start = hits.Count == 0 ? 0 : SnapBack(text, Math.Max(0, hits[first].Start - LeadChars));
        var end = SnapAhead(text, Math.Min(text.Length, start + Limits.SearchExcerptChars));
        var parts = ImmutableArray.CreateBuilder<ExcerptPart>();
        var at = start;
        foreach (var hit in hits.Where(hit => hit.Start >= start && hit.Start < end))
        {
            Add(parts, text, at, Math.Max(at, hit.Start), isHit: false);
            Add(parts, text, Math.Max(at, hit.Start), Math.Min(hit.End, end), isHit: true);
            at = Math.Max(at, Math.Min(hit.End, end));
        }

        Add(parts, text, at, end, isHit: false);
        return Framed(parts, start > 0, end < text.Length);
    }

    /// <summary>The hit from which most different words lie within an excerpt.</summary>
    private static int Best(List<Hit> hits)
    {
        var (best, most, last) = (0, 0, 0);
        var inside = new Dictionary<int, int>();
        for (var first = 0; first < hits.Count; first++)
        {
            for (; last < hits.Count && hits[last].End <= hits[first].Start + Limits.SearchExcerptChars - LeadChars; last++)
            {
                inside[hits[last].Term] = inside.GetValueOrDefault(hits[last].Term) + 1;
            }

            if (inside.Count > most)
            {
                (best, most) = (first, inside.Count);
            }

            if (inside.TryGetValue(hits[first].Term, out var count) && (inside[hits[first].Term] = count - 1) == 0)
            {
                inside.Remove(hits[first].Term);
            }
        }

        return best;
    }

    private static int SnapBack(string text, int at)
    {
        for (var to = at; to > 0 && to > at - SnapChars; to--)
        {
            if (char.IsWhiteSpace(text[to - 1]))
            {
                return to;
            }
        }

        return Whole(text, at);
    }

    private static int SnapAhead(string text, int at)
    {
        for (var to = at; to < text.Length && to < at + SnapChars; to++)
        {
            if (char.IsWhiteSpace(text[to]))
            {
                return to;
            }
        }

        return at + SnapChars >= text.Length ? text.Length : Whole(text, at);
    }

    /// <summary>Never within a pair of surrogates.</summary>
    private static int Whole(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;

    private static void Add(ImmutableArray<ExcerptPart>.Builder parts, string text, int start, int end, bool isHit)
    {
        if (end <= start)
        {
            return;
        }

        var shown = string.Create(end - start, (text, start), static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
            {
                var c = from.text[from.start + i];
                to[i] = char.IsControl(c) || char.IsWhiteSpace(c) ? ' ' : c;
            }
        });

        parts.Add(new ExcerptPart(shown, isHit));
    }

    private static ImmutableArray<ExcerptPart> Framed(ImmutableArray<ExcerptPart>.Builder parts, bool isCutBefore, bool isCutAfter)
    {
        if (isCutBefore)
        {
            parts.Insert(0, new ExcerptPart(Cut, false));
        }

        if (isCutAfter)
        {
            parts.Add(new ExcerptPart(Cut, false));
        }

        return Merged(parts);
    }

    /// <summary>What continues a hit is one hit to the eye, and what lies between is one part.</summary>
    private static ImmutableArray<ExcerptPart> Merged(IEnumerable<ExcerptPart> parts) => parts.Aggregate(
        ImmutableArray<ExcerptPart>.Empty,
        static (done, part) => !done.IsEmpty && done[^1].IsHit == part.IsHit
            ? done.SetItem(done.Length - 1, new ExcerptPart(done[^1].Text + part.Text, part.IsHit))
            : done.Add(part));

    private readonly record struct Hit(int Start, int End, int Term);
}
