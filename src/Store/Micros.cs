namespace Conversations.Store;

/// <summary>Times as they are stored: microseconds since 1970 UTC. What is told to subscribers is floored likewise, so that both are equal.</summary>
public static class Micros
{
    /// <summary>Stands for "no time" where a column must sort last.</summary>
    internal const long Never = long.MaxValue;

    public static long Of(DateTimeOffset time) => Math.DivRem(time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond) switch
    {
        (var whole, < 0) => whole - 1,
        var (whole, _) => whole,
    };

    public static DateTimeOffset ToTime(long micros) => new(DateTimeOffset.UnixEpoch.Ticks + (micros * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    public static DateTimeOffset Floor(DateTimeOffset time) =>
        time.Offset == TimeSpan.Zero && time.Ticks % TimeSpan.TicksPerMicrosecond == 0 ? time : ToTime(Of(time));

    internal static long? Of(DateTimeOffset? time) => time is { } t ? Of(t) : null;
    internal static long OrNever(DateTimeOffset? time) => time is { } t ? Of(t) : Never;
    internal static DateTimeOffset? ToTimeOrNull(long? micros) => micros is { } m and not Never ? ToTime(m) : null;
    internal static DateTimeOffset? Floor(DateTimeOffset? time) => time is { } t ? Floor(t) : null;
}
