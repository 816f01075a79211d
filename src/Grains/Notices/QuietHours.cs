using System.Globalization;
using Conversations.Contracts.Settings;

namespace Conversations.Grains.Notices;

/// <summary>Hours in which a person is shown notices but not disturbed, in her own time zone; UTC where she leaves the zone to her browser.</summary>
public static class QuietHours
{
    public static bool Contain(Preferences preferences, DateTimeOffset now)
    {
        if (Read(preferences.QuietFrom) is not { } from || Read(preferences.QuietTo) is not { } to)
        {
            return false;
        }

        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(preferences.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        var clock = TimeOnly.FromTimeSpan(TimeZoneInfo.ConvertTime(now, zone).TimeOfDay);
        return clock.IsBetween(from, to);
    }

    private static TimeOnly? Read(string? text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
