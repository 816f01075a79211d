using System.Globalization;

namespace Conversations.Channels.Webhook;

/// <summary>A sender's own time: believed only when it is ISO 8601 and could be true, for a wrong clock must not lose or misplace a message.</summary>
internal static class LenientTime
{
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private const int CharsMax = 64;
    private static readonly TimeSpan AheadMax = TimeSpan.FromHours(24);

    /// <summary>UTC, or null when unreadable, before 1990 or more than 24 h ahead of <paramref name="now"/>. Without an offset it is taken as UTC.</summary>
    public static DateTimeOffset? Read(string text, DateTimeOffset now)
    {
        const DateTimeStyles style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return text.Length <= CharsMax
            && StartsWithIsoDate(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, style, out var at)
            && at >= Earliest
            && at - now <= AheadMax
            ? at
            : null;
    }

    private static bool StartsWithIsoDate(string text) =>
        text is [>= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', '-', _, _, '-', _, _, 'T' or 't' or ' ', ..];
}
