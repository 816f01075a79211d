using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace SoloHost.Engine;

/// <summary>What generated constructors of grains ask for their parameters.</summary>
public readonly struct GrainActivator
{
    private readonly Activation _activation;

    internal GrainActivator(Activation activation) => _activation = activation;

    public IGrainContext Context => _activation;

    public IGrainFactory GrainFactory => _activation.Silo.GrainFactory;

    public T Service<T>()
        where T : notnull => _activation.ActivationServices.GetRequiredService<T>();

    public T? OptionalService<T>() => _activation.ActivationServices.GetService<T>();

    public T KeyedService<T>(object key)
        where T : notnull => _activation.ActivationServices.GetRequiredKeyedService<T>(key);

    public IPersistentState<TState> State<TState>(string name, string? storageName) => _activation.AddState<TState>(name, storageName);
}
