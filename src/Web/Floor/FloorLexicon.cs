using System.Collections.Immutable;
using System.Text;

namespace Conversations.Web.Floor;

/// <summary>
/// Words by which need and anger are heard, English and German: small, read by everybody, and shown with the score they make. Each is the beginning of a word, or of several in a row.
/// </summary>
public static class FloorLexicon
{
    /// <summary>Longer texts are heard by their beginning.</summary>
    public const int HeardCharsMax = 2_000;

    private static readonly string[] Need =
    [
        "help", "urgent", "emergency", "stuck", "stranded", "lost", "broken", "desperate", "nobody answer", "no answer", "still waiting", "asap",
        "hilfe", "helft", "dringend", "notfall", "gestrandet", "festsitz", "verloren", "kaputt", "verzweifelt", "niemand antwortet", "keine antwort", "warte immer noch",
    ];

    private static readonly string[] Anger =
    [
        "angry", "furious", "terrible", "horrible", "worst", "unacceptable", "disgust", "disgrace", "ridiculous", "scam", "lawyer", "never again", "shame", "joke",
        "wütend", "sauer", "unverschämt", "frechheit", "katastroph", "schlimmste", "betrug", "anwalt", "nie wieder", "skandal", "unmöglich", "zumutung",
    ];

    public static ImmutableArray<string> NeedIn(string heard) => In(heard, Need);

    public static ImmutableArray<string> AngerIn(string heard) => In(heard, Anger);

    /// <summary>Lower case, with one blank before each word and nothing else between them: what words are looked for in.</summary>
    public static string Hear(string text)
    {
        var heard = new StringBuilder(Math.Min(text.Length, HeardCharsMax) + 2);
        var isInWord = false;
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, HeardCharsMax)))
        {
            if (!char.IsLetterOrDigit(letter))
            {
                isInWord = false;
                continue;
            }

            if (!isInWord)
            {
                heard.Append(' ');
            }

            heard.Append(char.ToLowerInvariant(letter));
            isInWord = true;
        }

        return heard.ToString();
    }

    /// <summary>Whether a word, or several in a row, begins one there.</summary>
    public static bool Has(string heard, string words) => heard.Contains(' ' + words, StringComparison.Ordinal);

    private static ImmutableArray<string> In(string heard, string[] words) => [.. words.Where(word => Has(heard, word))];
}
