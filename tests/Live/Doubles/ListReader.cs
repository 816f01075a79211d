using System.Text.Json.Nodes;

namespace Conversations.Live.Tests.Doubles;

/// <summary>The client's half of the snapshot law for a list: a snapshot, and each delta put onto it. Anything that does not fit throws.</summary>
public sealed class ListReader
{
    private Dictionary<string, JsonObject> _rows = [];

    public ListReader(JsonObject snapshot)
    {
        ListId = snapshot["listId"]!.GetValue<string>();
        Take(snapshot);
    }

    public string ListId { get; }
    public long Version { get; private set; }
    public List<string> Order { get; private set; } = [];
    public long Total { get; private set; }
    public JsonObject Counts { get; private set; } = [];
    public int Deltas { get; private set; }

    public IEnumerable<JsonObject> Items => Order.Select(id => _rows[id]);

    public void Take(JsonObject snapshot)
    {
        Version = snapshot["version"]!.GetValue<long>();
        var items = snapshot["items"]!.AsArray().Select(static item => item!.AsObject()).ToList();
        _rows = items.ToDictionary(static item => item["id"]!.GetValue<string>());
        Order = [.. items.Select(static item => item["id"]!.GetValue<string>())];
        TakeTotals(snapshot);
    }

    public void Apply(JsonObject delta)
    {
        var version = delta["version"]!.GetValue<long>();
        if (version <= Version)
        {
            return;
        }

        if (version != Version + 1)
        {
            throw new InvalidOperationException($"Version {version} follows {Version}.");
        }

        foreach (var row in delta["upserts"]!.AsArray())
        {
            _rows[row!["id"]!.GetValue<string>()] = row.AsObject();
        }

        Order = [.. delta["order"]!.AsArray().Select(static id => id!.GetValue<string>())];
        _rows = Order.ToDictionary(static id => id, id => _rows.TryGetValue(id, out var row) ? row : throw new InvalidOperationException($"Row {id} was never told."));
        Version = version;
        Deltas++;
        TakeTotals(delta);
    }

    private void TakeTotals(JsonObject told)
    {
        Total = told["total"]!.GetValue<long>();
        Counts = told["counts"]!.DeepClone().AsObject();
    }
}

/// <summary>The client's half of the law for a conversation: entries without a gap and without a repeat.</summary>
public sealed class EntriesReader(long cursor)
{
    public long Last { get; private set; } = cursor;
    public List<string> Texts { get; } = [];

    public void Apply(JsonObject event_)
    {
        foreach (var entry in event_["entries"]!.AsArray())
        {
            var seq = entry!["seq"]!.GetValue<long>();
            if (seq != Last + 1)
            {
                throw new InvalidOperationException($"Entry {seq} follows {Last}.");
            }

            Last = seq;
            Texts.Add(entry["data"]!["text"]!.GetValue<string>());
        }
    }
}
