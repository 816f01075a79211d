using Orleans.Runtime;
using SoloHost.Engine;

namespace SoloHost.Calls;

/// <summary>What generated proxies derive from: each method makes its call object and hands it to one of these.</summary>
public abstract class GrainProxy : GrainReference
{
    // Where the grain was last seen; only a shortcut, the activation itself refuses calls once it has ended.
    private Activation? _lastSeen;

    protected GrainProxy(ReferenceTarget target, IdSpan key)
        : base(target, key)
    {
    }

    internal Activation? LastSeen
    {
        get => _lastSeen;
        set => _lastSeen = value;
    }

    protected Task<TResult> Send<TResult>(GrainCall<TResult> call) => SendingNode().Send(this, call);

    protected Task Send(VoidGrainCall call) => SendingNode().Send(this, call);

    /// <summary>For methods that return nothing: always one-way.</summary>
    protected void Tell(VoidGrainCall call) => _ = SendingNode().Send(this, call);

    // A reference may travel from node to node; a call starts at the node whose turn is running.
    private Node SendingNode() => TurnQueue.Running?.Node ?? Shared.Node;
}
