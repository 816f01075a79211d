using Orleans.Runtime;
using SoloHost.Calls;
using SoloHost.Engine;

namespace SoloHost.Simulated;

/// <summary>What befalls nodes and messages.</summary>
public sealed partial class SimulatedCluster
{
    /// <summary>Nothing of the process goes on until <see cref="Resume"/>; what is sent to it waits, and callers' time runs.</summary>
    public void Pause(SimulatedNode node)
    {
        Trace(node.Turns.Number);
        node.IsPaused = true;
    }

    public void Resume(SimulatedNode node)
    {
        Trace(node.Turns.Number);
        node.IsPaused = false;
        List<Action> held = [.. node.Held];
        node.Held.Clear();
        Drive(() => held.ForEach(action => action()));
    }

    /// <summary>The process is gone between two turns: what it had in memory, its timers and its half-done calls. Others learn of it later.</summary>
    public void Crash(SimulatedNode node)
    {
        ObjectDisposedException.ThrowIf(node.IsCrashed, node);
        node.Node.IsCrashed = true;
        node.Turns.Kill();
        node.Held.Clear();
        Engine.Observers.RemoveAll(node.Node);
        Trace(node.Turns.Number);
        if (node is SimulatedSilo silo)
        {
            foreach (var activation in silo.Silo.Activations())
            {
                activation.Kill();
            }

            After(Random.Between(TimeSpan.Zero, Options.CrashNoticedMax), Outside, () => Bury(silo.Silo));
        }
    }

    /// <summary>Stops the silo in order: its activations end one by one, and their next calls go elsewhere.</summary>
    public Task Stop(SimulatedSilo silo)
    {
        Trace(silo.Turns.Number);
        return silo.Run(() => silo.Silo.Stop(CancellationToken.None));
    }

    // From now on its grains are placed elsewhere, and those who still wait for its answers are told.
    private void Bury(Silo silo)
    {
        silo.Status = SiloStatus.Dead;
        foreach (var activation in silo.Activations())
        {
            activation.Class.Forget(activation);
        }

        foreach (var node in _environment.Nodes.Where(node => !node.IsCrashed))
        {
            node.Node.Pending.Break(
                call => ReferenceEquals(call.SentTo, silo),
                call => new SiloUnavailableException($"Silo {silo.Name} is gone; whether {call.Method.Name} ran is not known."));
        }
    }

    internal void Send(GrainCall call)
    {
        if (call.Target.Shared.Class is not { } grainClass)
        {
            SendToObserver(call);
            return;
        }

        var target = ChooseActivation(grainClass, call);
        if ((target?.Silo ?? _environment.Place(Engine, call.Source)) is not { } silo)
        {
            PendingCalls.Remove(call);
            call.Fail(new SiloUnavailableException($"No silo takes grain {call.Target.GrainId}."));
            return;
        }

        call.SentTo = silo;
        Carry(call.Source, silo, Options.LostCalls, () => Arrive(call, grainClass, silo, target));
    }

    internal void Answer(GrainCall call, Node from)
    {
        void Give()
        {
            PendingCalls.Remove(call);
            call.Answer();
        }

        Carry(from, call.Source, Options.LostAnswers, Give);
        if (!ReferenceEquals(from, call.Source) && Random.Chance(Options.RepeatedAnswers))
        {
            Carry(from, call.Source, 0, Give);
        }
    }

    private Activation? ChooseActivation(GrainClass grainClass, GrainCall call) =>
        grainClass.StrayOf(call.Target.Key) is { } stray && Random.Chance(Options.StrayCalls) ? stray : grainClass.Known(call.Target.Key);

    // A silo whose activation has ended meanwhile, or which was asked to make one that another has made, sends the call on.
    private void Arrive(GrainCall call, GrainClass grainClass, Silo silo, Activation? target)
    {
        target ??= grainClass.LocateOrMake(call.Target.Key, call.Source, silo);
        if (target is { IsDead: true })
        {
            return;
        }

        if (target is null || !ReferenceEquals(target.Silo, silo) || !target.TryReceive(call))
        {
            Send(call);
        }
    }

    private void SendToObserver(GrainCall call)
    {
        if (Engine.Observers.Find(call.Target.Key) is { } observer)
        {
            Carry(call.Source, observer.Node, Options.LostCalls, () => Engine.Observers.Deliver(call));
        }
        else if (call.IsOneWay || Random.Chance(Options.LostCalls))
        {
            // Nobody is there to say that nobody is there.
            return;
        }
        else
        {
            Engine.Observers.Deliver(call);
        }
    }

    private void Carry(Node from, Node to, double lost, Action arrive)
    {
        if (ReferenceEquals(from, to))
        {
            arrive();
            return;
        }

        if (Random.Chance(lost))
        {
            Trace(1);
            return;
        }

        var travel = Random.Chance(Options.LateMessages)
            ? Random.Between(Options.TravelMax, Options.LateMax)
            : Options.TravelMax > TimeSpan.Zero ? Random.Between(Options.TravelMin, Options.TravelMax) : TimeSpan.Zero;
        var node = _environment.NodeOf(to);
        if (travel > TimeSpan.Zero)
        {
            After(travel, node, arrive);
        }
        else if (!to.IsCrashed)
        {
            arrive();
        }
    }
}
