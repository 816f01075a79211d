using Conversations.Testing.MemoryStore;
using Orleans.Runtime;
using SoloHost.Simulated;

namespace Conversations.Simulation.World;

/// <summary>Crashes, pauses, doubles and moves what the seed says, between any two turns, until the storm is over.</summary>
internal sealed class Troublemaker(World world, SimulatedRandom random)
{
    private const int StepsBetweenMax = 4_000;
    private const int CrashesMax = 4;
    private long _nextAt = 500;
    private int _crashes;

    public bool IsStoreOut { get; private set; }

    private SimulatedCluster Cluster => world.Cluster;

    /// <summary>Called before every step of the simulation.</summary>
    public void BeforeStep()
    {
        if (!world.IsStorm || Cluster.Steps < _nextAt)
        {
            return;
        }

        _nextAt = Cluster.Steps + 1 + random.Next(StepsBetweenMax);
        switch (random.Next(6))
        {
            case 0 when world.Swarm.Crashes:
                CrashOne();
                break;
            case 1 when world.Swarm.Pauses:
                PauseOne();
                break;
            case 2 or 3 when world.Swarm.Twins:
                Double();
                break;
            case 4 when world.Swarm.Moves && Cluster.Activations() is { Count: > 0 } grains:
                Cluster.Move(random.Pick(grains));
                break;
            case 5 when world.Swarm.StoreOutages && !IsStoreOut:
                TakeStoreAway();
                break;
        }
    }

    /// <summary>A transaction is on its way: the silo may die before it is committed, or after and before anybody hears of it.</summary>
    public void AtCommit(SimulatedSilo silo, StoreFate fate)
    {
        if (world.Swarm.CrashesAtEdges && random.Chance(0.01))
        {
            var isBefore = random.Chance(0.5);
            Later(isBefore ? fate.Before / 2 : fate.Before + (fate.After / 2), () => Crash(silo, isBefore ? "before a commit" : "after a commit"));
        }
    }

    /// <summary>A network has taken a reply, and nobody has been told yet.</summary>
    public void AtSend(SimulatedNode node)
    {
        if (world.IsStorm && world.Swarm.CrashesAtEdges && node is SimulatedSilo silo && random.Chance(0.05))
        {
            Later(TimeSpan.Zero, () => Crash(silo, "with bytes on the wire"));
        }
    }

    /// <summary>Everything that is still wrong is put right.</summary>
    public void Heal()
    {
        IsStoreOut = false;
        foreach (var node in Cluster.Silos.Cast<SimulatedNode>().Concat(Cluster.Clients).Where(node => node is { IsPaused: true, IsCrashed: false }))
        {
            Cluster.Resume(node);
        }

        var options = Cluster.Options;
        (options.LostCalls, options.LostAnswers, options.RepeatedAnswers, options.LateMessages, options.Hesitations) = (0, 0, 0, 0, 0);
    }

    private void CrashOne()
    {
        var webs = Cluster.Clients.Where(client => client != Cluster.Outside && !client.IsCrashed).ToList();
        if (world.Swarm.WebCrashes && webs.Count > 0 && random.Chance(0.4))
        {
            var web = random.Pick(webs);
            world.Note($"{web.Name} crashes");
            Cluster.Crash(web);
            Later(random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(10)), world.StartWeb);
        }
        else if (Cluster.AliveSilos.ToList() is { Count: > 0 } silos)
        {
            Crash(random.Pick(silos), "between two turns");
        }
    }

    private void Crash(SimulatedSilo silo, string when)
    {
        if (silo.IsCrashed || !world.IsStorm || _crashes >= CrashesMax)
        {
            return;
        }

        _crashes++;
        world.Note($"{silo.Name} crashes {when}");
        Cluster.Crash(silo);
        Later(random.Between(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10)), world.StartSilo);
    }

    private void PauseOne()
    {
        var nodes = Cluster.AliveSilos.Cast<SimulatedNode>().Concat(Cluster.Clients.Where(client => client != Cluster.Outside))
            .Where(node => node is { IsPaused: false, IsCrashed: false }).ToList();
        if (nodes.Count == 0)
        {
            return;
        }

        var node = random.Pick(nodes);
        var time = random.Chance(0.2) ? random.Between(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90)) : random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(10));
        world.Note($"{node.Name} pauses for {time.TotalSeconds:F1} s");
        Cluster.Pause(node);
        Later(time, () =>
        {
            if (node is { IsPaused: true, IsCrashed: false })
            {
                Cluster.Resume(node);
            }
        });
    }

    private void Double()
    {
        var grains = Cluster.Activations();
        if (grains.Count > 0)
        {
            // Schedulers are many and dull: the others are doubled more often than by their number.
            var choice = random.Pick(grains);
            var dull = choice.Type.ToString()!.Contains("scheduler", StringComparison.OrdinalIgnoreCase);
            Double(dull && !random.Chance(0.1) ? random.Pick(grains) : choice);
        }
    }

    private void Double(GrainId grain)
    {
        if (Cluster.Duplicate(grain))
        {
            world.Note($"{grain} lives twice");
        }
    }

    private void TakeStoreAway()
    {
        IsStoreOut = true;
        world.Note("the store is out");
        Later(random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(12)), () =>
        {
            IsStoreOut = false;
            world.Note("the store is back");
        });
    }

    private void Later(TimeSpan wait, Action action) => Cluster.Outside.Time.CreateTimer(_ => action(), null, wait, Timeout.InfiniteTimeSpan);
}
