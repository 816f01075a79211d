using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using SoloHost.Calls;

namespace SoloHost.Engine;

/// <summary>How an activation begins and ends.</summary>
public sealed partial class Activation
{
    private LifeStep _step;

    private enum LifeStep : byte
    {
        None,
        Begin,
        End,
    }

    private protected override bool HasWork() => NextStep() != LifeStep.None || base.HasWork();

    private protected override bool TakeWork()
    {
        _step = IsDead ? LifeStep.None : NextStep();
        if (_step == LifeStep.None)
        {
            return base.TakeWork();
        }

        _phase = _step == LifeStep.Begin ? Phase.Activating : Phase.Deactivating;
        return true;
    }

    private protected override void RunWork()
    {
        var step = _step;
        _step = LifeStep.None;
        switch (step)
        {
            case LifeStep.Begin:
                Watch(Begin());
                break;
            case LifeStep.End:
                Watch(End());
                break;
            default:
                base.RunWork();
                break;
        }
    }

    private LifeStep NextStep() => _phase switch
    {
        Phase.New => LifeStep.Begin,
        Phase.Active when _mustDeactivate && RunningCalls == 0 => LifeStep.End,
        _ => LifeStep.None,
    };

    private async Task Begin()
    {
        try
        {
            _grain = Construct();
            if (_extras is { } extras)
            {
                foreach (var state in extras.States)
                {
                    await state.ReadStateAsync();
                }
            }

            if (_class.OverridesActivate)
            {
                using var limit = new CancellationTokenSource(Silo.Collection.ActivationTimeout, Silo.TimeProvider);
                var activated = ((IGrainBase)_grain).OnActivateAsync(limit.Token);
                await (activated.IsCompleted ? activated : activated.WaitAsync(Silo.Collection.ActivationTimeout, Silo.TimeProvider));
            }
        }
        catch (Exception exception)
        {
            Log.ActivationFailed(Silo.Logger, exception, GrainId);
            await Leave(exception);
            return;
        }

        lock (this)
        {
            _phase = Phase.Active;
        }
    }

    private object Construct()
    {
        var outer = t_constructing;
        t_constructing = this;
        try
        {
            return _class.Description.Make(new GrainActivator(this));
        }
        finally
        {
            t_constructing = outer;
        }
    }

    private async Task End()
    {
        var reason = _extras?.Reason ?? default;
        StopTimers();
        try
        {
            if (_class.OverridesDeactivate)
            {
                using var limit = new CancellationTokenSource(Silo.Collection.DeactivationTimeout, Silo.TimeProvider);
                var deactivated = ((IGrainBase)_grain!).OnDeactivateAsync(reason, limit.Token);
                await (deactivated.IsCompleted ? deactivated : deactivated.WaitAsync(Silo.Collection.DeactivationTimeout, Silo.TimeProvider));
            }
        }
        catch (Exception exception)
        {
            Log.DeactivationFailed(Silo.Logger, exception, GrainId, reason.ReasonCode);
        }

        await Leave(failure: null);
    }

    // The directory forgets this activation before its last calls are sent on, so that they meet the next one.
    private async Task Leave(Exception? failure)
    {
        StopTimers();
        try
        {
            await DisposeGrain();
        }
        catch (Exception exception)
        {
            Log.DeactivationFailed(Silo.Logger, exception, GrainId, _extras?.Reason.ReasonCode ?? default);
        }

        _class.Forget(this);
        Part();
        GrainCall? waiting;
        TaskCompletionSource? ended;
        lock (this)
        {
            _phase = Phase.Ended;
            waiting = TakeAll();
            ended = _extras?.DeactivatedSource;
        }

        while (waiting is { } call)
        {
            waiting = call.Next;
            call.Next = null;
            SendOn(call, failure);
        }

        ended?.TrySetResult();
    }

    private void SendOn(GrainCall call, Exception? failure)
    {
        if (!call.OutlivesActivation)
        {
            return;
        }

        if (failure is null)
        {
            Silo.Route(call);
        }
        else
        {
            PendingCalls.Remove(call);
            call.Fail(failure);
        }
    }

    private async Task DisposeGrain()
    {
        switch (_grain)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }

        if (_extras?.Scope is { } scope)
        {
            await scope.DisposeAsync();
        }
    }

    private void StopTimers()
    {
        List<GrainTimer> timers;
        lock (this)
        {
            timers = [.. _extras?.Timers ?? []];
        }

        timers.ForEach(timer => timer.Dispose());
    }

    // Begin and End catch what grains throw; what is left is a fault of the engine and must not pass unseen.
    private void Watch(Task step)
    {
        if (!step.IsCompletedSuccessfully)
        {
            step.ContinueWith(
                (failed, state) => Log.ActivationFailed(((Activation)state!).Silo.Logger, failed.Exception!, ((Activation)state).GrainId),
                this,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                this);
        }
    }
}
