using System.Buffers;
using System.Globalization;
using System.Text;

namespace Conversations.Channels.Webhook;

/// <summary>
/// Turns the inside of a JSON string into text that every later part can store and show: NUL, lone surrogates and bytes that are no UTF-8 become
/// U+FFFD. System.Text.Json refuses such strings; here no message is lost for one.
/// </summary>
internal static class LenientText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Stands for a raw NUL byte: no UTF-8, so it decodes to U+FFFD, and of the same length, so that places in the body stay the same.</summary>
    public const byte NulStandIn = 0xFF;

    /// <param name="raw">Bytes between the quotes; without NUL bytes.</param>
    /// <param name="isEscaped">Whether there is a backslash in it; escapes are already known to be well formed.</param>
    public static string Read(ReadOnlySpan<byte> raw, bool isEscaped) => isEscaped ? Unescape(raw) : Encoding.UTF8.GetString(raw);

    /// <summary>Whether the text has at most <paramref name="max"/> code points.</summary>
    public static bool FitsIn(string text, int max) => text.Length <= max || CodePoints(text) <= max;

    /// <summary>The first <paramref name="max"/> code points of the text.</summary>
    public static string Cut(string text, int max)
    {
        if (FitsIn(text, max))
        {
            return text;
        }

        var at = 0;
        for (var taken = 0; taken < max; taken++)
        {
            at += char.IsHighSurrogate(text[at]) ? 2 : 1;
        }

        return text[..at];
    }

    private static int CodePoints(string text)
    {
        var lows = 0;
        foreach (var c in text)
        {
            lows += char.IsLowSurrogate(c) ? 1 : 0;
        }

        return text.Length - lows;
    }

    private static string Unescape(ReadOnlySpan<byte> raw)
    {
        // A byte never makes more than one char, an escape always fewer than it has bytes.
        var chars = ArrayPool<char>.Shared.Rent(raw.Length);
        try
        {
            var written = 0;
            while (raw.IndexOf((byte)'\\') is var backslash and >= 0)
            {
                written += Encoding.UTF8.GetChars(raw[..backslash], chars.AsSpan(written));
                chars[written++] = EscapedChar(raw[(backslash + 1)..], out var length);
                raw = raw[(backslash + 1 + length)..];
            }

            written += Encoding.UTF8.GetChars(raw, chars.AsSpan(written));
            ReplaceLoneSurrogates(chars.AsSpan(0, written));
            return new string(chars, 0, written);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    private static char EscapedChar(ReadOnlySpan<byte> afterBackslash, out int length)
    {
        length = 1;
        switch (afterBackslash[0])
        {
            case (byte)'b': return '\b';
            case (byte)'f': return '\f';
            case (byte)'n': return '\n';
            case (byte)'r': return '\r';
            case (byte)'t': return '\t';
            case (byte)'u':
                length = 5;
                var code = ushort.Parse(afterBackslash.Slice(1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                return code == 0 ? Replacement : (char)code;
            default: return (char)afterBackslash[0];
        }
    }

    private static void ReplaceLoneSurrogates(Span<char> chars)
    {
        for (var at = 0; at < chars.Length; at++)
        {
            if (!char.IsSurrogate(chars[at]))
            {
                continue;
            }

            if (at + 1 < chars.Length && char.IsSurrogatePair(chars[at], chars[at + 1]))
            {
                at++;
                continue;
            }

            chars[at] = Replacement;
        }
    }
}
