using Conversations.Contracts;

namespace Conversations.Channels.Webhook;

/// <summary>
/// What single members may be. Characters are counted as Unicode code points. What carries the message is kept whole or the item is quarantined;
/// what only decorates it is cut or dropped when it is out of bounds, so that an odd name never costs a message.
/// </summary>
internal static class MemberRules
{
    public static string? IdFault(TextMember id, string missing, string wrongType, string tooLong) =>
        id.IsWrongType ? wrongType
        : string.IsNullOrEmpty(id.Value) ? missing
        : LenientText.FitsIn(id.Value, Limits.IdCharsMax) ? null
        : tooLong;

    /// <summary>A name, shortened to its bound; null when there is nothing in it.</summary>
    public static string? Cut(string? text, int charsMax) => string.IsNullOrEmpty(text) ? null : LenientText.Cut(text, charsMax);

    /// <summary>The text where it has 1 … <paramref name="charsMax"/> characters, else null.</summary>
    public static string? Within(string? text, int charsMax) => !string.IsNullOrEmpty(text) && LenientText.FitsIn(text, charsMax) ? text : null;

    /// <summary>An address of the web without blanks and control characters. Anything else (javascript:, data:, file:) must never become a link.</summary>
    public static bool IsHttpUrl(string url)
    {
        var rest = url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? url.AsSpan(8)
            : url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? url.AsSpan(7)
            : [];
        if (rest.IsEmpty || rest[0] is '/' or '?' or '#')
        {
            return false;
        }

        foreach (var c in rest)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c))
            {
                return false;
            }
        }

        return true;
    }
}
