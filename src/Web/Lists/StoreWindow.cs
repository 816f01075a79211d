using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Lists;

/// <summary>
/// A window of a list that only the store can tell (texts, closed conversations). Read again at most once a second, and only after a change that may
/// concern it; a reader who asks anew gets it as of now.
/// </summary>
internal sealed class StoreWindow(LiveLists lists, ListSpec spec, EmployeeId reader, int offset, int size) : ListWindow(spec, offset, size)
{
    /// <summary>How deep such a list can be scrolled.</summary>
    public const int DepthMax = 2_000;

    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _reading = new(1);
    private WindowSnapshot? _current;
    private bool _isDirty = true;
    private bool _isReading;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    public override WindowSnapshot? Current => Volatile.Read(ref _current);

    public override void Changed(SummaryRow row)
    {
        if (Spec.MayShow(row) || (Current is { } current && current.Rows.Any(shown => shown.Row.Id == row.Id)))
        {
            Volatile.Write(ref _isDirty, true);
        }
    }

    public override void Refresh()
    {
        lock (_gate)
        {
            if (!Volatile.Read(ref _isDirty) || _isReading || lists.Time.GetUtcNow() - _readAt < ReadEvery)
            {
                return;
            }

            _isReading = true;
        }

        _ = ReadBehindAsync();
    }

    public override async ValueTask<WindowSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (Current is { } current && !Volatile.Read(ref _isDirty))
            {
                return current;
            }

            Volatile.Write(ref _isDirty, false);
            return await QueryAsync(cancellationToken);
        }
        catch
        {
            Volatile.Write(ref _isDirty, true);
            throw;
        }
        finally
        {
            lock (_gate)
            {
                _readAt = lists.Time.GetUtcNow();
            }

            _reading.Release();
        }
    }

    private async Task ReadBehindAsync()
    {
        try
        {
            await ReadAsync(CancellationToken.None);
        }
        catch (Exception failure)
        {
            // Still dirty: the next refresh, a second from now, asks again.
            lists.ReadFailed(failure);
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

    private async ValueTask<WindowSnapshot> QueryAsync(CancellationToken cancellationToken)
    {
        var rows = new List<SummaryRow>();
        var wanted = Offset + Size;
        string? cursor = null;
        long total;
        do
        {
            var page = await lists.Summaries.QueryAsync(
                Spec.ToQuery(reader, Math.Min(Limits.ConversationsPageMax, wanted - rows.Count), cursor), cancellationToken);
            rows.AddRange(page.Items);
            (cursor, total) = (page.Next, page.Total);
        }
        while (cursor is not null && rows.Count < wanted);
        return Publish(rows.Skip(Offset).ToList(), total);
    }

    private WindowSnapshot Publish(List<SummaryRow> rows, long total)
    {
        var directory = lists.Directory.Current;
        var before = Current;
        var known = before?.Rows.ToDictionary(static row => row.Row.Id) ?? [];
        var views = rows.Select(row =>
            known.TryGetValue(row.Id, out var view) && view.Row.Head == row.Head ? view.Under(directory) : new RowView(row, directory)).ToArray();
        var isSame = before is not null && before.Rows.AsSpan().SequenceEqual(views);
        var snapshot = isSame && before!.Total == total ? before : new WindowSnapshot(isSame ? before!.Rows : views, total);
        Volatile.Write(ref _current, snapshot);
        return snapshot;
    }
}
