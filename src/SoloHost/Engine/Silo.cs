using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace SoloHost.Engine;

/// <summary>A node that holds grains.</summary>
public sealed class Silo : Node
{
    private readonly LinkedList<Activation> _activations = [];
    private readonly IdleCollector _collector;
    private IIncomingGrainCallFilter[]? _incomingFilters;

    internal Silo(SoloCluster cluster, string name, IServiceProvider services, TimeProvider time, SiloAddress address)
        : base(cluster, name, services, time, services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.ResponseTimeout)
    {
        Address = address;
        StartedAt = time.GetUtcNow().UtcDateTime;
        Collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        var hardLimit = services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.MaxEnqueuedRequestsHardLimit;
        WaitingCallsMax = hardLimit > 0 ? hardLimit : cluster.Options.WaitingCallsMax;
        Reminders = services.GetService<ReminderService>();
        Reminders?.Attach(this);
        _collector = new IdleCollector(this);
    }

    public SiloAddress Address { get; }

    public SiloStatus Status { get; internal set; } = SiloStatus.Created;

    internal DateTime StartedAt { get; }

    internal IIncomingGrainCallFilter[] IncomingFilters => _incomingFilters ??= [.. Services.GetServices<IIncomingGrainCallFilter>()];

    internal GrainCollectionOptions Collection { get; }

    internal int WaitingCallsMax { get; }

    internal ReminderService? Reminders { get; }

    internal long CallsSent => Pending.Added;

    internal int ActivationCount
    {
        get
        {
            lock (_activations)
            {
                return _activations.Count;
            }
        }
    }

    internal void Start()
    {
        _collector.Start();
        Status = SiloStatus.Active;
    }

    /// <summary>Ends every activation in order: no new ones, then OnDeactivateAsync of each, for as long as the token allows.</summary>
    internal async Task Stop(CancellationToken cancellationToken)
    {
        Status = SiloStatus.Stopping;
        _collector.Dispose();
        Reminders?.Stop(this);
        var ending = Activations();
        foreach (var activation in ending)
        {
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo stops."), cancellationToken);
        }

        try
        {
            await Task.WhenAll(ending.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Log.StopTimedOut(Logger, ActivationCount);
        }

        Status = SiloStatus.Dead;
        Pending.Dispose();
        Log.SiloStopped(Logger, Name, ending.Count);
    }

    /// <summary>All activations, oldest first.</summary>
    internal List<Activation> Activations()
    {
        lock (_activations)
        {
            return [.. _activations];
        }
    }

    internal LinkedListNode<Activation> Add(Activation activation)
    {
        lock (_activations)
        {
            return _activations.AddLast(activation);
        }
    }

    internal void Remove(LinkedListNode<Activation> place)
    {
        lock (_activations)
        {
            if (place.List is not null)
            {
                _activations.Remove(place);
            }
        }
    }

    internal static SiloAddress AddressOf(IPAddress address, int port, DateTime startedAt) =>
        SiloAddress.New(new IPEndPoint(address, port), (int)((startedAt - DateTime.UnixEpoch).TotalSeconds % int.MaxValue));
}
