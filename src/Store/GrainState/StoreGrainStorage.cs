using Conversations.Contracts.Ports;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Conversations.Store.GrainState;

/// <summary>Grain state in the store's settings rows: kind = state name, id = grain key, so that lists of settings can be read without grains.</summary>
public sealed class StoreGrainStorage(ISettingsRows rows) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (await rows.ReadAsync(stateName, Key(grainId), CancellationToken.None) is { } row)
        {
            (grainState.State, grainState.ETag, grainState.RecordExists) = (SettingsJson.Read<T>(row.Payload), row.Etag, true);
        }
        else
        {
            Empty(grainState);
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var etag = await rows.WriteAsync(stateName, Key(grainId), grainState.ETag, SettingsJson.Write(grainState.State), CancellationToken.None)
            ?? throw await InconsistentAsync(stateName, grainId, grainState.ETag);
        (grainState.ETag, grainState.RecordExists) = (etag, true);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!await rows.ClearAsync(stateName, Key(grainId), grainState.ETag, CancellationToken.None))
        {
            throw await InconsistentAsync(stateName, grainId, grainState.ETag);
        }

        Empty(grainState);
    }

    private static void Empty<T>(IGrainState<T> grainState) =>
        (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);

    private static string Key(GrainId grainId) => grainId.Key.ToString() ?? throw new ArgumentException("A grain without a key has no state.", nameof(grainId));

    private async Task<InconsistentStateException> InconsistentAsync(string stateName, GrainId grainId, string? etag)
    {
        var stored = await rows.ReadAsync(stateName, Key(grainId), CancellationToken.None);
        return new InconsistentStateException($"The {stateName} of grain {grainId} was written by another activation.", stored?.Etag ?? "", etag ?? "");
    }
}
