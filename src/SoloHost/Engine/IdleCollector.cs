using Orleans.Runtime;

namespace SoloHost.Engine;

/// <summary>Looks for idle activations of one silo, again and again, and ends them.</summary>
internal sealed class IdleCollector : IDisposable
{
    private readonly Silo _silo;
    private readonly ITimer _timer;

    public IdleCollector(Silo silo)
    {
        _silo = silo;
        _timer = silo.TimeProvider.CreateTimer(static state => ((IdleCollector)state!).Collect(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <exception cref="OrleansConfigurationException">An age limit of a class is not longer than the time between two looks.</exception>
    public void Start()
    {
        var quantum = _silo.Collection.CollectionQuantum;
        foreach (var grainClass in _silo.Cluster.Classes)
        {
            if (grainClass.Description.IdleAgeTicks is > 0 and var age && age <= quantum.Ticks)
            {
                throw new OrleansConfigurationException(
                    $"CollectionAgeLimit of {grainClass.Type.FullName} is {TimeSpan.FromTicks(age)}; it must be longer than CollectionQuantum, which is {quantum}.");
            }
        }

        _timer.Change(quantum, quantum);
    }

    public void Dispose() => _timer.Dispose();

    private void Collect()
    {
        var now = _silo.Environment.NowMilliseconds;
        foreach (var activation in _silo.Activations())
        {
            if (AgeOf(activation.Class) is { } age)
            {
                activation.EndIfIdle(now, age);
            }
        }
    }

    private long? AgeOf(GrainClass grainClass)
    {
        var description = grainClass.Description;
        if (description.IsKeptAlive)
        {
            return null;
        }

        var age = description.IdleAgeTicks > 0
            ? TimeSpan.FromTicks(description.IdleAgeTicks)
            : _silo.Collection.ClassSpecificCollectionAge.GetValueOrDefault(grainClass.Type.FullName!, _silo.Collection.CollectionAge);
        return (long)age.TotalMilliseconds;
    }
}
