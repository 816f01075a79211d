using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Web.Company;

namespace Conversations.Web.Lists;

/// <summary>A window of a view of the index. Order and membership come from the index, texts from what is at hand, and what is not from the store.</summary>
internal sealed class IndexWindow(LiveLists lists, IndexView view, int offset, int size) : ListWindow(view.Spec, offset, size)
{
    /// <summary>Reading again can only be needed when rows change between index and store; after so many times the rows at hand are shown.</summary>
    private const int ReadsMax = 8;

    private readonly Lock _gate = new();
    private readonly OpenRow[] _places = new OpenRow[size];
    private readonly Dictionary<ConversationKey, RowView> _known = [];

    /// <summary>Rows read for the next snapshot: they are at hand for it whatever the cache forgets meanwhile.</summary>
    private readonly Dictionary<ConversationKey, SummaryRow> _fetched = [];
    private long _revision = -1;
    private DirectoryView? _directory;
    private WindowSnapshot? _current;
    private bool _isReading;

    public override WindowSnapshot? Current => Volatile.Read(ref _current);

    public override void Refresh()
    {
        var lacking = TryRefresh();
        if (lacking.IsEmpty)
        {
            return;
        }

        lock (_gate)
        {
            if (_isReading)
            {
                return;
            }

            _isReading = true;
        }

        _ = ReadBehindAsync(lacking);
    }

    public override async ValueTask<WindowSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        for (var read = 0; read < ReadsMax; read++)
        {
            var lacking = TryRefresh();
            if (lacking.IsEmpty)
            {
                return Current!;
            }

            Keep(await lists.FetchAsync(lacking, cancellationToken));
        }

        throw new StoreUnavailableException("The rows of a window kept changing while they were read.");
    }

    public override void Closed() => lists.Index.Release(view);

    private async Task ReadBehindAsync(ImmutableArray<ConversationId> lacking)
    {
        try
        {
            Keep(await lists.FetchBehindAsync(lacking));
        }
        finally
        {
            lock (_gate)
            {
                _isReading = false;
            }

            lists.Signal.Raise();
        }
    }

    /// <summary>Makes the snapshot of now; when rows are not at hand, names them and leaves the one before.</summary>
    private ImmutableArray<ConversationId> TryRefresh()
    {
        lock (_gate)
        {
            var directory = lists.Directory.Current;
            if (_current is not null && _revision == view.Revision && ReferenceEquals(directory, _directory))
            {
                return [];
            }

            var (revision, count, total) = lists.Index.Read(view, Offset, _places);
            var rows = new RowView[count];
            var lacking = Resolve(rows, directory);
            if (lacking.IsEmpty)
            {
                Publish(rows, total);
                (_revision, _directory) = (revision, directory);
            }

            return lacking;
        }
    }

    private ImmutableArray<ConversationId> Resolve(RowView[] rows, DirectoryView directory)
    {
        List<ConversationId>? lacking = null;
        for (var at = 0; at < rows.Length; at++)
        {
            var place = _places[at];
            if (_known.TryGetValue(place.Key, out var known) && known.Row.Head >= place.Head)
            {
                rows[at] = known.Under(directory);
            }
            else if ((lists.Cache.Get(place.Key, place.Head) ?? Fetched(place)) is { } row)
            {
                rows[at] = new RowView(row, directory);
            }
            else
            {
                (lacking ??= []).Add(new ConversationId(place.Key.ToString()));
            }
        }

        return lacking is null ? [] : [.. lacking];
    }

    private SummaryRow? Fetched(OpenRow place) => _fetched.GetValueOrDefault(place.Key) is { } row && row.Head >= place.Head ? row : null;

    private void Keep(ImmutableArray<SummaryRow> rows)
    {
        lock (_gate)
        {
            foreach (var row in rows)
            {
                if (ConversationKey.TryParse(row.Id.Value, out var key))
                {
                    _fetched[key] = row;
                }
            }
        }
    }

    private void Publish(RowView[] rows, long total)
    {
        _fetched.Clear();
        if (_current is { } before && before.Rows.AsSpan().SequenceEqual(rows))
        {
            if (before.Total != total)
            {
                Volatile.Write(ref _current, new WindowSnapshot(before.Rows, total));
            }

            return;
        }

        _known.Clear();
        for (var at = 0; at < rows.Length; at++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_known, _places[at].Key, out _) = rows[at];
        }

        Volatile.Write(ref _current, new WindowSnapshot(rows, total));
    }
}
