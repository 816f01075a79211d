using SoloHost.Engine;

namespace SoloHost.Simulated;

/// <summary>How the simulation runs: one turn after the other, each chosen by the seed; time goes on when no turn is ready.</summary>
public sealed partial class SimulatedCluster
{
    [ThreadStatic]
    private static SimulatedCluster? t_driven;

    private readonly List<TurnQueue> _ready = [];
    private readonly PriorityQueue<Due, (long Ticks, long Order)> _due = new();
    private long _dueMade;
    private bool _isRunning;
    private string? _fault;

    /// <summary>Called before every step: the place to crash, pause, duplicate and move things.</summary>
    public Action? BeforeStep { get; set; }

    public long Steps { get; private set; }

    /// <summary>Hash of every choice so far; equal for equal seeds.</summary>
    public ulong TraceHash { get; private set; } = StableHash.Start;

    /// <summary>Runs until the condition holds. False when it does not within this virtual time, or nothing is left to run.</summary>
    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        var end = Now + limit;
        return Inside(() =>
        {
            while (!condition())
            {
                if (!Step(end))
                {
                    return condition();
                }
            }

            return true;
        });
    }

    /// <summary>Runs for so long.</summary>
    public void RunFor(TimeSpan time)
    {
        RunUntil(() => false, time);
    }

    /// <summary>Runs until there is nothing to do but wait for time to pass.</summary>
    public void RunReady() => RunUntil(() => false, TimeSpan.Zero);

    /// <summary>Runs the code as the client that never fails, until it is done.</summary>
    /// <exception cref="TimeoutException">It is not done within this virtual time.</exception>
    public void Complete(Func<Task> body, TimeSpan limit) => Finish(Outside.Run(body), limit);

    public T Complete<T>(Func<Task<T>> body, TimeSpan limit)
    {
        var task = Outside.Run(body);
        Finish(task, limit);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Adds to the trace something the application decided, so that its runs are compared as well.</summary>
    public void Trace(ulong value) => TraceHash = (System.Numerics.BitOperations.RotateLeft(TraceHash, 5) ^ value) * 0x9E3779B97F4A7C15UL;

    internal void After(TimeSpan wait, SimulatedNode node, Action action)
    {
        // Timers beyond any run would overflow the clock.
        var due = Now.Ticks + Math.Min(wait.Ticks, TimeSpan.FromDays(3650).Ticks);
        _due.Enqueue(new Due(node, action), (due, _dueMade++));
    }

    /// <summary>The queue is ready: it takes part in the next choices, unless its node hesitates, is paused or gone.</summary>
    internal void MakeReady(TurnQueue queue, SimulatedNode node)
    {
        CheckThread();
        if (node.IsCrashed)
        {
            return;
        }

        if (node.IsPaused)
        {
            node.Held.Add(() => MakeReady(queue, node));
        }
        else if (Random.Chance(Options.Hesitations))
        {
            After(Random.Between(TimeSpan.Zero, Options.HesitationMax), node, () => _ready.Add(queue));
        }
        else
        {
            _ready.Add(queue);
        }
    }

    /// <summary>Lets this thread make things ready; any other thread that does has left the simulation.</summary>
    internal void Drive(Action action)
    {
        var outer = t_driven;
        t_driven = this;
        try
        {
            action();
        }
        finally
        {
            t_driven = outer;
        }
    }

    internal void CheckThread()
    {
        if (!ReferenceEquals(t_driven, this))
        {
            _fault = "Code of the simulation ran on another thread: something uses ConfigureAwait(false), Task.Run, the thread pool or a real timer.";
        }
    }

    private bool Step(DateTimeOffset end)
    {
        BeforeStep?.Invoke();
        if (_fault is not null || ++Steps > Options.StepsMax)
        {
            throw new SimulationException($"Seed {Seed}, step {Steps}: {_fault ?? "more steps than allowed, is the run stuck?"}");
        }

        return _ready.Count > 0 ? RunTurn() : RunDue(end);
    }

    private bool RunTurn()
    {
        var choice = Random.Next(_ready.Count);
        var queue = _ready[choice];
        _ready[choice] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        Trace(queue.Number);
        var node = _environment.NodeOf(queue.Node);
        if (node.IsPaused)
        {
            node.Held.Add(() => MakeReady(queue, node));
        }
        else if (queue.RunSlice(1))
        {
            MakeReady(queue, node);
        }

        return true;
    }

    private bool RunDue(DateTimeOffset end)
    {
        if (!_due.TryPeek(out _, out var at) || at.Ticks > end.Ticks)
        {
            Now = _due.Count > 0 || end.Ticks < DateTimeOffset.MaxValue.Ticks ? end : Now;
            return false;
        }

        var due = _due.Dequeue();
        Now = new DateTimeOffset(Math.Max(at.Ticks, Now.Ticks), TimeSpan.Zero);
        Trace((ulong)at.Ticks);
        Fire(due);
        return true;
    }

    private static void Fire(Due due)
    {
        if (due.Node.IsCrashed)
        {
            return;
        }

        if (due.Node.IsPaused)
        {
            due.Node.Held.Add(() => Fire(due));
        }
        else
        {
            due.Node.Turns.RunInline(due.Action);
        }
    }

    private void Finish(Task task, TimeSpan limit)
    {
        if (!RunUntil(() => task.IsCompleted, limit))
        {
            throw new TimeoutException($"Seed {Seed}: not done within {limit} of virtual time; it is {Now:O}.");
        }

        task.GetAwaiter().GetResult();
    }

    // Awaits prefer a synchronization context to a scheduler, and a test runner has one.
    private T Inside<T>(Func<T> run)
    {
        if (_isRunning)
        {
            throw new InvalidOperationException("The simulation runs already.");
        }

        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        var outerDriven = t_driven;
        t_driven = this;
        _isRunning = true;
        try
        {
            return run();
        }
        finally
        {
            _isRunning = false;
            t_driven = outerDriven;
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private readonly record struct Due(SimulatedNode Node, Action Action);
}
