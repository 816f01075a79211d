using Orleans.Runtime;
using SoloHost.Calls;
using SoloHost.Engine;

namespace SoloHost.Simulated;

/// <summary>The simulation as the engine sees it.</summary>
internal sealed class SimulatedEnvironment(SimulatedCluster simulation) : HostEnvironment, IMessageTransport
{
    private readonly Dictionary<Node, SimulatedNode> _nodes = [];
    private readonly List<SimulatedNode> _order = [];
    private readonly List<Silo> _choices = [];
    private ulong _queuesMade;
    private TimeProvider _time = TimeProvider.System;

    public override TimeProvider TimeProvider => _time;

    public IReadOnlyList<SimulatedNode> Nodes => _order;

    internal override long NowMilliseconds => simulation.Now.Ticks / TimeSpan.TicksPerMillisecond;

    internal override TimeSpan TimeoutGranularity => TimeSpan.FromMilliseconds(1);

    internal override int PendingShards => 1;

    internal override IMessageTransport? Transport => this;

    // The other option sends combined promises such as WhenAll to the thread pool. Schedulers keep those who wait out of this turn anyway.
    internal override TaskCreationOptions Completion => TaskCreationOptions.None;

    public void Use(TimeProvider time) => _time = time;

    public void Add(SimulatedNode node)
    {
        _nodes.Add(node.Node, node);
        _order.Add(node);
    }

    public SimulatedNode NodeOf(Node node) => _nodes[node];

    void IMessageTransport.Send(GrainCall call) => simulation.Send(call);

    void IMessageTransport.Answer(GrainCall call, TurnQueue from) => simulation.Answer(call, from.Node);

    internal override ulong NextQueueNumber() => ++_queuesMade;

    internal override void Continuing() => simulation.CheckThread();

    internal override void Schedule(TurnQueue queue) => simulation.MakeReady(queue, _nodes[queue.Node]);

    internal override Silo? Place(SoloCluster cluster, Node caller)
    {
        _choices.Clear();
        foreach (var silo in cluster.Silos)
        {
            if (silo.Status == SiloStatus.Active && !silo.IsCrashed)
            {
                _choices.Add(silo);
            }
        }

        return _choices.Count == 0 ? null : _choices[simulation.Random.Next(_choices.Count)];
    }
}
