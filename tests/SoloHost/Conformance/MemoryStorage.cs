using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Conversations.HostTests.Conformance;

/// <summary>A grain storage that keeps JSON and checks etags.</summary>
public sealed class MemoryStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<string, (int Version, string Json)> _rows = new(StringComparer.Ordinal);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_rows.TryGetValue(Key(stateName, grainId), out var row))
        {
            grainState.State = JsonSerializer.Deserialize<T>(row.Json);
            grainState.ETag = row.Version.ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }
        else
        {
            grainState.ETag = null;
            grainState.RecordExists = false;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var version = Checked(stateName, grainId, grainState.ETag);
        _rows[Key(stateName, grainId)] = (version + 1, JsonSerializer.Serialize(grainState.State));
        grainState.ETag = (version + 1).ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Checked(stateName, grainId, grainState.ETag);
        _rows.TryRemove(Key(stateName, grainId), out _);
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    /// <summary>As if somebody else had written the row.</summary>
    public void Touch(string stateName, GrainId grainId) =>
        _rows.AddOrUpdate(Key(stateName, grainId), _ => (1, "{}"), (_, row) => (row.Version + 1, row.Json));

    private static string Key(string stateName, GrainId grainId) => $"{grainId}|{stateName}";

    private int Checked(string stateName, GrainId grainId, string? etag)
    {
        var stored = _rows.TryGetValue(Key(stateName, grainId), out var row) ? row.Version : 0;
        var expected = etag is null ? 0 : int.Parse(etag, CultureInfo.InvariantCulture);
        return stored == expected
            ? stored
            : throw new InconsistentStateException("The state was written by another.", stored.ToString(CultureInfo.InvariantCulture), etag);
    }
}
