using System.Diagnostics;

namespace Conversations.Load.Ledgers;

/// <summary>Milliseconds since the run began, monotonic: all times of one ledger can be compared.</summary>
public sealed class RunClock
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public DateTimeOffset StartedAt { get; } = DateTimeOffset.UtcNow;

    public double Now => Stopwatch.GetElapsedTime(_start).TotalMilliseconds;
}
