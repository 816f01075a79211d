using System.Globalization;
using System.Text;
using Conversations.Contracts;

namespace Conversations.Store.Search;

/// <summary>A word as it is indexed, and where it stands in its text.</summary>
internal readonly record struct SearchToken(string Word, int Start, int End);

/// <summary>
/// Takes a text apart into what can be found. Words are runs of letters, digits and their marks; a symbol (emoji) is a word of its own. Scripts that
/// write without blanks, and Hangul, are taken in pairs of neighbours, and the last of a run alone, so that any part of a run is found.
/// </summary>
internal static class SearchText
{
    /// <summary>Where the punctuation of an id stands, so that the whole id is one word to both engines. Texts cannot have it: private characters separate words.</summary>
    private const int PunctuationBase = 0xE000;
    private const int SoftHyphen = 0xAD;

    /// <summary>A text in the form that positions count in; what is shown of it is the same to the eye.</summary>
    public static string Clean(string text) => NormalText.Of(StoredText.Clean(text), NormalizationForm.FormC);

    /// <param name="text">As <see cref="Clean"/> gives it.</param>
    /// <param name="isQuery">True leaves out what only the index needs: the last of a run alone, where there are pairs.</param>
    public static IEnumerable<SearchToken> Tokens(string text, bool isQuery = false)
    {
        for (var at = 0; at < text.Length;)
        {
            var kind = KindAt(text, at, out var length);
            if (kind == Kind.Gap)
            {
                at += length;
                continue;
            }

            var end = kind == Kind.Symbol ? at + length : EndOf(text, at, kind);
            foreach (var token in kind == Kind.Paired ? Pairs(text, at, end, isQuery) : [Word(text, at, end)])
            {
                if (token.Word.Length > 0)
                {
                    yield return token;
                }
            }

            at = end;
        }
    }

    /// <summary>An id as one word; null when it is too long for one.</summary>
    public static string? Id(string id)
    {
        if (id.Length is 0 or > Contracts.Limits.IdCharsMax)
        {
            return null;
        }

        var folded = new StringBuilder(id.Length);
        foreach (var rune in Clean(id).EnumerateRunes())
        {
            if (rune.IsAscii && !Rune.IsLetterOrDigit(rune))
            {
                folded.Append((char)(PunctuationBase + rune.Value));
            }
            else
            {
                folded.Append(Rune.ToLowerInvariant(rune).ToString());
            }
        }

        return folded.ToString();
    }

    /// <summary>Whether the word is one sign of a script that is indexed in pairs.</summary>
    public static bool IsSingleOfPaired(string text, SearchToken token) =>
        token.End - token.Start == LengthAt(text, token.Start) && KindAt(text, token.Start, out _) == Kind.Paired;

    private static SearchToken Word(string text, int start, int end) => new(SearchFold.Word(text.AsSpan(start, end - start), Contracts.Limits.SearchTokenCharsMax), start, end);

    private static IEnumerable<SearchToken> Pairs(string text, int start, int end, bool isQuery)
    {
        var before = -1;
        for (var at = start; at < end;)
        {
            var next = at + LengthAt(text, at);
            if (before >= 0)
            {
                yield return Word(text, before, next);
            }

            if (next == end && (!isQuery || before < 0))
            {
                yield return Word(text, at, next);
            }

            (before, at) = (at, next);
        }
    }

    private static int EndOf(string text, int start, Kind kind)
    {
        var at = start;
        while (at < text.Length)
        {
            var found = KindAt(text, at, out var length);
            if (found != kind && !(kind == Kind.Word && IsJoiner(text[at])))
            {
                break;
            }

            at += length;
        }

        return at;
    }

    private static int LengthAt(string text, int at) => char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;

    private static Kind KindAt(string text, int at, out int length)
    {
        var c = text[at];
        if (c < 0x80)
        {
            length = 1;
            return char.IsAsciiLetterOrDigit(c) ? Kind.Word : Kind.Gap;
        }

        length = LengthAt(text, at);
        var rune = length == 2 ? new Rune(c, text[at + 1]) : new Rune(c);
        return rune.Value == 0xFFFD ? Kind.Gap : KindOf(rune);
    }

    private static Kind KindOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.OtherSymbol => Kind.Symbol,
        var category when !SearchFold.IsOfWords(category) => Kind.Gap,
        _ => IsPaired(rune.Value) ? Kind.Paired : Kind.Word,
    };

    /// <summary>Thai, Lao, Burmese, Khmer, Hangul, kana, bopomofo, Han.</summary>
    private static bool IsPaired(int rune) => rune is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1100 and <= 0x11FF) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x31FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7FF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFF66 and <= 0xFFDC) or (>= 0x20000 and <= 0x3FFFF);

    /// <summary>Stands inside a word without being of it: soft hyphen, zero-width joiners.</summary>
    private static bool IsJoiner(char c) => (int)c is SoftHyphen or 0x200C or 0x200D or 0x2060;

    private enum Kind
    {
        Gap,
        Word,
        Paired,
        Symbol,
    }
}
