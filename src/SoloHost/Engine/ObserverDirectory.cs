using System.Collections.Concurrent;
using System.Globalization;
using Orleans;
using Orleans.Runtime;
using SoloHost.Calls;

namespace SoloHost.Engine;

/// <summary>The objects that grains may call back. They are held weakly: one that is gone is as one that was deleted.</summary>
internal sealed class ObserverDirectory
{
    public static readonly GrainType GrainType = GrainType.Create("sys.observer");

    private readonly ConcurrentDictionary<IdSpan, ObserverMailbox> _observers = new();
    private long _made;

    public IdSpan Add(Node node, IGrainObserver observer)
    {
        var key = IdSpan.Create(string.Create(CultureInfo.InvariantCulture, $"{node.Name}-{Interlocked.Increment(ref _made)}"));
        _observers[key] = new ObserverMailbox(node, observer);
        return key;
    }

    public void Remove(IdSpan key) => _observers.TryRemove(key, out _);

    public void Deliver(GrainCall call)
    {
        if (_observers.TryGetValue(call.Target.Key, out var mailbox))
        {
            if (mailbox.TryReceive(call))
            {
                return;
            }

            _observers.TryRemove(call.Target.Key, out _);
        }

        PendingCalls.Remove(call);
        call.Fail(new ClientNotAvailableException(call.Target.GrainId));
    }

    /// <summary>The observer a key stands for, for environments that carry messages between nodes.</summary>
    public ObserverMailbox? Find(IdSpan key) => _observers.GetValueOrDefault(key);

    public void RemoveAll(Node node)
    {
        foreach (var (key, mailbox) in _observers.Where(pair => ReferenceEquals(pair.Value.Node, node)).ToList())
        {
            mailbox.Kill();
            _observers.TryRemove(key, out _);
        }
    }
}

/// <summary>Runs the calls of one observer, one after the other.</summary>
internal sealed class ObserverMailbox(Node node, IGrainObserver observer) : Mailbox(node)
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);

    // When the garbage collector takes it must not show in a simulation.
    private readonly IGrainObserver? _kept = node.Environment.Transport is null ? null : observer;

    private protected override bool IsReentrant => false;

    private protected override int WaitingMax => Node.Cluster.Options.WaitingCallsMax;

    private protected override bool TakesCalls => true;

    /// <summary>False when the observer is gone.</summary>
    public bool TryReceive(GrainCall call)
    {
        if (IsDead || !_observer.TryGetTarget(out _))
        {
            return false;
        }

        bool taken, mustSchedule;
        lock (this)
        {
            taken = Enqueue(call);
            mustSchedule = taken && MustSchedule();
        }

        if (!taken)
        {
            Refuse(call);
        }

        if (mustSchedule)
        {
            Node.Environment.Schedule(this);
        }

        return true;
    }

    private protected override Task Invoke(GrainCall call) =>
        _observer.TryGetTarget(out var target) ? call.Invoke(target) : Task.FromException(new ClientNotAvailableException(call.Target.GrainId));
}
