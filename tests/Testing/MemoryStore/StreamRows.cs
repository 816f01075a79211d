using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

/// <summary>Head, entries, source keys and deadlines of one stream.</summary>
public sealed class StreamRows
{
    private readonly List<EntryRow> _entries = [];
    private readonly Dictionary<string, long> _seqs = new(StringComparer.Ordinal);
    private bool _isErased;

    public long Version { get; internal set; }

    public long Head => _entries.Count;

    public int StateShape { get; private set; }

    public string State { get; private set; } = "";

    public IReadOnlyList<EntryRow> Entries => _entries;

    public SortedDictionary<string, DeadlineRow> Deadlines { get; } = new(StringComparer.Ordinal);

    public long? SeqOf(string sourceKey) => _seqs.TryGetValue(sourceKey, out var seq) ? seq : null;

    public ImmutableArray<EntryRow> Read(long afterSeq, int limit) => [.. _entries.Skip((int)Math.Min(afterSeq, _entries.Count)).Take(limit)];

    internal void Take(Append append)
    {
        (Version, State, StateShape) = (append.ExpectedVersion + 1, append.State, append.StateShape);
        foreach (var entry in append.Entries)
        {
            if (entry.SourceKey is { } key)
            {
                _seqs[key] = entry.Seq;
            }

            Put(AppendRules.Row(entry));
        }

        _isErased &= append.Entries.IsEmpty;
        foreach (var change in append.Deadlines)
        {
            Set(append.Stream, change);
        }
    }

    /// <summary>False when there is nothing to erase any more.</summary>
    internal bool Erase()
    {
        if (_isErased)
        {
            return false;
        }

        _isErased = true;
        Version++;
        for (var at = 0; at < _entries.Count; at++)
        {
            var actor = _entries[at].Actor;
            _entries[at] = _entries[at] with { Words = null, Actor = actor.Kind == "customer" ? actor with { Name = null } : actor };
        }

        if (JsonNode.Parse(State) is JsonObject state && state.Remove("words"))
        {
            State = state.ToJsonString();
        }

        return true;
    }

    /// <summary>Without the fence an entry may meet another of its number, or come before the one that it follows.</summary>
    private void Put(EntryRow row)
    {
        if (row.Seq <= _entries.Count)
        {
            _entries[(int)row.Seq - 1] = row;
        }
        else
        {
            _entries.Add(row);
        }
    }

    private void Set(string stream, DeadlineChange change)
    {
        if (change.DueAt is { } due)
        {
            Deadlines[change.Kind] = new DeadlineRow(stream, change.Kind, change.Epoch, due);
        }
        else
        {
            Deadlines.Remove(change.Kind);
        }
    }
}
