using SoloHost.Calls;

namespace SoloHost.Engine;

/// <summary>
/// Calls of one node that wait for an answer. One timer is armed for the earliest deadline known when it was armed; calls that are
/// answered leave without touching it, so a call costs two short locks and no timer of its own.
/// </summary>
internal sealed class PendingCalls : IDisposable
{
    private const long NotArmed = long.MaxValue;

    private readonly HostEnvironment _environment;
    private readonly Shard[] _shards;
    private readonly ITimer _timer;
    private readonly Action<GrainCall> _expired;
    private long _armedFor = NotArmed;

    public PendingCalls(HostEnvironment environment, TimeProvider time, Action<GrainCall> expired)
    {
        _environment = environment;
        _expired = expired;
        _shards = [.. Enumerable.Range(0, environment.PendingShards).Select(_ => new Shard())];
        _timer = time.CreateTimer(static state => ((PendingCalls)state!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(GrainCall call, TimeSpan timeout)
    {
        call.Deadline = call.SentAt + (timeout.Ticks / TimeSpan.TicksPerMillisecond);
        _shards[_shards.Length == 1 ? 0 : Thread.GetCurrentProcessorId() & (_shards.Length - 1)].Add(call);
        if (call.Deadline < Volatile.Read(ref _armedFor))
        {
            Arm(call.Deadline);
        }
    }

    /// <summary>How many calls have been sent since the start.</summary>
    public long Added => _shards.Sum(shard => shard.Added);

    public static void Remove(GrainCall call) => call.Pending?.Remove(call);

    /// <summary>Fails each waiting call that meets the condition.</summary>
    public void Break(Func<GrainCall, bool> condition, Func<GrainCall, Exception> failure)
    {
        var broken = new List<GrainCall>();
        foreach (var shard in _shards)
        {
            shard.TakeWhere(condition, broken);
        }

        foreach (var call in broken)
        {
            call.Fail(failure(call));
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Arm(long deadline)
    {
        lock (_timer)
        {
            if (deadline >= _armedFor)
            {
                return;
            }

            _armedFor = deadline;
            var wait = Math.Max(0, deadline - _environment.NowMilliseconds);
            _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
        }
    }

    private void Expire()
    {
        lock (_timer)
        {
            _armedFor = NotArmed;
        }

        var now = _environment.NowMilliseconds;
        var late = new List<GrainCall>();
        var next = NotArmed;
        foreach (var shard in _shards)
        {
            shard.TakeWhere(call => call.Deadline <= now, late);
            next = Math.Min(next, shard.EarliestDeadline());
        }

        late.ForEach(_expired);
        if (next != NotArmed)
        {
            Arm(Math.Max(next, now + (long)_environment.TimeoutGranularity.TotalMilliseconds));
        }
    }

    /// <summary>A list of waiting calls in the order in which they were sent, with its own lock.</summary>
    internal sealed class Shard
    {
        private readonly Padding _padding;
        private GrainCall? _first;
        private GrainCall? _last;
        private long _added;

        public long Added => Volatile.Read(ref _added);

        public void Add(GrainCall call)
        {
            lock (this)
            {
                call.Pending = this;
                call.PendingBefore = _last;
                if (_last is null)
                {
                    _first = call;
                }
                else
                {
                    _last.PendingAfter = call;
                }

                _last = call;
                _added++;
            }
        }

        public void Remove(GrainCall call)
        {
            lock (this)
            {
                Unlink(call);
            }
        }

        public void TakeWhere(Func<GrainCall, bool> condition, List<GrainCall> taken)
        {
            lock (this)
            {
                for (var call = _first; call is not null;)
                {
                    var next = call.PendingAfter;
                    if (condition(call))
                    {
                        Unlink(call);
                        taken.Add(call);
                    }

                    call = next;
                }
            }
        }

        public long EarliestDeadline()
        {
            lock (this)
            {
                var earliest = NotArmed;
                for (var call = _first; call is not null; call = call.PendingAfter)
                {
                    earliest = Math.Min(earliest, call.Deadline);
                }

                return earliest;
            }
        }

        // Keeps the shards of two processors from sharing a cache line.
        [System.Runtime.CompilerServices.InlineArray(16)]
        private struct Padding
        {
            private long _first;
        }

        private void Unlink(GrainCall call)
        {
            if (!ReferenceEquals(call.Pending, this))
            {
                return;
            }

            call.Pending = null;
            (call.PendingBefore is null ? ref _first : ref call.PendingBefore.PendingAfter) = call.PendingAfter;
            (call.PendingAfter is null ? ref _last : ref call.PendingAfter.PendingBefore) = call.PendingBefore;
            call.PendingBefore = null;
            call.PendingAfter = null;
        }
    }
}
