using System.Globalization;
using Conversations.Contracts.Settings;

namespace Conversations.Grains.Notices;

/// <summary>Hours in which a person is shown notices but not disturbed, in her own time zone: the one she chose, else the one her browser was in last; UTC while no browser has said.</summary>
public static class QuietHours
{
    public static bool Contain(Preferences preferences, DateTimeOffset now)
    {
        if (Read(preferences.QuietFrom) is not { } from || Read(preferences.QuietTo) is not { } to)
        {
            return false;
        }

        var zone = Find(preferences.TimeZone) ?? Find(preferences.BrowserTimeZone) ?? TimeZoneInfo.Utc;
        var clock = TimeOnly.FromTimeSpan(TimeZoneInfo.ConvertTime(now, zone).TimeOfDay);
        return clock.IsBetween(from, to);
    }

    private static TimeZoneInfo? Find(string? id) => id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;

    private static TimeOnly? Read(string? text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
