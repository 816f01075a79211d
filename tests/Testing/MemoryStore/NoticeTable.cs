using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

/// <summary>Notices, and how far each writer is worked through.</summary>
public sealed class NoticeTable
{
    private readonly SortedDictionary<long, NoticeRow> _rows = [];
    private readonly SortedDictionary<string, long> _cursors = new(StringComparer.Ordinal);
    private long _ids;

    public ImmutableArray<NoticeRow> Add(ImmutableArray<NewNotice> notices)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(notices.Length, Limits.NoticesBatchMax);
        var added = ImmutableArray.CreateBuilder<NoticeRow>();
        foreach (var notice in notices)
        {
            if (!_rows.Values.Any(row => IsSame(row.Notice, notice)))
            {
                var row = new NoticeRow(++_ids, notice, null);
                _rows.Add(row.Id, row);
                added.Add(row);
            }
        }

        return added.DrainToImmutable();
    }

    public ImmutableArray<NoticeRow> List(EmployeeId employee, long? beforeId, int limit) =>
        [.. _rows.Values.Reverse().Where(row => row.Notice.Employee == employee && row.Id < (beforeId ?? long.MaxValue)).Take(limit)];

    public int CountUnseen(EmployeeId employee) =>
        _rows.Values.Where(row => row.Notice.Employee == employee && row.SeenAt is null).Take(Limits.NoticesCountMax).Count();

    public bool See(EmployeeId employee, long upToId, DateTimeOffset at)
    {
        foreach (var row in _rows.Values.Where(row => row.Notice.Employee == employee && row.Id <= upToId && row.SeenAt is null).ToList())
        {
            _rows[row.Id] = row with { SeenAt = at, Notice = row.Notice with { PassOnAt = null } };
        }

        return true;
    }

    public ImmutableArray<NoticeRow> ReadDue(DateTimeOffset now, int limit) =>
        [.. _rows.Values.Where(row => row.Notice.PassOnAt <= now).OrderBy(static row => row.Notice.PassOnAt).Take(limit)];

    public bool Settle(long id)
    {
        if (_rows.TryGetValue(id, out var row))
        {
            _rows[id] = row with { Notice = row.Notice with { PassOnAt = null } };
        }

        return true;
    }

    public ImmutableArray<WriterHead> Cursors() => [.. _cursors.Select(static pair => new WriterHead(pair.Key, pair.Value))];

    public bool MoveCursor(WriterHead cursor)
    {
        _cursors[cursor.Writer] = Math.Max(cursor.BatchNo, _cursors.GetValueOrDefault(cursor.Writer));
        return true;
    }

    public bool Forget(DateTimeOffset before)
    {
        foreach (var id in _rows.Values.Where(row => row.Notice.At < before).Select(static row => row.Id).ToList())
        {
            _rows.Remove(id);
        }

        return true;
    }

    private static bool IsSame(NewNotice a, NewNotice b) => (a.Employee, a.Conversation, a.Mark, a.Kind) == (b.Employee, b.Conversation, b.Mark, b.Kind);
}
