using Conversations.Contracts.Settings;

namespace Conversations.Grains.Settings;

/// <summary>What becomes of one's settings when some of them are changed.</summary>
public static class PreferencesDecisions
{
    public static Preferences Apply(Preferences known, PreferencesPatch patch) => known with
    {
        FirstSendDone = patch.FirstSendDone ?? known.FirstSendDone,
        Theme = patch.Theme ?? known.Theme,
        Density = patch.Density ?? known.Density,
        Language = patch.Language ?? known.Language,
        TimeZone = patch.TimeZone ?? known.TimeZone,
        Sound = patch.Sound ?? known.Sound,
        BrowserNotices = patch.BrowserNotices ?? known.BrowserNotices,
        QuietFrom = patch.SetsQuiet ? patch.QuietFrom : known.QuietFrom,
        QuietTo = patch.SetsQuiet ? patch.QuietTo : known.QuietTo,
        KeysOff = patch.KeysOff ?? known.KeysOff,
        Keys = patch.Keys ?? known.Keys,
        SignOff = patch.SignOff ?? known.SignOff,
        ShortSignOff = patch.ShortSignOff ?? known.ShortSignOff,
        SignOffs = patch.SignOffs ?? known.SignOffs,
        NameShown = patch.NameShown ?? known.NameShown,
        BrowserTimeZone = patch.BrowserTimeZone ?? known.BrowserTimeZone,
    };
}
