using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;

namespace SoloHost.Engine;

/// <summary>A grain class in one cluster, and where its activations are.</summary>
internal sealed class GrainClass
{
    private readonly SoloCluster _cluster;
    private readonly ConcurrentDictionary<IdSpan, Activation> _activations = new();

    private List<Activation>? _strays;

    public GrainClass(SoloCluster cluster, GrainClassDescription description)
    {
        _cluster = cluster;
        Description = description;
        GrainType = GrainType.Create(description.GrainType);
        OverridesActivate = Overrides(nameof(IGrainBase.OnActivateAsync));
        OverridesDeactivate = Overrides(nameof(IGrainBase.OnDeactivateAsync));
    }

    public GrainClassDescription Description { get; }

    public GrainType GrainType { get; }

    public Type Type => Description.Type;

    public bool OverridesActivate { get; }

    public bool OverridesDeactivate { get; }

    public int ActivationCount => _activations.Count;

    /// <summary>The activation that takes calls for this key; made when there is none. Null when no silo takes new ones.</summary>
    public Activation? Locate(IdSpan key, Node caller) => Find(key) is { HasEnded: false } known ? known : LocateOrMake(key, caller, null);

    /// <summary>The same, with the silo that makes it already chosen.</summary>
    public Activation? LocateOrMake(IdSpan key, Node caller, Silo? chosen)
    {
        while (true)
        {
            if (_activations.TryGetValue(key, out var known))
            {
                if (!known.HasEnded || IsUnnoticed(known))
                {
                    return known;
                }

                Forget(known);
                continue;
            }

            var silo = chosen ?? _cluster.Environment.Place(_cluster, caller);
            if (silo is not { Status: SiloStatus.Active })
            {
                return null;
            }

            var made = new Activation(silo, this, key);
            made.Join();
            if (_activations.TryAdd(key, made))
            {
                return made;
            }

            made.Part();
        }
    }

    /// <summary>Where callers believe the grain to be; null when nowhere. It may be on a silo whose crash has not been noticed.</summary>
    public Activation? Known(IdSpan key) => Find(key) is { } known && (!known.HasEnded || IsUnnoticed(known)) ? known : null;

    public Activation? Find(IdSpan key) => _activations.GetValueOrDefault(key);

    public void Forget(Activation activation)
    {
        _activations.TryRemove(new KeyValuePair<IdSpan, Activation>(activation.Key, activation));
        _strays?.Remove(activation);
    }

    /// <summary>The directory forgets the activation while it lives on; only simulations do this.</summary>
    public void MakeStray(Activation activation)
    {
        _activations.TryRemove(new KeyValuePair<IdSpan, Activation>(activation.Key, activation));
        (_strays ??= []).Add(activation);
    }

    /// <summary>A former activation of the grain that still lives; the youngest of several.</summary>
    public Activation? StrayOf(IdSpan key) => _strays?.FindLast(stray => stray.Key.Equals(key) && !stray.HasEnded);

    private static bool IsUnnoticed(Activation activation) => activation.IsDead && activation.Silo.Status != SiloStatus.Dead;

    private bool Overrides(string method) =>
        !typeof(Grain).IsAssignableFrom(Type) || Type.GetMethods().Any(candidate => candidate.Name == method && candidate.DeclaringType != typeof(Grain));
}
