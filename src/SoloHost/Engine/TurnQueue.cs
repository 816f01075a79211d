namespace SoloHost.Engine;

/// <summary>
/// Runs turns one at a time: a turn is the code between two awaits. It is a task scheduler, so that what is awaited inside a turn
/// continues in a later turn of the same queue. Who runs the turns, and when, is the environment's business: a queue with work asks
/// to be scheduled once, is run for a slice, and asks again if work is left.
/// </summary>
public abstract class TurnQueue : TaskScheduler, IThreadPoolWorkItem
{
    private static readonly Action<object?> RunInsideTask = state => ((TurnQueue)state!).RunTurns();

    [ThreadStatic]
    private static TurnQueue? t_running;

    // Of the thread, not of the queue: once the queue is let go another thread may run it.
    [ThreadStatic]
    private static bool t_isSliceOver;

    // Most queues never hold more than one continuation: the first has a place of its own, and only further ones cost a queue.
    private Task? _firstTask;
    private Queue<Task>? _furtherTasks;
    private bool _isScheduled;
    private int _turnsLeft;

    internal TurnQueue(Node node)
    {
        Node = node;
        Number = node.Environment.NextQueueNumber();
    }

    internal Node Node { get; }

    internal static TurnQueue? Running => t_running;

    /// <summary>Of a crashed silo: its turns never run again.</summary>
    internal bool IsDead { get; private set; }

    /// <summary>Tells the queues of a simulation apart.</summary>
    internal ulong Number { get; }

    public sealed override int MaximumConcurrencyLevel => 1;

    void IThreadPoolWorkItem.Execute()
    {
        if (RunSlice(Node.Cluster.TurnsPerSlice))
        {
            Node.Environment.Schedule(this);
        }
    }

    /// <summary>Runs up to so many turns. True when work is left; then the queue counts as scheduled already.</summary>
    internal bool RunSlice(int turnsMax)
    {
        var outer = t_running;
        t_running = this;
        _turnsLeft = turnsMax;
        try
        {
            return RunTasksThenTurns();
        }
        finally
        {
            t_running = outer;
        }
    }

    /// <summary>Runs a piece of code as part of this queue, at once; only for environments with a single thread.</summary>
    internal void RunInline(Action action)
    {
        if (IsDead)
        {
            return;
        }

        var outer = t_running;
        t_running = this;
        try
        {
            new Task(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach).RunSynchronously(this);
        }
        finally
        {
            t_running = outer;
        }
    }

    internal void Kill()
    {
        lock (this)
        {
            IsDead = true;
            _firstTask = null;
            _furtherTasks = null;
            DropWork();
        }
    }

    /// <summary>Takes work of its own kind; called under the lock. False when there is none that may start now.</summary>
    private protected virtual bool TakeWork() => false;

    /// <summary>Runs what <see cref="TakeWork"/> took.</summary>
    private protected virtual void RunWork()
    {
    }

    private protected virtual void DropWork()
    {
    }

    /// <summary>Under the lock: true when the caller must ask the environment to schedule the queue, once the lock is left.</summary>
    private protected bool MustSchedule()
    {
        if (_isScheduled || IsDead)
        {
            return false;
        }

        _isScheduled = true;
        return true;
    }

    protected sealed override void QueueTask(Task task)
    {
        Node.Environment.Continuing();
        lock (this)
        {
            if (IsDead)
            {
                return;
            }

            if (_firstTask is null && _furtherTasks is not { Count: > 0 })
            {
                _firstTask = task;
            }
            else
            {
                (_furtherTasks ??= new Queue<Task>()).Enqueue(task);
            }

            if (!MustSchedule())
            {
                return;
            }
        }

        Node.Environment.Schedule(this);
    }

    protected sealed override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        ReferenceEquals(t_running, this) && !taskWasPreviouslyQueued && !IsDead && TryExecuteTask(task);

    protected sealed override IEnumerable<Task> GetScheduledTasks()
    {
        lock (this)
        {
            return [.. _firstTask is null ? [] : new[] { _firstTask }, .. _furtherTasks ?? []];
        }
    }

    // Continuations bring their own task; a call needs one made around it, so that its awaits come back here. One serves the whole slice.
    private bool RunTasksThenTurns()
    {
        while (TakeNext(out var task))
        {
            if (task is null)
            {
                new Task(RunInsideTask, this, CancellationToken.None, TaskCreationOptions.DenyChildAttach).RunSynchronously(this);
                return t_isSliceOver && StaysScheduled();
            }

            TryExecuteTask(task);
            if (--_turnsLeft == 0)
            {
                return StaysScheduled();
            }
        }

        return false;
    }

    private void RunTurns()
    {
        Task? task = null;
        do
        {
            if (task is null)
            {
                RunWork();
            }
            else
            {
                TryExecuteTask(task);
            }
        }
        while (!(t_isSliceOver = --_turnsLeft <= 0) && TakeNext(out task));
    }

    // False when there is nothing to do, and then the queue is not scheduled any more.
    private bool TakeNext(out Task? task)
    {
        lock (this)
        {
            if (TakeTask(out task) || TakeWork())
            {
                return true;
            }

            _isScheduled = false;
            return false;
        }
    }

    private bool TakeTask(out Task? task)
    {
        task = _firstTask;
        if (task is not null)
        {
            _firstTask = null;
            return true;
        }

        return _furtherTasks is not null && _furtherTasks.TryDequeue(out task);
    }

    private bool StaysScheduled()
    {
        lock (this)
        {
            _isScheduled = !IsDead && (_firstTask is not null || _furtherTasks is { Count: > 0 } || HasWork());
            return _isScheduled;
        }
    }

    /// <summary>Whether <see cref="TakeWork"/> would take something; called under the lock.</summary>
    private protected virtual bool HasWork() => false;
}
