using Conversations.Contracts.Ports;
using Conversations.Store.Rows;
using Npgsql;

namespace Conversations.Store.PostgreSql;

/// <summary>The appends of one batch as columns. Each row names its append by ord, counted from 1 as PostgreSQL counts arrays.</summary>
internal sealed class BatchRows
{
    private readonly List<int> _appendOrd;
    private readonly List<string?> _stream;
    private readonly List<long> _expected;
    private readonly List<long> _before;
    private readonly List<int> _count;
    private readonly List<string?> _state;
    private readonly List<int> _shape;
    private readonly EntryColumns _entries;
    private readonly SummaryColumnLists _summaries;
    private readonly SideColumns? _sides;

    public BatchRows(NpgsqlParameterCollection parameters, bool hasSides)
    {
        Appends = new ColumnGroup(parameters, "a");
        _appendOrd = Appends.Int32("ord");
        _stream = Appends.Text("stream");
        _expected = Appends.Int64("expected");
        _before = Appends.Int64("before");
        _count = Appends.Int32("count");
        _shape = Appends.Int32("shape");
        _state = Appends.Text("state");
        _entries = new EntryColumns(parameters);
        _summaries = new SummaryColumnLists(parameters);
        _sides = hasSides ? new SideColumns(parameters) : null;
    }

    public ColumnGroup Appends { get; }
    public ColumnGroup Entries => _entries.Group;
    public ColumnGroup Summaries => _summaries.Group;
    public SideColumns Sides => _sides ?? throw new InvalidOperationException("This batch has no columns for commands, outbox rows and deadlines.");

    /// <summary>Streams expected to be new.</summary>
    public List<string> NewStreams { get; } = [];

    public bool HasMoves => _sides is { MovedIds.Count: > 0 };

    public void Fill(ReadOnlySpan<PendingAppend> batch)
    {
        Clear();
        for (var i = 0; i < batch.Length; i++)
        {
            Add(i + 1, batch[i].Append);
        }
    }

    public void Clear()
    {
        Appends.Clear();
        Entries.Clear();
        Summaries.Clear();
        _sides?.Clear();
        NewStreams.Clear();
    }

    private void Add(int ord, Append append)
    {
        _appendOrd.Add(ord);
        _stream.Add(append.Stream);
        _expected.Add(append.ExpectedVersion);
        _before.Add(append.Entries.IsEmpty ? -1 : append.Entries[0].Seq - 1);
        _count.Add(append.Entries.Length);
        _state.Add(append.State);
        _shape.Add(append.StateShape);
        if (append.ExpectedVersion == 0)
        {
            NewStreams.Add(append.Stream);
        }

        foreach (var entry in append.Entries)
        {
            _entries.Add(ord, append.Stream, entry);
        }

        if (append.Summary is { } summary)
        {
            _summaries.Add(ord, summary);
        }

        _sides?.Add(ord, append);
    }
}

internal sealed class EntryColumns
{
    private readonly List<int> _ord;
    private readonly List<string?> _stream;
    private readonly List<long> _seq;
    private readonly List<long> _at;
    private readonly List<string?> _kind;
    private readonly List<string?> _actorKind;
    private readonly List<string?> _actorId;
    private readonly List<string?> _actorName;
    private readonly List<string?> _actorVia;
    private readonly List<string?> _data;
    private readonly List<string?> _words;
    private readonly List<string?> _key;

    public EntryColumns(NpgsqlParameterCollection parameters)
    {
        Group = new ColumnGroup(parameters, "e");
        _ord = Group.Int32("ord");
        _stream = Group.Text("stream");
        _seq = Group.Int64("seq");
        _at = Group.Int64("at");
        _kind = Group.Text("kind");
        _actorKind = Group.Text("actor_kind");
        _actorId = Group.Text("actor_id");
        _actorName = Group.Text("actor_name");
        _actorVia = Group.Text("actor_via");
        _data = Group.Text("data");
        _words = Group.Text("words");
        _key = Group.Text("source_key");
    }

    public ColumnGroup Group { get; }

    public void Add(int ord, string stream, NewEntry entry)
    {
        _ord.Add(ord);
        _stream.Add(stream);
        _seq.Add(entry.Seq);
        _at.Add(Micros.Of(entry.At));
        _kind.Add(entry.Kind);
        _actorKind.Add(entry.Actor.Kind);
        _actorId.Add(entry.Actor.Id);
        _actorName.Add(entry.Actor.Name);
        _actorVia.Add(entry.Actor.Via);
        _data.Add(entry.Data);
        _words.Add(entry.Words);
        _key.Add(entry.SourceKey);
    }
}

internal sealed class SummaryColumnLists
{
    private readonly List<int> _ord;
    private readonly List<string?>[] _texts;
    private readonly List<long>[] _times;
    private readonly List<int> _phase;
    private readonly List<long?> _followers;
    private readonly List<long?> _snoozed;
    private readonly List<bool> _unattended;

    private static readonly string[] TextNames =
    [
        "id", "channel", "channel_kind", "thread", "visibility", "customer_id", "customer_name", "customer_handle", "state", "owner", "queue", "priority",
        "labels", "last_text", "last_by",
    ];

    private static readonly string[] NumberNames = ["head", "last_at", "waiting_since", "due_at", "created_at"];

    /// <summary>All of the table, in the order in which the group has them.</summary>
    public static readonly string[] ColumnNames = [.. TextNames, .. NumberNames, "phase", "customer_followers", "snoozed_until", "unattended"];

    public SummaryColumnLists(NpgsqlParameterCollection parameters)
    {
        Group = new ColumnGroup(parameters, "s");
        _ord = Group.Int32("ord");
        _texts = [.. TextNames.Select(Group.Text)];
        _times = [.. NumberNames.Select(Group.Int64)];
        _phase = Group.Int32("phase");
        _followers = Group.Int64OrNull("customer_followers");
        _snoozed = Group.Int64OrNull("snoozed_until");
        _unattended = Group.Bool("unattended");
    }

    public ColumnGroup Group { get; }

    public void Add(int ord, SummaryRow s)
    {
        _ord.Add(ord);
        Fill(
            _texts,
            [
                s.Id.Value, s.Channel.Value, s.ChannelKind, s.Thread, s.Visibility, s.Customer.Id, s.Customer.Name, s.Customer.Handle, s.State, s.Owner?.Value,
                s.Queue.Value, s.Priority, SummaryColumns.Labels(s.Labels), s.LastText, s.LastBy,
            ]);
        Fill(_times, [s.Head, Micros.Of(s.LastAt), Micros.OrNever(s.WaitingSince), Micros.OrNever(s.DueAt), Micros.Of(s.CreatedAt)]);
        _phase.Add(SummaryColumns.Phase(s.State));
        _followers.Add(s.Customer.Followers);
        _snoozed.Add(Micros.Of(s.SnoozedUntil));
        _unattended.Add(s.Unattended);
    }

    private static void Fill<T>(List<T>[] columns, ReadOnlySpan<T> values)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i].Add(values[i]);
        }
    }
}
