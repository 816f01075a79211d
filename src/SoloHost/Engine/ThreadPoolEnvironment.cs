namespace SoloHost.Engine;

/// <summary>Production: turns run on the thread pool, in the order in which their queues became ready.</summary>
internal sealed class ThreadPoolEnvironment(TimeProvider timeProvider) : HostEnvironment
{
    private readonly bool _isSystemTime = ReferenceEquals(timeProvider, TimeProvider.System);
    private readonly long _started = timeProvider.GetTimestamp();

    public override TimeProvider TimeProvider { get; } = timeProvider;

    internal override long NowMilliseconds =>
        _isSystemTime ? Environment.TickCount64 : (long)TimeProvider.GetElapsedTime(_started).TotalMilliseconds;

    internal override TimeSpan TimeoutGranularity => TimeSpan.FromMilliseconds(50);

    internal override int PendingShards { get; } = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount);

    // The global queue, not the thread's own: the own one is last in, first out, and would let a few callers starve the rest.
    internal override void Schedule(TurnQueue queue) => ThreadPool.UnsafeQueueUserWorkItem(queue, preferLocal: false);

    internal override Silo? Place(SoloCluster cluster, Node caller) => caller as Silo ?? (cluster.Silos.Count > 0 ? cluster.Silos[0] : null);
}
