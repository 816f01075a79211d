using System.Text.Json;

namespace Conversations.Load.Agents;

/// <summary>A window of a list as a dashboard shows it: a snapshot, then deltas whose version grows by one. Used under the dashboard's lock.</summary>
public sealed class ListView
{
    private const int EarlyMax = 200;
    private readonly Dictionary<string, JsonElement> _rows = [];
    private readonly List<JsonElement> _early = [];
    private bool _isLive;

    /// <summary>What WatchList was asked.</summary>
    public required IReadOnlyDictionary<string, object> Spec { get; init; }

    public string? ListId { get; private set; }

    public long Version { get; private set; }

    public IReadOnlyList<string> Order { get; private set; } = [];

    /// <summary>A version was skipped: only watching again repairs it.</summary>
    public bool NeedsRepair { get; private set; }

    public JsonElement? Row(string id) => _rows.TryGetValue(id, out var row) ? row : null;

    /// <summary>The connection ended or a new snapshot is asked for: deltas wait until its answer is here.</summary>
    public void Suspend()
    {
        (_isLive, NeedsRepair) = (false, false);
        _early.Clear();
    }

    /// <summary>The server still has this list as it was.</summary>
    public void GoOn(string listId)
    {
        (ListId, _isLive) = (listId, true);
        ApplyEarly();
    }

    public void Begin(JsonElement snapshot)
    {
        ListId = snapshot.GetProperty("listId").GetString();
        Version = snapshot.GetProperty("version").GetInt64();
        (_isLive, NeedsRepair) = (true, false);
        _rows.Clear();
        Order = [.. snapshot.GetProperty("items").EnumerateArray().Select(Keep)];
        ApplyEarly();
    }

    private void ApplyEarly()
    {
        var early = _early.ToArray();
        _early.Clear();
        foreach (var delta in early)
        {
            Add(delta);
        }
    }

    /// <summary>The version that was expected, when the delta does not follow; null when all is well.</summary>
    public long? Add(JsonElement delta)
    {
        var listId = delta.GetProperty("listId").GetString();
        if (!_isLive && _early.Count < EarlyMax)
        {
            _early.Add(delta);
        }

        if (!_isLive || listId != ListId || NeedsRepair)
        {
            return null;
        }

        if (delta.GetProperty("version").GetInt64() != Version + 1)
        {
            NeedsRepair = true;
            return Version + 1;
        }

        Version++;
        Order = [.. delta.GetProperty("order").EnumerateArray().Select(id => id.GetString()!)];
        foreach (var row in delta.GetProperty("upserts").EnumerateArray())
        {
            Keep(row);
        }

        foreach (var gone in _rows.Keys.Except(Order).ToArray())
        {
            _rows.Remove(gone);
        }

        return null;
    }

    /// <summary>Rows of the window that were never sent: a delta must bring every row it names for the first time.</summary>
    public IEnumerable<string> MissingRows => Order.Where(id => !_rows.ContainsKey(id));

    private string Keep(JsonElement row)
    {
        var id = row.GetProperty("id").GetString()!;
        _rows[id] = row;
        return id;
    }
}
