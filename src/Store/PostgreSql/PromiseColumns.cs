using Conversations.Contracts.Ports;
using Conversations.Store.Rows;
using Npgsql;

namespace Conversations.Store.PostgreSql;

/// <summary>The promise rows of a batch: those to be put, and with is_gone those to be taken away.</summary>
internal sealed class PromiseColumns
{
    private readonly List<int> _ord;
    private readonly List<string?> _stream;
    private readonly List<Guid> _id;
    private readonly List<bool> _isGone;
    private readonly List<int> _phase;
    private readonly List<string?> _state;
    private readonly List<string?> _owner;
    private readonly List<long> _dueAt;
    private readonly List<long> _firstDueAt;
    private readonly List<long> _madeAt;
    private readonly List<string?> _madeBy;
    private readonly List<long> _seq;
    private readonly List<int> _moves;
    private readonly List<long?> _settledAt;
    private readonly List<long?> _evidence;
    private readonly List<string?> _text;

    public PromiseColumns(NpgsqlParameterCollection parameters)
    {
        Group = new ColumnGroup(parameters, "p");
        (_ord, _stream, _isGone) = (Group.Int32("ord"), Group.Text("stream"), Group.Bool("is_gone"));
        (_id, _phase, _state, _owner) = (Group.Uuid("id"), Group.Int32("phase"), Group.Text("state"), Group.Text("owner"));
        (_dueAt, _firstDueAt, _madeAt, _madeBy) = (Group.Int64("due_at"), Group.Int64("first_due_at"), Group.Int64("made_at"), Group.Text("made_by"));
        (_seq, _moves, _settledAt) = (Group.Int64("seq"), Group.Int32("moves"), Group.Int64OrNull("settled_at"));
        (_evidence, _text) = (Group.Int64OrNull("evidence"), Group.Text("text"));
    }

    public ColumnGroup Group { get; }

    /// <summary>The statements of a batch; <paramref name="isAllowed"/> says of which appends.</summary>
    public string Changes(Func<string, string> isAllowed) =>
        $"""
        ,
        new_promise as (
            insert into promise (stream, {string.Join(", ", PromiseRows.Written)})
            select p.stream, {string.Join(", ", PromiseRows.Written.Select(static column => $"p.{column}"))}
            from {Group.Unnest} where not p.is_gone and {isAllowed("p")} order by p.stream, p.id
            on conflict (stream, id) do update set {string.Join(", ", PromiseRows.Written.Skip(1).Select(static column => $"{column} = excluded.{column}"))}),
        no_promise as (
            delete from promise t using {Group.Part("p", "ord", "stream", "is_gone", "id")}
            where t.stream = p.stream and t.id = p.id and p.is_gone and {isAllowed("p")})
        """;

    public void Add(int ord, Append append)
    {
        foreach (var change in append.Promises)
        {
            _ord.Add(ord);
            _stream.Add(append.Stream);
            _id.Add(change.Id);
            _isGone.Add(change.Row is null);
            Add(change.Row);
        }
    }

    private void Add(PromiseRow? row)
    {
        _phase.Add(row is null ? 0 : PromiseRows.Phase(row.State));
        _state.Add(row?.State);
        _owner.Add(row?.Owner?.Value);
        _dueAt.Add(row is null ? 0 : Micros.Of(row.DueAt));
        _firstDueAt.Add(row is null ? 0 : Micros.Of(row.FirstDueAt));
        _madeAt.Add(row is null ? 0 : Micros.Of(row.MadeAt));
        _madeBy.Add(row?.MadeBy.Value);
        _seq.Add(row?.Seq ?? 0);
        _moves.Add(row?.Moves ?? 0);
        _settledAt.Add(Micros.Of(row?.SettledAt));
        _evidence.Add(row?.EvidenceSeq);
        _text.Add(row?.Text);
    }
}
