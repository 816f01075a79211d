using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store.PostgreSql;

/// <summary>
/// Takes what one batch may hold: at most one append of a stream and one of a command id (set-wise checks cannot see their own rows), so many entries,
/// so many bytes; sorted by stream, the order in which all writers lock. What does not fit stays, in order, for the next batch of the same writer.
/// </summary>
internal sealed class BatchTaker(ChannelReader<PendingAppend> queue)
{
    private const int CharsMax = 4 * 1024 * 1024;
    private const int StayingMax = Limits.JournalBatchEntriesMax;

    private readonly List<PendingAppend> _taken = [];
    private readonly HashSet<string> _streams = [];
    private readonly HashSet<Guid> _commands = [];
    private List<PendingAppend> _staying = [];
    private List<PendingAppend> _next = [];
    private int _entries;
    private long _chars;
    private bool _isFull;

    public bool HasStaying => _staying.Count > 0;

    public PendingAppend[] Take()
    {
        (_entries, _chars, _isFull) = (0, 0, false);
        foreach (var pending in _staying)
        {
            Put(pending);
        }

        _staying.Clear();
        (_staying, _next) = (_next, _staying);
        while (!_isFull && _staying.Count < StayingMax && queue.TryRead(out var pending))
        {
            Put(pending, _staying);
        }

        PendingAppend[] batch = [.. _taken];
        Array.Sort(batch, static (a, b) => string.CompareOrdinal(a.Append.Stream, b.Append.Stream));
        _taken.Clear();
        _streams.Clear();
        _commands.Clear();
        return batch;
    }

    /// <summary>Everything that has not been taken yet; for the end.</summary>
    public bool TryTakeAny([NotNullWhen(true)] out PendingAppend? pending)
    {
        if (_staying.Count > 0)
        {
            pending = _staying[^1];
            _staying.RemoveAt(_staying.Count - 1);
            return true;
        }

        return queue.TryRead(out pending);
    }

    private void Put(PendingAppend pending) => Put(pending, _next);

    private void Put(PendingAppend pending, List<PendingAppend> staying)
    {
        var append = pending.Append;
        var chars = Chars(append);
        var isTooMuch = _taken.Count > 0 && (_taken.Count >= Limits.JournalBatchEntriesMax
            || _entries + append.Entries.Length > Limits.JournalBatchEntriesMax || _chars + chars > CharsMax);
        _isFull |= isTooMuch;
        if (_isFull || _streams.Contains(append.Stream) || append.Commands.Any(c => _commands.Contains(c.Id)))
        {
            staying.Add(pending);
            _streams.Add(append.Stream);
            return;
        }

        _taken.Add(pending);
        _streams.Add(append.Stream);
        foreach (var command in append.Commands)
        {
            _commands.Add(command.Id);
        }

        _entries += append.Entries.Length;
        _chars += chars;
    }

    /// <summary>A text that must not be null may be null here: the database refuses it, and only it.</summary>
    private static long Chars(Append append)
    {
        long chars = append.State?.Length ?? 0;
        foreach (var entry in append.Entries)
        {
            chars += (entry.Data?.Length ?? 0) + (entry.Words?.Length ?? 0);
        }

        return chars;
    }
}
