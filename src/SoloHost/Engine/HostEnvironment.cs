using SoloHost.Calls;

namespace SoloHost.Engine;

/// <summary>
/// What the engine runs on: who runs turns, what time it is, and how messages travel. The production environment uses the
/// thread pool and the system's clock; the simulated one is a single thread, virtual time and a seed.
/// </summary>
public abstract class HostEnvironment
{
    public abstract TimeProvider TimeProvider { get; }

    /// <summary>A clock that only goes forward, in milliseconds; cheap enough to be read for each call.</summary>
    internal abstract long NowMilliseconds { get; }

    /// <summary>How exactly due times of waiting calls are kept.</summary>
    internal abstract TimeSpan TimeoutGranularity { get; }

    /// <summary>How many lists waiting calls are spread over, so that callers do not wait for each other.</summary>
    internal abstract int PendingShards { get; }

    /// <summary>How promises are kept: those who wait go on elsewhere than in the turn that keeps it.</summary>
    internal virtual TaskCreationOptions Completion => TaskCreationOptions.RunContinuationsAsynchronously;

    /// <summary>How messages between nodes travel; null when they arrive at once.</summary>
    internal virtual IMessageTransport? Transport => null;

    /// <summary>Something is about to continue: the place to see that it comes from where it may.</summary>
    internal virtual void Continuing()
    {
    }

    /// <summary>The queue has become ready: its turns are to be run.</summary>
    internal abstract void Schedule(TurnQueue queue);

    /// <summary>Numbers turn queues in the order in which they are made, for environments that tell them apart by it.</summary>
    internal virtual ulong NextQueueNumber() => 0;

    /// <summary>Where a grain without an activation is to be activated.</summary>
    internal abstract Silo? Place(SoloCluster cluster, Node caller);
}

/// <summary>Carries calls and answers between nodes.</summary>
internal interface IMessageTransport
{
    void Send(GrainCall call);

    void Answer(GrainCall call, TurnQueue from);
}
