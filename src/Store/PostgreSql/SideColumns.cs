using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Npgsql;

namespace Conversations.Store.PostgreSql;

/// <summary>What only some appends have: commands, outbox rows, deadlines.</summary>
internal sealed class SideColumns
{
    private const char StateSeparator = ',';

    private readonly List<int> _commandOrd;
    private readonly List<Guid> _commandId;
    private readonly List<string?> _commandStream;
    private readonly List<string?> _fingerprint;
    private readonly List<string?> _answer;

    private readonly List<int> _insertOrd;
    private readonly List<Guid> _insertId;
    private readonly List<string?> _insertStream;
    private readonly List<long> _insertSeq;
    private readonly List<string?> _insertChannel;
    private readonly List<string?> _insertState;
    private readonly List<long> _insertNotBefore;
    private readonly List<long> _insertCreatedAt;
    private readonly List<string?> _payload;

    private readonly List<int> _moveOrd;
    private readonly List<Guid> _moveId;
    private readonly List<string?> _moveStream;
    private readonly List<string?> _from;
    private readonly List<string?> _to;
    private readonly List<int?> _attempt;
    private readonly List<long?> _moveNotBefore;
    private readonly List<string?> _provider;
    private readonly List<string?> _reason;
    private readonly List<bool> _reset;
    private readonly List<long?> _sendOf;

    private readonly PromiseColumns _promises;
    private readonly List<int> _deadlineOrd;
    private readonly List<string?> _deadlineStream;
    private readonly List<string?> _deadlineKind;
    private readonly List<long> _epoch;
    private readonly List<int> _shard;
    private readonly List<long?> _dueAt;

    public SideColumns(NpgsqlParameterCollection parameters)
    {
        Commands = new ColumnGroup(parameters, "c");
        (_commandOrd, _commandId, _commandStream) = (Commands.Int32("ord"), Commands.Uuid("id"), Commands.Text("stream"));
        (_fingerprint, _answer) = (Commands.Text("fingerprint"), Commands.Text("answer"));
        Inserts = new ColumnGroup(parameters, "o");
        (_insertOrd, _insertId, _insertStream, _insertSeq) = (Inserts.Int32("ord"), Inserts.Uuid("reply_id"), Inserts.Text("stream"), Inserts.Int64("seq"));
        (_insertChannel, _insertState, _insertNotBefore) = (Inserts.Text("channel"), Inserts.Text("state"), Inserts.Int64("not_before"));
        (_insertCreatedAt, _payload) = (Inserts.Int64("created_at"), Inserts.Text("payload"));
        Moves = new ColumnGroup(parameters, "m");
        (_moveOrd, _moveId, _moveStream, _from) = (Moves.Int32("ord"), Moves.Uuid("reply_id"), Moves.Text("stream"), Moves.Text("from_states"));
        (_to, _attempt, _moveNotBefore) = (Moves.Text("to_state"), Moves.Int32OrNull("attempt"), Moves.Int64OrNull("not_before"));
        (_provider, _reason, _reset) = (Moves.Text("provider_id"), Moves.Text("reason"), Moves.Bool("is_reset"));
        _sendOf = Moves.Int64OrNull("send_of");
        Deadlines = new ColumnGroup(parameters, "d");
        (_deadlineOrd, _deadlineStream, _deadlineKind) = (Deadlines.Int32("ord"), Deadlines.Text("stream"), Deadlines.Text("kind"));
        (_epoch, _shard, _dueAt) = (Deadlines.Int64("epoch"), Deadlines.Int32("shard"), Deadlines.Int64OrNull("due_at"));
        _promises = new PromiseColumns(parameters);
    }

    public ColumnGroup Commands { get; }
    public ColumnGroup Inserts { get; }
    public ColumnGroup Moves { get; }
    public ColumnGroup Deadlines { get; }
    public PromiseColumns Promises => _promises;
    public List<Guid> MovedIds => _moveId;

    public void Clear()
    {
        Commands.Clear();
        Inserts.Clear();
        Moves.Clear();
        Deadlines.Clear();
        _promises.Group.Clear();
    }

    public void Add(int ord, Append append)
    {
        foreach (var command in append.Commands)
        {
            _commandOrd.Add(ord);
            _commandId.Add(command.Id);
            _commandStream.Add(append.Stream);
            _fingerprint.Add(command.Fingerprint);
            _answer.Add(command.Answer);
        }

        foreach (var insert in append.OutboxInserts)
        {
            Add(ord, append.Stream, insert);
        }

        foreach (var move in append.OutboxMoves)
        {
            Add(ord, append.Stream, move);
        }

        foreach (var change in append.Deadlines)
        {
            _deadlineOrd.Add(ord);
            _deadlineStream.Add(append.Stream);
            _deadlineKind.Add(change.Kind);
            _epoch.Add(change.Epoch);
            _shard.Add(TextHash.SchedulerShard(append.Stream));
            _dueAt.Add(Micros.Of(change.DueAt));
        }

        _promises.Add(ord, append);
    }

    private void Add(int ord, string stream, OutboxInsert insert)
    {
        _insertOrd.Add(ord);
        _insertId.Add(insert.ReplyId);
        _insertStream.Add(stream);
        _insertSeq.Add(insert.Seq);
        _insertChannel.Add(insert.Channel.Value);
        _insertState.Add(insert.State);
        _insertNotBefore.Add(Micros.Of(insert.NotBefore));
        _insertCreatedAt.Add(Micros.Of(insert.CreatedAt));
        _payload.Add(insert.Payload);
    }

    private void Add(int ord, string stream, OutboxMove move)
    {
        _moveOrd.Add(ord);
        _moveId.Add(move.ReplyId);
        _moveStream.Add(stream);
        _from.Add(string.Join(StateSeparator, move.From));
        _to.Add(move.To);
        _attempt.Add(move.Attempt);
        _moveNotBefore.Add(Micros.Of(move.NotBefore));
        _provider.Add(move.ProviderId);
        _reason.Add(move.Reason);
        _reset.Add(move.ResetAttempts);
        _sendOf.Add(Micros.Of(move.SendOf));
    }
}
