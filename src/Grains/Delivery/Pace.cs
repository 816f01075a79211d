namespace Conversations.Grains.Delivery;

/// <summary>
/// How fast one channel account may send: a token bucket of a quarter of a second, so that a rate is smooth and not a burst each second. A value: each
/// step gives the next one.
/// </summary>
/// <param name="Tokens">Sends that may start at <paramref name="At"/>.</param>
/// <param name="At">When the tokens were counted.</param>
public readonly record struct Pace(double Tokens, DateTimeOffset At)
{
    private const double BurstSeconds = 0.25;
    private const double RoundingError = 1e-6;
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(1);

    /// <summary>A bucket from which a whole burst may be taken at once.</summary>
    public static Pace Full(DateTimeOffset now) => new(double.MaxValue, now);

    /// <summary>Takes as many of the <paramref name="wanted"/> sends as may start now.</summary>
    /// <param name="perSecond">Sends a second; 0 = no limit. May change from step to step.</param>
    public PaceStep Take(int wanted, double perSecond, DateTimeOffset now)
    {
        if (!(perSecond > 0))
        {
            return new PaceStep(this with { At = now }, Math.Max(0, wanted), NextAt: null);
        }

        // A clock that steps back gives no tokens and takes none.
        var seconds = Math.Max(0, (now - At).TotalSeconds);
        var tokens = Math.Min(Math.Max(1, perSecond * BurstSeconds), Tokens + (seconds * perSecond));
        var allowed = Math.Clamp((int)Math.Min(int.MaxValue, tokens + RoundingError), 0, Math.Max(0, wanted));
        var left = Math.Max(0, tokens - allowed);
        return new PaceStep(new Pace(left, now), allowed, allowed < wanted ? now + Wait(1 - left, perSecond) : null);
    }

    private static TimeSpan Wait(double missing, double perSecond)
    {
        var seconds = Math.Max(0, missing) / perSecond;
        return seconds >= WaitMax.TotalSeconds ? WaitMax : TimeSpan.FromTicks((long)Math.Ceiling(seconds * TimeSpan.TicksPerSecond));
    }
}

/// <param name="Next">The bucket after it.</param>
/// <param name="Allowed">Sends that may start now.</param>
/// <param name="NextAt">When to ask again, where fewer were allowed than wanted.</param>
public readonly record struct PaceStep(Pace Next, int Allowed, DateTimeOffset? NextAt);
