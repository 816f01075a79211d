using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using SoloHost.Calls;

namespace SoloHost.Engine;

/// <summary>
/// One life of a grain in memory: made by a first call, activated in its first turn, ended when idle, asked to, or by the silo's stop.
/// Calls that come while it is being activated wait; calls that wait when it ends go to the next activation.
/// </summary>
public sealed partial class Activation : Mailbox, IGrainContext
{
    [ThreadStatic]
    private static Activation? t_constructing;

    private readonly GrainClass _class;
    private LinkedListNode<Activation>? _place;
    private Extras? _extras;
    private object? _grain;
    private Phase _phase = Phase.New;
    private bool _mustDeactivate;
    private long _lastUsed;
    private long _keptUntil = long.MinValue;

    internal Activation(Silo silo, GrainClass grainClass, IdSpan key)
        : base(silo)
    {
        _class = grainClass;
        Key = key;
        _lastUsed = silo.Environment.NowMilliseconds;
    }

    private enum Phase : byte
    {
        New,
        Activating,
        Active,
        Deactivating,
        Ended,
    }

    public GrainId GrainId => new(_class.GrainType, Key);

    public object? GrainInstance => _grain;

    public GrainReference GrainReference => Node.Factory.UntypedReference(_class, Key);

    public IServiceProvider ActivationServices => (MyExtras().Scope ??= Silo.Services.CreateAsyncScope()).ServiceProvider;

    public Task Deactivated
    {
        get
        {
            lock (this)
            {
                return _phase == Phase.Ended || IsDead ? Task.CompletedTask : MyExtras().DeactivatedSource.Task;
            }
        }
    }

    internal static Activation UnderConstruction =>
        t_constructing ?? throw new InvalidOperationException("Grains are made by the host: ask the grain factory for a reference.");

    internal IdSpan Key { get; }

    internal Silo Silo => (Silo)Node;

    internal GrainClass Class => _class;

    internal bool HasEnded => _phase == Phase.Ended || IsDead;

    private protected override bool IsReentrant => _class.Description.IsReentrant;

    private protected override int WaitingMax => Silo.WaitingCallsMax;

    private protected override bool TakesCalls => _phase == Phase.Active && !_mustDeactivate;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (this)
        {
            if (_mustDeactivate || _phase is Phase.Deactivating or Phase.Ended || IsDead)
            {
                return;
            }

            _mustDeactivate = true;
            MyExtras().Reason = deactivationReason;
            if (!MustSchedule())
            {
                return;
            }
        }

        Silo.Environment.Schedule(this);
    }

    internal void DelayDeactivation(TimeSpan time) =>
        _keptUntil = time == Timeout.InfiniteTimeSpan ? long.MaxValue : Silo.Environment.NowMilliseconds + (long)time.TotalMilliseconds;

    /// <summary>Takes its place among the activations of the silo.</summary>
    internal void Join() => _place = Silo.Add(this);

    internal void Part() => Silo.Remove(_place!);

    /// <summary>False when this activation takes no calls any more, and the caller is to look for the next one.</summary>
    internal bool TryReceive(GrainCall call)
    {
        lock (this)
        {
            if (_phase == Phase.Ended || IsDead)
            {
                return false;
            }

            if (Enqueue(call))
            {
                if (call.CountsAsUse)
                {
                    // Calls that are late or sent on were used when they were sent, ticks now.
                    _lastUsed = Math.Max(_lastUsed, call.SentAt);
                }

                if (!MustSchedule())
                {
                    return true;
                }
            }
            else
            {
                goto Full;
            }
        }

        Silo.Environment.Schedule(this);
        return true;
    Full:
        Refuse(call);
        return true;
    }

    /// <summary>Ends the activation if it has been idle since long enough. False when it lives on.</summary>
    internal bool EndIfIdle(long now, long ageMilliseconds)
    {
        lock (this)
        {
            if (_phase != Phase.Active || !IsIdle || _mustDeactivate || _keptUntil > now || now - _lastUsed < ageMilliseconds)
            {
                return false;
            }
        }

        Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "No call came for its collection age."));
        return true;
    }

    internal IPersistentState<TState> AddState<TState>(string name, string? storageName)
    {
        var state = new PersistentState<TState>(this, name, storageName);
        MyExtras().States.Add(state);
        return state;
    }

    internal IGrainTimer StartTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options);
        lock (this)
        {
            MyExtras().Timers.Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    internal void Remove(GrainTimer timer)
    {
        lock (this)
        {
            _extras?.Timers.Remove(timer);
        }
    }

    private protected override Task Invoke(GrainCall call) =>
        (Silo.IncomingFilters.Length > 0 || _grain is IIncomingGrainCallFilter) && call.PassesFilters
            ? IncomingCall.Invoke(this, call)
            : call.Invoke(_grain!);

    private protected override void Ended(Exception? failure)
    {
        if (failure is InconsistentStateException && ReferenceEquals(_extras?.Inconsistency, failure))
        {
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, failure, "The state was written by somebody else."));
        }
    }

    internal void NoteInconsistency(Exception failure) => MyExtras().Inconsistency = failure;

    private Extras MyExtras() => _extras ?? Interlocked.CompareExchange(ref _extras, new Extras(Silo.Environment.Completion), null) ?? _extras;

    /// <summary>What most activations never need.</summary>
    private sealed class Extras(TaskCreationOptions completion)
    {
        public AsyncServiceScope? Scope { get; set; }

        public List<PersistentState> States { get; } = [];

        public List<GrainTimer> Timers { get; } = [];

        public DeactivationReason Reason { get; set; }

        public Exception? Inconsistency { get; set; }

        public TaskCompletionSource DeactivatedSource { get; } = new(completion);
    }
}
