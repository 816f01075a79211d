using System.Globalization;
using System.Text;
using Conversations.Contracts;

namespace Conversations.Store.Search;

/// <summary>
/// One form for what people write in many: lower case, without accents, full width as half width, ß as ss. Done here and not by the engines, whose
/// extensions may be missing and whose locales differ. What it makes of a text is stored: a change raises <see cref="SearchTables.Shape"/>.
/// </summary>
internal static class SearchFold
{
    /// <summary>Letters that no decomposition takes apart.</summary>
    private static readonly Dictionary<char, string> Plain = new()
    {
        ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['ø'] = "o", ['đ'] = "d", ['ð'] = "d", ['þ'] = "th", ['ł'] = "l", ['ħ'] = "h", ['ŧ'] = "t", ['ı'] = "i", ['ς'] = "σ",
    };

    /// <summary>The folded form of a word, cut to its bound.</summary>
    public static string Word(ReadOnlySpan<char> word, int charsMax) => System.Text.Ascii.IsValid(word) ? Ascii(word, charsMax) : Any(word.ToString(), charsMax);

    private static string Ascii(ReadOnlySpan<char> word, int charsMax) =>
        string.Create(Math.Min(word.Length, charsMax), word, static (to, from) => System.Text.Ascii.ToLower(from[..to.Length], to, out _));

    private static string Any(string word, int charsMax)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var c in NormalText.Of(word, NormalizationForm.FormKD))
        {
            var lower = char.ToLowerInvariant(c);
            if (IsAccent(lower) || (!char.IsSurrogate(lower) && !IsOfWords(CharUnicodeInfo.GetUnicodeCategory(lower))))
            {
                continue;
            }

            if (Plain.TryGetValue(lower, out var plain))
            {
                folded.Append(plain);
            }
            else
            {
                folded.Append(lower);
            }
        }

        var composed = NormalText.Of(folded.ToString(), NormalizationForm.FormC);
        return composed.Length <= charsMax ? composed : composed[..(char.IsHighSurrogate(composed[charsMax - 1]) ? charsMax - 1 : charsMax)];
    }

    public static bool IsOfWords(UnicodeCategory category) => category is <= UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        or UnicodeCategory.OtherSymbol;

    /// <summary>Accents of Latin, Greek and Cyrillic; points of Hebrew and Arabic. Marks of other scripts are letters to their readers.</summary>
    private static bool IsAccent(char c) => c is (>= '\u0300' and <= '\u036F') or (>= '\u0591' and <= '\u05C7') or (>= '\u064B' and <= '\u065F') or '\u0640' or '\u0670';
}
