using Orleans.Runtime;
using SoloHost.Calls;

namespace SoloHost.Engine;

/// <summary>
/// A turn queue that takes calls. Calls wait in the order in which they came; one runs at a time, from its first turn to its last,
/// unless both it and the running ones are marked so that they may run between each other's awaits.
/// </summary>
public abstract class Mailbox : TurnQueue
{
    private GrainCall? _first;
    private GrainCall? _last;
    private GrainCall? _taken;
    private int _waiting;
    private int _waitingMarked;
    private int _running;
    private int _blocking;
    private int _blockingReadOnly;

    private protected Mailbox(Node node)
        : base(node)
    {
    }

    /// <summary>Everything may run between the awaits of everything.</summary>
    private protected abstract bool IsReentrant { get; }

    private protected abstract int WaitingMax { get; }

    /// <summary>Under the lock: whether waiting calls may start.</summary>
    private protected abstract bool TakesCalls { get; }

    /// <summary>Under the lock: no calls wait, none run.</summary>
    private protected bool IsIdle => _running == 0 && _waiting == 0;

    private protected int RunningCalls => _running;

    private protected abstract Task Invoke(GrainCall call);

    /// <summary>A call has ended; its outcome is on its way to the caller.</summary>
    private protected virtual void Ended(Exception? failure)
    {
    }

    /// <summary>Under the lock. False when full.</summary>
    private protected bool Enqueue(GrainCall call)
    {
        if (_waiting >= WaitingMax)
        {
            return false;
        }

        call.Receiver = this;
        call.Next = null;
        if (_last is null)
        {
            _first = call;
        }
        else
        {
            _last.Next = call;
        }

        _last = call;
        _waiting++;
        _waitingMarked += IsMarked(call) ? 1 : 0;
        return true;
    }

    /// <summary>Under the lock: takes all waiting calls out, in order.</summary>
    private protected GrainCall? TakeAll()
    {
        var first = _first;
        _first = _last = null;
        _waiting = _waitingMarked = 0;
        return first;
    }

    private protected void Refuse(GrainCall call)
    {
        Log.CallRefused(Node.Logger, call.Method.InterfaceName, call.Method.Name, call.Target.GrainId, WaitingMax);
        PendingCalls.Remove(call);
        call.Fail(new LimitExceededException("waiting calls", WaitingMax, WaitingMax, $"{call.Target.GrainId} is overloaded."));
    }

    private protected override bool HasWork() => TakesCalls && _first is not null && FindStartable(out _) is not null;

    private protected override bool TakeWork()
    {
        if (!TakesCalls || FindStartable(out var before) is not { } call)
        {
            return false;
        }

        (before is null ? ref _first : ref before.Next) = call.Next;
        if (ReferenceEquals(_last, call))
        {
            _last = before;
        }

        call.Next = null;
        _waiting--;
        _waitingMarked -= IsMarked(call) ? 1 : 0;
        _taken = call;
        return true;
    }

    private protected override void RunWork()
    {
        var call = _taken!;
        _taken = null;
        RequestContext.Current = call.Context;
        Task task;
        try
        {
            task = Invoke(call) ?? Task.FromException(new InvalidOperationException($"{call.Method.InterfaceName}.{call.Method.Name} returned null."));
        }
        catch (Exception exception)
        {
            task = Task.FromException(exception);
        }

        RequestContext.Current = null;
        if (task.IsCompleted)
        {
            Finish(call, task);
        }
        else
        {
            // A call that ends in its first turn was never seen running: only one that awaits is in the way of others.
            lock (this)
            {
                Count(call, 1);
            }

            // The current scheduler is this queue: the end is a turn of it, or runs at once when one of its turns ended the task.
            task.GetAwaiter().UnsafeOnCompleted(() => End(call, task));
        }
    }

    private protected override void DropWork() => TakeAll();

    private void End(GrainCall call, Task task)
    {
        lock (this)
        {
            Count(call, -1);
        }

        Finish(call, task);
    }

    private void Finish(GrainCall call, Task task)
    {
        var failure = Take(call, task);
        if (call.IsOneWay)
        {
            if (failure is not null)
            {
                Log.OneWayFailed(Node.Logger, failure, call.Method.InterfaceName, call.Method.Name, call.Target.GrainId);
            }
        }
        else
        {
            SendAnswer(call);
        }

        Ended(failure);
    }

    // A result that cannot be sent fails the call: its caller would wait in vain.
    private Exception? Take(GrainCall call, Task task)
    {
        try
        {
            call.TakeOutcome(task);
            var failure = call.Failure;
            if (Node.Cluster.Options.SerializeEveryCall && !call.IsOneWay)
            {
                call.SerializeOutcome(Node.Codecs);
            }

            return failure;
        }
        catch (Exception exception)
        {
            return call.Failure = exception;
        }
    }

    private void SendAnswer(GrainCall call)
    {
        if (Node.Environment.Transport is { } transport)
        {
            transport.Answer(call, this);
        }
        else
        {
            PendingCalls.Remove(call);
            call.Answer();
        }
    }

    // Only when marked calls wait is it worth looking behind one that may not start.
    private GrainCall? FindStartable(out GrainCall? before)
    {
        before = null;
        var marked = _waitingMarked;
        for (var call = _first; call is not null; before = call, call = call.Next)
        {
            if (MayStart(call))
            {
                return call;
            }

            marked -= IsMarked(call) ? 1 : 0;
            if (marked <= 0)
            {
                return null;
            }
        }

        return null;
    }

    private bool MayStart(GrainCall call) =>
        _blocking == 0 || IsReentrant || Has(call, CallOptions.AlwaysInterleave) || (Has(call, CallOptions.ReadOnly) && _blocking == _blockingReadOnly);

    private void Count(GrainCall call, int step)
    {
        _running += step;
        if (!IsReentrant && !Has(call, CallOptions.AlwaysInterleave))
        {
            _blocking += step;
            _blockingReadOnly += Has(call, CallOptions.ReadOnly) ? step : 0;
        }
    }

    private static bool IsMarked(GrainCall call) => (call.Method.Options & (CallOptions.AlwaysInterleave | CallOptions.ReadOnly)) != 0;

    private static bool Has(GrainCall call, CallOptions option) => (call.Method.Options & option) != 0;
}
