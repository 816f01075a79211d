using Orleans;
using SoloHost.Engine;

namespace SoloHost.Simulated;

/// <summary>A process of the simulated cluster, with its own clock, services and turns.</summary>
public abstract class SimulatedNode
{
    private protected SimulatedNode(SimulatedCluster simulation, string name)
    {
        Simulation = simulation;
        Name = name;
        Time = new SimulatedTime(this);
    }

    public string Name { get; }

    public SimulatedTime Time { get; }

    public bool IsPaused { get; internal set; }

    public bool IsCrashed => Node.IsCrashed;

    public IClusterClient Grains => Node.GrainFactory;

    public IServiceProvider Services => Node.Services;

    internal SimulatedCluster Simulation { get; }

    internal Node Node { get; private protected set; } = null!;

    internal NodeTurns Turns { get; private protected set; } = null!;

    /// <summary>What became ready or due while the node was paused.</summary>
    internal List<Action> Held { get; } = [];

    /// <summary>Runs code of this process that is not a grain: after a crash it never goes on.</summary>
    public Task Run(Func<Task> body)
    {
        var run = new Task<Task>(body, TaskCreationOptions.DenyChildAttach);
        Simulation.Drive(() => run.Start(Turns));
        return run.Unwrap();
    }

    public Task<T> Run<T>(Func<Task<T>> body)
    {
        var run = new Task<Task<T>>(body, TaskCreationOptions.DenyChildAttach);
        Simulation.Drive(() => run.Start(Turns));
        return run.Unwrap();
    }

    /// <summary>The turns of a process outside of its grains.</summary>
    internal sealed class NodeTurns(Node node) : TurnQueue(node);
}

/// <summary>A process that holds grains.</summary>
public sealed class SimulatedSilo : SimulatedNode
{
    internal SimulatedSilo(SimulatedCluster simulation, string name)
        : base(simulation, name)
    {
    }

    internal Silo Silo => (Silo)Node;

    /// <summary>How many activations it holds.</summary>
    public int ActivationCount => Silo.ActivationCount;

    internal void Attach(Silo silo)
    {
        Node = silo;
        Turns = new NodeTurns(silo);
    }
}

/// <summary>A process that holds no grains, such as a web node.</summary>
public sealed class SimulatedClient : SimulatedNode
{
    internal SimulatedClient(SimulatedCluster simulation, string name)
        : base(simulation, name)
    {
    }

    internal void Attach(ClientNode client)
    {
        Node = client;
        Turns = new NodeTurns(client);
    }
}
