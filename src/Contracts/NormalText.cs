using System.Buffers;
using System.Text;

namespace Conversations.Contracts;

/// <summary>
/// Unicode normalisation that takes any string. The runtime's own throws on lone surrogates and on U+FFFE, and whoever writes to us can send both: here each of them,
/// and U+FFFF with them, becomes U+FFFD before. That keeps the length and every place in the text.
/// </summary>
public static class NormalText
{
    private const char Replacement = '\uFFFD';
    private static readonly SearchValues<char> Suspects = SearchValues.Create(['\uFFFE', '\uFFFF', .. Enumerable.Range(0xD800, 0x800).Select(static c => (char)c)]);

    /// <summary>The text itself where it is normal already.</summary>
    public static string Of(string text, NormalizationForm form)
    {
        var safe = text.AsSpan().ContainsAny(Suspects) ? Replaced(text) : text;
        return safe.IsNormalized(form) ? safe : safe.Normalize(form);
    }

    private static string Replaced(string text) => string.Create(text.Length, text, static (to, from) =>
    {
        for (var at = 0; at < from.Length; at++)
        {
            var c = from[at];
            if (char.IsHighSurrogate(c) && at + 1 < from.Length && char.IsLowSurrogate(from[at + 1]))
            {
                (to[at], to[at + 1]) = (c, from[at + 1]);
                at++;
            }
            else
            {
                to[at] = Suspects.Contains(c) ? Replacement : c;
            }
        }
    });
}
