using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.Golden;

/// <summary>What a store must hold after the steps of a golden journal, by the simplest reckoning: the newest line about a thing wins.</summary>
public sealed class GoldenTruth
{
    private readonly SortedDictionary<string, GoldenStream> _streams = new(StringComparer.Ordinal);
    private readonly SortedDictionary<Guid, (string State, int Attempt)> _outbox = [];

    public IEnumerable<GoldenStream> Streams => _streams.Values;

    public IEnumerable<(Guid ReplyId, string State, int Attempt)> Outbox => _outbox.Select(row => (row.Key, row.Value.State, row.Value.Attempt));

    public void Take(GoldenStep step)
    {
        switch (step)
        {
            case { Append: { } append }:
                Take(append);
                break;
            case { Claim: { } claim }:
                foreach (var reply in claim.Replies)
                {
                    _outbox[reply] = (DeliveryStates.Sending, _outbox[reply].Attempt + 1);
                }

                break;
            case { Defer: { } deferral }:
                _outbox[deferral.ReplyId] = (DeliveryStates.Pending, deferral.Attempt);
                break;
            case { Erase: { } stream }:
                _streams[stream].Erase();
                break;
        }
    }

    private void Take(Append append)
    {
        if (!_streams.TryGetValue(append.Stream, out var stream))
        {
            _streams[append.Stream] = stream = new GoldenStream(append.Stream);
        }

        stream.Take(append);
        foreach (var insert in append.OutboxInserts)
        {
            _outbox[insert.ReplyId] = (insert.State, 0);
        }

        foreach (var move in append.OutboxMoves)
        {
            _outbox[move.ReplyId] = (move.To, move.ResetAttempts ? 0 : _outbox[move.ReplyId].Attempt);
        }
    }
}

/// <summary>One stream of <see cref="GoldenTruth"/>.</summary>
public sealed class GoldenStream(string name)
{
    public string Name => name;

    public long Version { get; private set; }

    public string State { get; private set; } = "";

    public int StateShape { get; private set; }

    public ImmutableArray<EntryRow> Entries { get; private set; } = [];

    public SummaryRow? Summary { get; private set; }

    public SortedDictionary<string, DeadlineRow> Deadlines { get; } = new(StringComparer.Ordinal);

    public List<CommandRow> Commands { get; } = [];

    public bool IsErased { get; private set; }

    public void Take(Append append)
    {
        (Version, State, StateShape) = (append.ExpectedVersion + 1, append.State, append.StateShape);
        Entries = Entries.AddRange(append.Entries.Select(Row));
        Summary = append.Summary ?? Summary;
        Commands.AddRange(append.Commands);
        foreach (var change in append.Deadlines)
        {
            Deadlines.Remove(change.Kind);
            if (change.DueAt is { } due)
            {
                Deadlines.Add(change.Kind, new DeadlineRow(name, change.Kind, change.Epoch, due));
            }
        }
    }

    public void Erase()
    {
        IsErased = true;
        Version++;
        Entries = [.. Entries.Select(entry => entry with { Words = null, Actor = entry.Actor.Kind == "customer" ? entry.Actor with { Name = null } : entry.Actor })];
        Summary = Summary! with { LastText = "", Customer = new CustomerView { Id = "erased" } };
        var state = JsonNode.Parse(State)!.AsObject();
        state.Remove("words");
        State = state.ToJsonString();
    }

    private static EntryRow Row(NewEntry entry) =>
        new() { Seq = entry.Seq, At = entry.At, Kind = entry.Kind, Actor = entry.Actor, Data = entry.Data, Words = entry.Words };
}
