using System.Collections.Concurrent;
using System.Globalization;
using Orleans;
using Orleans.Runtime;

namespace SoloHost.Engine;

/// <summary>Makes references whose calls start at one node.</summary>
internal sealed class NodeGrainFactory(Node node) : IClusterClient
{
    private static readonly InterfaceDescription Untyped = new(typeof(IAddressable), "", static (target, key) => new GrainReference(target, key));

    private readonly ConcurrentDictionary<Type, ReferenceTarget> _targets = new();

    public IServiceProvider ServiceProvider => node.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrEmpty(primaryKey);
        return Reference<TGrainInterface>(IdSpan.Create(primaryKey), grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey
    {
        if (typeof(TGrainInterface) == typeof(IManagementGrain))
        {
            return (TGrainInterface)(object)new ManagementGrain(node.Cluster);
        }

        return Reference<TGrainInterface>(IdSpan.Create(primaryKey.ToString("X", CultureInfo.InvariantCulture)), grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)(object)Reference(typeof(TGrainInterface), grainId);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference)
        {
            throw new ArgumentException("This is a reference already.", nameof(obj));
        }

        var key = node.Cluster.Observers.Add(node, obj);
        return (TGrainObserverInterface)(object)Reference(typeof(TGrainObserverInterface), new GrainId(ObserverDirectory.GrainType, key));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is GrainReference reference)
        {
            node.Cluster.Observers.Remove(reference.Key);
        }
        else
        {
            throw new ArgumentException("Not a reference made by CreateObjectReference.", nameof(obj));
        }
    }

    internal GrainReference Reference(Type interfaceType, GrainId grainId)
    {
        var description = ApplicationParts.Interface(interfaceType);
        var grainClass = grainId.Type == ObserverDirectory.GrainType ? null : node.Cluster.ClassOf(grainId.Type);
        return description.MakeProxy(new ReferenceTarget(node, grainId.Type, grainClass, description), grainId.Key);
    }

    internal GrainReference UntypedReference(GrainClass grainClass, IdSpan key) =>
        new(new ReferenceTarget(node, grainClass.GrainType, grainClass, Untyped), key);

    private TGrainInterface Reference<TGrainInterface>(IdSpan key, string? classNamePrefix)
    {
        var target = classNamePrefix is null && _targets.TryGetValue(typeof(TGrainInterface), out var known)
            ? known
            : MakeTarget(typeof(TGrainInterface), classNamePrefix);
        return (TGrainInterface)(object)target.Interface.MakeProxy(target, key);
    }

    private ReferenceTarget MakeTarget(Type interfaceType, string? classNamePrefix)
    {
        var description = ApplicationParts.Interface(interfaceType);
        if (description.Fault is { } fault)
        {
            throw new InvalidOperationException(fault);
        }

        var grainClass = node.Cluster.ClassOf(interfaceType, classNamePrefix);
        var target = new ReferenceTarget(node, grainClass.GrainType, grainClass, description);
        return classNamePrefix is null ? _targets.GetOrAdd(interfaceType, target) : target;
    }
}
