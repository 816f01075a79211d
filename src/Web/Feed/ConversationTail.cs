using System.Buffers;
using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Web.Json;

namespace Conversations.Web.Feed;

/// <summary>
/// The end of one watched conversation: the entries that not every watcher has been sent, written once for all. It holds entries first … head without a
/// gap; what comes out of order only says how far the store is. Bounded: a watcher that falls out at the back is dropped to resync.
/// </summary>
public sealed class ConversationTail(string id)
{
    /// <summary>A whole page of backlog and a whole committed batch on top.</summary>
    public const int EntriesMax = Limits.EntriesPageMax + Limits.JournalBatchEntriesMax;
    public const int BytesMax = 4 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly List<byte[]> _entries = [];
    private readonly List<WatchedConversation> _watchers = [];
    private long _bytes;
    private long _knownHead;
    private (long After, ConversationSlice Slice)? _lastSlice;

    public string Id => id;

    /// <summary>Seq of the newest entry held or passed; -1 before the store was asked.</summary>
    public long Head { get; private set; } = -1;

    private long First => Head - _entries.Count + 1;

    /// <summary>Whether the store is known to have more than this.</summary>
    public bool IsBehind
    {
        get
        {
            lock (_gate)
            {
                return Head >= 0 && _knownHead > Head;
            }
        }
    }

    public long KnownHead
    {
        get
        {
            lock (_gate)
            {
                return _knownHead;
            }
        }
    }

    /// <summary>Where the store stood when the watching began.</summary>
    public void Start(long head)
    {
        lock (_gate)
        {
            if (Head < 0)
            {
                Head = head;
            }

            _knownHead = Math.Max(_knownHead, head);
        }
    }

    /// <summary>The store has at least this.</summary>
    public void Hint(long head)
    {
        lock (_gate)
        {
            _knownHead = Math.Max(_knownHead, head);
        }
    }

    /// <summary>The store had nothing more, when it was asked knowing of <paramref name="knownHead"/>.</summary>
    public void Settle(long knownHead)
    {
        lock (_gate)
        {
            if (_knownHead == knownHead)
            {
                _knownHead = Head;
            }
        }
    }

    /// <summary>Takes entries over that follow the head; drops known ones; a gap is only noted.</summary>
    public void Apply(ImmutableArray<EntryRow> entries)
    {
        lock (_gate)
        {
            _knownHead = Math.Max(_knownHead, entries[^1].Seq);
            if (Head < 0)
            {
                return;
            }

            foreach (var entry in entries)
            {
                if (entry.Seq == Head + 1)
                {
                    Add(EntryJson.ToUtf8(entry));
                }
            }

            DropOverflow();
        }
    }

    /// <summary>Adds a watcher that has everything up to <paramref name="cursor"/>; from now on nothing after it is dropped for being sent.</summary>
    public void Join(WatchedConversation watcher)
    {
        lock (_gate)
        {
            _watchers.Add(watcher);
        }
    }

    /// <summary>True when it was the last.</summary>
    public bool Leave(WatchedConversation watcher)
    {
        lock (_gate)
        {
            _watchers.Remove(watcher);
            return _watchers.Count == 0;
        }
    }

    /// <summary>The first seq held; one behind the head when none is.</summary>
    public long FirstHeld()
    {
        lock (_gate)
        {
            return First;
        }
    }

    /// <summary>Puts earlier entries, read from the store, in front; those that do not join are left out.</summary>
    public void Prepend(ImmutableArray<EntryRow> earlier)
    {
        lock (_gate)
        {
            var joining = earlier.Where(entry => entry.Seq < First).ToList();
            if (joining.Count == 0 || joining[^1].Seq != First - 1)
            {
                return;
            }

            var written = joining.ConvertAll(static entry => EntryJson.ToUtf8(entry));
            _entries.InsertRange(0, written);
            _lastSlice = null;
            _bytes += written.Sum(static entry => (long)entry.Length);
            DropOverflow();
        }
    }

    /// <summary>Entries after a seq, as many as fit; null when there are none; a slice with no entries when the one after it is no longer held.</summary>
    public ConversationSlice? Read(long after, int bytesMax)
    {
        lock (_gate)
        {
            if (after >= Head)
            {
                return null;
            }

            if (after + 1 < First)
            {
                return ConversationSlice.Lost;
            }

            if (_lastSlice is { } last && last.After == after)
            {
                return last.Slice;
            }

            var slice = Write(after, bytesMax);
            _lastSlice = (after, slice);
            return slice;
        }
    }

    /// <summary>Forgets what every watcher has been sent.</summary>
    public void Trim()
    {
        lock (_gate)
        {
            var sent = Head;
            foreach (var watcher in _watchers)
            {
                sent = Math.Min(sent, watcher.Cursor);
            }

            Drop((int)Math.Clamp(sent - First + 1, 0, _entries.Count));
        }
    }

    private void Add(byte[] entry)
    {
        _entries.Add(entry);
        _bytes += entry.Length;
        _lastSlice = null;
        Head++;
    }

    private void DropOverflow()
    {
        var excess = Math.Max(0, _entries.Count - EntriesMax);
        var bytes = _bytes - _entries.Take(excess).Sum(static entry => (long)entry.Length);
        while (bytes > BytesMax && excess < _entries.Count - 1)
        {
            bytes -= _entries[excess++].Length;
        }

        Drop(excess);
    }

    private void Drop(int entries)
    {
        if (entries == 0)
        {
            return;
        }

        for (var at = 0; at < entries; at++)
        {
            _bytes -= _entries[at].Length;
        }

        _entries.RemoveRange(0, entries);
        _lastSlice = null;
    }

    private ConversationSlice Write(long after, int bytesMax)
    {
        var from = (int)(after + 1 - First);
        var buffer = new ArrayBufferWriter<byte>(1024);
        var at = from;
        while (at < _entries.Count && at - from < Limits.EntriesPageMax && (at == from || buffer.WrittenCount + _entries[at].Length <= bytesMax))
        {
            if (at > from)
            {
                buffer.Write(","u8);
            }

            buffer.Write(_entries[at++]);
        }

        return new ConversationSlice(after + at - from, buffer.WrittenSpan.ToArray());
    }
}

/// <param name="UpTo">Seq of the last entry.</param>
/// <param name="Entries">JSON objects with commas between; empty when entries are missing.</param>
public sealed record ConversationSlice(long UpTo, byte[] Entries)
{
    public static readonly ConversationSlice Lost = new(0, []);
}

/// <summary>One dashboard's place in one conversation.</summary>
public sealed class WatchedConversation(ConversationTail tail)
{
    private long _cursor;

    public ConversationTail Tail => tail;

    /// <summary>Seq of the last entry sent.</summary>
    public long Cursor
    {
        get => Volatile.Read(ref _cursor);
        set => Volatile.Write(ref _cursor, value);
    }

    /// <summary>Entries flow only after the answer to the call that watches lies in the pipe.</summary>
    public bool IsArmed { get; set; }

    /// <summary>The watcher has words there that are neither sent nor discarded.</summary>
    public bool IsUnsaved { get; set; }

    /// <summary>Of the signs last sent.</summary>
    public long SignsRevision { get; set; }
}
