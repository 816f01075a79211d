namespace Conversations.Web.Tests.Running;

/// <summary>The real clock, which a test may move forward; timers stay real.</summary>
public sealed class MovableTime : TimeProvider
{
    private long movedTicks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref movedTicks));

    public override long GetTimestamp() =>
        base.GetTimestamp() + (long)(TimeSpan.FromTicks(Interlocked.Read(ref movedTicks)).TotalSeconds * TimestampFrequency);

    public void Advance(TimeSpan by) => Interlocked.Add(ref movedTicks, by.Ticks);
}
