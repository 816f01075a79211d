namespace SoloHost.Simulated;

/// <summary>The clock of one node: virtual time and the node's own skew. Its timers end with the node.</summary>
public sealed class SimulatedTime : TimeProvider
{
    private readonly SimulatedNode _node;

    internal SimulatedTime(SimulatedNode node) => _node = node;

    /// <summary>How far this node's wall clock is off.</summary>
    public TimeSpan Skew { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => _node.Simulation.Now + Skew;

    public override long GetTimestamp() => _node.Simulation.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(_node, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class SimulatedTimer(SimulatedNode node, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private int _version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _version++;
            _period = period;
            SetNext(dueTime);
            return true;
        }

        public void Dispose() => _version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void SetNext(TimeSpan wait)
        {
            if (wait >= TimeSpan.Zero)
            {
                var version = _version;
                node.Simulation.After(wait, node, () => Fire(version));
            }
        }

        private void Fire(int version)
        {
            if (version == _version)
            {
                if (_period > TimeSpan.Zero)
                {
                    SetNext(_period);
                }

                callback(state);
            }
        }
    }
}
