using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using SoloHost.Calls;
using SoloHost.Codecs;

namespace SoloHost.Engine;

/// <summary>A place that calls grains: a silo, or a client outside of silos.</summary>
public abstract class Node
{
    private IOutgoingGrainCallFilter[]? _outgoingFilters;

    private protected Node(SoloCluster cluster, string name, IServiceProvider services, TimeProvider time, TimeSpan responseTimeout)
    {
        Cluster = cluster;
        Name = name;
        Services = services;
        TimeProvider = time;
        ResponseTimeout = responseTimeout;
        Logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("SoloHost");
        Pending = new PendingCalls(cluster.Environment, time, Expire);
        Codecs = new CodecSession(this);
        Factory = new NodeGrainFactory(this);
    }

    public string Name { get; }

    public SoloCluster Cluster { get; }

    public IServiceProvider Services { get; }

    /// <summary>The clock of this node: in a simulation each node has its own, which stops with it.</summary>
    public TimeProvider TimeProvider { get; }

    public IClusterClient GrainFactory => Factory;

    internal HostEnvironment Environment => Cluster.Environment;

    internal NodeGrainFactory Factory { get; }

    internal TimeSpan ResponseTimeout { get; }

    internal ILogger Logger { get; }

    // Made at the first call: filters may themselves ask for the grain factory.
    internal IOutgoingGrainCallFilter[] OutgoingFilters => _outgoingFilters ??= [.. Services.GetServices<IOutgoingGrainCallFilter>()];

    internal PendingCalls Pending { get; }

    internal CodecSession Codecs { get; }

    /// <summary>Its process is gone: nothing of it runs, nothing reaches it.</summary>
    internal bool IsCrashed { get; set; }

    internal Task<TResult> Send<TResult>(GrainProxy target, GrainCall<TResult> call)
    {
        Prepare(target, call);
        if (OutgoingFilters.Length > 0 || call.Caller?.GrainInstance is IOutgoingGrainCallFilter)
        {
            return OutgoingCall.Send<TResult>(this, call, call.Answered);
        }

        Dispatch(call);
        return call.Answered;
    }

    internal Task Send(GrainProxy target, VoidGrainCall call)
    {
        Prepare(target, call);
        if (OutgoingFilters.Length > 0 || call.Caller?.GrainInstance is IOutgoingGrainCallFilter)
        {
            return OutgoingCall.Send<object?>(this, call, call.IsOneWay ? Task.CompletedTask : call.Answered);
        }

        Dispatch(call);
        return call.IsOneWay ? Task.CompletedTask : call.Answered;
    }

    /// <summary>Puts the call on its way.</summary>
    internal void Dispatch(GrainCall call)
    {
        call.SentAt = Environment.NowMilliseconds;
        if (!call.IsOneWay)
        {
            Pending.Add(call, call.Method.ResponseTimeout ?? ResponseTimeout);
        }

        Route(call);
    }

    /// <summary>Sends the call to where its grain is now.</summary>
    internal void Route(GrainCall call)
    {
        if (Environment.Transport is { } transport)
        {
            transport.Send(call);
        }
        else
        {
            Cluster.Deliver(call);
        }
    }

    private void Prepare(GrainProxy target, GrainCall call)
    {
        if (target.Shared.Interface.Fault is { } fault)
        {
            throw new InvalidOperationException(fault);
        }

        call.Target = target;
        call.Source = this;
        call.Caller = TurnQueue.Running as Activation;
        call.Context = RequestContext.Current;
        if (!call.IsOneWay)
        {
            call.ExpectAnswer(Environment.Completion);
        }

        if (Cluster.Options.SerializeEveryCall)
        {
            call.SerializeArguments(Codecs);
        }
    }

    private void Expire(GrainCall call)
    {
        var timeout = call.Method.ResponseTimeout ?? ResponseTimeout;
        Log.CallTimedOut(Logger, call.Method.InterfaceName, call.Method.Name, call.Target.GrainId, timeout);
        call.Fail(new TimeoutException(
            $"{call.Method.InterfaceName}.{call.Method.Name} to {call.Target.GrainId} was not answered within {timeout}. Whether it ran is not known."));
    }
}

/// <summary>A node that holds no grains.</summary>
public sealed class ClientNode : Node
{
    internal ClientNode(SoloCluster cluster, string name, IServiceProvider services, TimeProvider time, TimeSpan responseTimeout)
        : base(cluster, name, services, time, responseTimeout)
    {
    }
}
