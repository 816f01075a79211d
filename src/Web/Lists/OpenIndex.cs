using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Lists;

/// <summary>
/// All conversations that are not closed, as far as lists sort, filter and count by them: loaded from the store when the node starts and kept by committed
/// batches and by the answers of this node's own commands. A row counts only when its head is higher than the known one, so that nothing here depends on
/// the order or number in which news come. One lock, held for microseconds; views change with each row.
/// </summary>
public sealed class OpenIndex
{
    /// <summary>Kept views; one more is refused while all are in use.</summary>
    public const int ViewsMax = 5_000;

    private static readonly TimeSpan IdleMax = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly WordPool _pool = new();
    private readonly HashSet<OpenRow> _rows = new(SameConversation.Instance);
    private readonly HashSet<OpenRow>.AlternateLookup<ConversationKey> _byKey;
    private readonly Dictionary<string, HashSet<OpenRow>> _owned = [];
    private readonly ClosedLately _closed = new();
    private readonly OpenCounts _counts = new();
    private readonly ViewSet _views = new();
    private readonly Dictionary<RowOrder, IndexView> _everything = [];

    public OpenIndex(TimeProvider time)
    {
        _time = time;
        _byKey = _rows.GetAlternateLookup<ConversationKey>();
        foreach (var order in RowOrder.All)
        {
            var view = new IndexView(new ListSpec { View = ListSpec.Everything, Order = order }) { Uses = 1 };
            _everything.Add(order, view);
            _views.Add(view);
            _views.Add(new IndexView(new ListSpec { View = ListSpec.Unattended, Order = order }) { Uses = 1 });
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _rows.Count;
            }
        }
    }

    /// <summary>Takes a row over when it is newer than the known one; says whether it was.</summary>
    public bool Apply(SummaryRow row)
    {
        if (!ConversationKey.TryParse(row.Id.Value, out var key))
        {
            throw new ArgumentException("No conversation has such an id.", nameof(row));
        }

        lock (_gate)
        {
            _byKey.TryGetValue(key, out var before);
            if ((before is not null && row.Head <= before.Head) || _closed.Knows(key, row.Head))
            {
                return false;
            }

            var isClosed = row.State == ConversationStates.Closed;
            if (isClosed)
            {
                _closed.Add(key, row.Head);
            }

            Change(before, isClosed ? null : new OpenRow(key, row, _pool));
            return true;
        }
    }

    /// <summary>Forgets a conversation that the store does not know.</summary>
    public void Forget(ConversationKey key)
    {
        lock (_gate)
        {
            if (_byKey.TryGetValue(key, out var row))
            {
                Change(row, null);
            }
        }
    }

    /// <summary>The highest head known of a conversation; null when it is closed or unknown.</summary>
    public long? HeadOf(ConversationKey key)
    {
        lock (_gate)
        {
            return _byKey.TryGetValue(key, out var row) ? row.Head : null;
        }
    }

    public ReaderCounts CountsOf(EmployeeId reader)
    {
        lock (_gate)
        {
            return new ReaderCounts(_counts.MineOf(reader.Value), _counts.Shared());
        }
    }

    /// <summary>The view of a spec, made when it is not kept; null when too many are in use. To be given back with <see cref="Release"/>.</summary>
    public IndexView? Use(ListSpec spec)
    {
        lock (_gate)
        {
            var view = _views.Find(spec);
            if (view is null)
            {
                if (_views.Count >= ViewsMax && !ForgetIdle(TimeSpan.Zero))
                {
                    return null;
                }

                view = Make(spec);
                _views.Add(view);
            }

            view.Uses++;
            return view;
        }
    }

    public void Release(IndexView view)
    {
        lock (_gate)
        {
            view.Uses--;
            view.IdleSince = _time.GetUtcNow();
        }
    }

    /// <summary>Forgets views nobody has looked at for a while; readers who come back sooner find theirs kept.</summary>
    public void ForgetIdle()
    {
        lock (_gate)
        {
            ForgetIdle(IdleMax);
        }
    }

    /// <summary>Copies a window of a view with the view's revision and length, all of the same moment.</summary>
    public (long Revision, int Rows, int Total) Read(IndexView view, int offset, Span<OpenRow> window)
    {
        lock (_gate)
        {
            return (view.Revision, view.Rows.CopyTo(offset, window), view.Rows.Count);
        }
    }

    private void Change(OpenRow? before, OpenRow? after)
    {
        if (before is not null)
        {
            _rows.Remove(before);
            Disown(before);
        }

        if (after is not null)
        {
            _rows.Add(after);
            Own(after);
        }

        _counts.Follow(before, after);
        _views.Follow(before, after);
    }

    private void Own(OpenRow row)
    {
        if (row.Owner is { } owner)
        {
            if (!_owned.TryGetValue(owner, out var rows))
            {
                _owned.Add(owner, rows = new HashSet<OpenRow>(SameConversation.Instance));
            }

            rows.Add(row);
        }
    }

    private void Disown(OpenRow row)
    {
        if (row.Owner is { } owner && _owned.TryGetValue(owner, out var rows) && rows.Remove(row) && rows.Count == 0)
        {
            _owned.Remove(owner);
        }
    }

    /// <summary>Mine is gathered from what the reader owns; every other view is a part of "all" in the same order.</summary>
    private IndexView Make(ListSpec spec)
    {
        var view = new IndexView(spec);
        if (spec.Reader is { } reader)
        {
            foreach (var row in _owned.TryGetValue(reader.Value, out var owned) ? owned.Where(spec.Shows) : [])
            {
                view.Rows.Add(row);
            }

            return view;
        }

        foreach (var row in _everything[spec.Order].Rows.All())
        {
            if (spec.Shows(row))
            {
                view.Rows.Append(row);
            }
        }

        return view;
    }

    private bool ForgetIdle(TimeSpan idle)
    {
        var now = _time.GetUtcNow();
        var forgotten = _views.All.Where(view => view.Uses == 0 && now - view.IdleSince >= idle).ToList();
        forgotten.ForEach(_views.Remove);
        return forgotten.Count > 0;
    }
}
