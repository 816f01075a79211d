using System.ComponentModel.DataAnnotations;
using Conversations.Contracts;

namespace Conversations.Grains.Delivery;

/// <summary>Section "Delivery" of the configuration.</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>The first retry lies within this time; each later one within twice the time before it. 10 ms – 1 min, default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0100000", "00:01:00")]
    public TimeSpan RetryDelayMin { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Retries never lie further apart than this, unless the network asked for it. 1 s – 1 h, default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryDelayMax { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Tries of one reply, the first included. 1–100, default <see cref="Limits.SendAttemptsMax"/>.</summary>
    [Range(1, 100)]
    public int AttemptsMax { get; set; } = Limits.SendAttemptsMax;

    /// <summary>A reply older than this is not tried again. 1 min – 7 days, default <see cref="Limits.SendAgeMax"/>.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan AgeMax { get; set; } = Limits.SendAgeMax;
}
