using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;

namespace SoloHost.Engine;

/// <summary>A named piece of an activation's state, without its type.</summary>
internal abstract class PersistentState
{
    public abstract Task ReadStateAsync();
}

/// <summary>A named piece of an activation's state in its storage.</summary>
internal sealed class PersistentState<TState> : PersistentState, IPersistentState<TState>
{
    private readonly Activation _activation;
    private readonly string _name;
    private readonly IGrainStorage _storage;
    private readonly GrainState<TState> _state = new();

    public PersistentState(Activation activation, string name, string? storageName)
    {
        _activation = activation;
        _name = name;
        var provider = storageName ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME;
        _storage = activation.Silo.Services.GetKeyedService<IGrainStorage>(provider)
            ?? throw new OrleansConfigurationException($"No grain storage is named {provider}; state {name} of {activation.GrainId} needs one.");
    }

    public TState State
    {
        get => _state.State ??= New();
        set => _state.State = value;
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _state.RecordExists;

    public override Task ReadStateAsync() => Watched(_storage.ReadStateAsync);

    public Task WriteStateAsync() => Watched(_storage.WriteStateAsync);

    public Task ClearStateAsync() => Watched(_storage.ClearStateAsync);

    public Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync().WaitAsync(cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync().WaitAsync(cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync().WaitAsync(cancellationToken);

    private static TState New() => typeof(TState).GetConstructor(Type.EmptyTypes) is null ? default! : Activator.CreateInstance<TState>();

    // An activation that met a foreign write is stale as a whole; it ends when the call that met it does, and the exception is how it knows.
    private async Task Watched(Func<string, GrainId, IGrainState<TState>, Task> operation)
    {
        try
        {
            await operation(_name, _activation.GrainId, _state);
        }
        catch (InconsistentStateException exception)
        {
            _activation.NoteInconsistency(exception);
            ExceptionDispatchInfo.Throw(exception);
        }
    }
}
