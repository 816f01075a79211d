using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Conversations.Store;

/// <summary>
/// What can stand in a text column of both engines: no NUL (PostgreSQL refuses it) and no lone surrogate (UTF-8 has none). Both become U+FFFD.
/// Receivers clean the customers' texts long before; this is the last fence, so that one bad character never costs a message.
/// </summary>
internal static class StoredText
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(['\0', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    [return: NotNullIfNotNull(nameof(text))]
    public static string? Clean(string? text) => text is null || IsClean(text) ? text : Replace(text);

    public static bool IsClean(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(Suspects); at >= 0; at = text.IndexOfAny(Suspects))
        {
            if (!char.IsHighSurrogate(text[at]) || at + 1 >= text.Length || !char.IsLowSurrogate(text[at + 1]))
            {
                return false;
            }

            text = text[(at + 2)..];
        }

        return true;
    }

    private static string Replace(string text) => string.Create(text.Length, text, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            var c = from[i];
            if (char.IsHighSurrogate(c) && i + 1 < from.Length && char.IsLowSurrogate(from[i + 1]))
            {
                (to[i], to[i + 1]) = (c, from[i + 1]);
                i++;
            }
            else
            {
                to[i] = c == '\0' || char.IsSurrogate(c) ? '\uFFFD' : c;
            }
        }
    });
}
