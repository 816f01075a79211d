using Orleans.Runtime;
using SoloHost.Calls;

namespace SoloHost.Engine;

/// <summary>All silos and clients that share one set of grains, in one process.</summary>
public sealed class SoloCluster
{
    private readonly Dictionary<Type, List<GrainClass>> _classesByInterface = [];
    private readonly Dictionary<GrainType, GrainClass> _classesByType = [];
    private readonly List<Silo> _silos = [];

    internal SoloCluster(HostEnvironment environment, SoloOptions options)
    {
        Environment = environment;
        Options = options;
        TurnsPerSlice = options.TurnsPerSlice;
        foreach (var description in ApplicationParts.GrainClasses())
        {
            var grainClass = new GrainClass(this, description);
            _classesByType.Add(grainClass.GrainType, grainClass);
            Classes.Add(grainClass);
            foreach (var type in description.Interfaces)
            {
                (_classesByInterface.TryGetValue(type, out var classes) ? classes : _classesByInterface[type] = []).Add(grainClass);
            }
        }
    }

    public HostEnvironment Environment { get; }

    public SoloOptions Options { get; }

    public IReadOnlyList<Silo> Silos => _silos;

    internal int TurnsPerSlice { get; }

    internal List<GrainClass> Classes { get; } = [];

    internal ObserverDirectory Observers { get; } = new();

    internal void Add(Silo silo) => _silos.Add(silo);

    /// <summary>Gives the call to the activation of its grain, which is made if there is none.</summary>
    internal void Deliver(GrainCall call)
    {
        var proxy = (GrainProxy)call.Target;
        if (proxy.Shared.Class is not { } grainClass)
        {
            Observers.Deliver(call);
            return;
        }

        var activation = proxy.LastSeen;
        while (activation is null || !activation.TryReceive(call))
        {
            activation = grainClass.Locate(proxy.Key, call.Source);
            if (activation is null)
            {
                PendingCalls.Remove(call);
                call.Fail(new SiloUnavailableException($"No silo takes grain {call.Target.GrainId}: the cluster is stopping."));
                return;
            }

            proxy.LastSeen = activation;
        }
    }

    internal GrainClass ClassOf(Type interfaceType, string? classNamePrefix)
    {
        var classes = _classesByInterface.GetValueOrDefault(interfaceType) ?? [];
        if (classNamePrefix is not null)
        {
            classes = [.. classes.Where(grainClass => grainClass.Type.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal))];
        }

        return classes switch
        {
            [var single] => single,
            [] => throw new ArgumentException($"Could not find an implementation for interface {interfaceType}."),
            _ => throw new ArgumentException(
                $"More than one class implements {interfaceType}: {string.Join(", ", classes.Select(grainClass => grainClass.Type.FullName))}."),
        };
    }

    internal GrainClass ClassOf(GrainType grainType) =>
        _classesByType.TryGetValue(grainType, out var grainClass) ? grainClass : throw new ArgumentException($"No grain class is named {grainType}.");
}
