using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;

namespace SoloHost.Engine;

/// <summary>A grain class in one cluster, and where its activations are.</summary>
internal sealed class GrainClass
{
    private readonly SoloCluster _cluster;
    private readonly ConcurrentDictionary<IdSpan, Activation> _activations = new();

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
    public Activation? Locate(IdSpan key, Node caller)
    {
        while (true)
        {
            if (_activations.TryGetValue(key, out var known))
            {
                if (!known.HasEnded)
                {
                    return known;
                }

                Forget(known);
                continue;
            }

            var silo = _cluster.Environment.Place(_cluster, caller);
            if (silo is not { Status: SiloStatus.Active })
            {
                return null;
            }

            var made = new Activation(silo, this, key);
            if (_activations.TryAdd(key, made))
            {
                made.Join();
                return made;
            }
        }
    }

    public Activation? Find(IdSpan key) => _activations.GetValueOrDefault(key);

    public void Forget(Activation activation) => _activations.TryRemove(new KeyValuePair<IdSpan, Activation>(activation.Key, activation));

    private bool Overrides(string method) =>
        !typeof(Grain).IsAssignableFrom(Type) || Type.GetMethods().Any(candidate => candidate.Name == method && candidate.DeclaringType != typeof(Grain));
}
