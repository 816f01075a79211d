using System.ComponentModel.DataAnnotations;

namespace Conversations.Grains.Gestures;

/// <summary>Section "Gestures" of the configuration.</summary>
public sealed class GestureOptions
{
    public const string Section = "Gestures";

    /// <summary>What is laid aside and not given by then is put back. 1 s – 1 h, default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ReserveFor { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long colleagues are asked for a co-sign. 10 s – 7 days, default 30 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "7.00:00:00")]
    public TimeSpan CoSignFor { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Where granted gestures are POSTed to, signed as replies are; without it they are only written down. Default none.</summary>
    public Uri? FulfilmentUrl { get; set; }

    /// <summary>whsec_ and base64 of 24–64 bytes; needed with <see cref="FulfilmentUrl"/>.</summary>
    [RegularExpression("^whsec_[A-Za-z0-9+/]{32,88}={0,2}$")]
    public string? FulfilmentSecret { get; set; }

    public bool Fulfils => FulfilmentUrl is not null;

    /// <summary>An address needs its secret.</summary>
    public bool IsWhole => FulfilmentUrl is null || FulfilmentSecret is not null;
}
