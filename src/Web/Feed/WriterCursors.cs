using System.Collections.Immutable;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Feed;

/// <summary>
/// How far this node knows each writer's batches without a hole. Pure bookkeeping: what was told or read goes in, what must be read from the store comes
/// out. A batch is taken when it comes, whatever its number, because taking is idempotent; a cursor only says that nothing before it is missing.
/// Safe for several threads.
/// </summary>
public sealed class WriterCursors
{
    /// <summary>Numbers remembered ahead of a hole. Beyond, the hole's end is read from the store as well.</summary>
    private const int AheadMax = 1_024;

    /// <summary>A writer that was told of before the store names it is not forgotten at once.</summary>
    private const int SilentHeadsMax = 30;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Writer> _writers = new(StringComparer.Ordinal);

    /// <summary>Where reading begins: everything up to these heads is in what was loaded after them.</summary>
    public void Start(ImmutableArray<WriterHead> heads)
    {
        lock (_gate)
        {
            foreach (var head in heads)
            {
                Of(head.Writer).Cursor = head.BatchNo;
            }
        }
    }

    /// <summary>A batch came by push. True when one before it is missing.</summary>
    public bool Told(string writer, long batchNo)
    {
        lock (_gate)
        {
            var known = Of(writer);
            known.IsHeard = true;
            Take(known, batchNo);
            return known.Ahead.Count > 0;
        }
    }

    /// <summary>
    /// A page of batches was read from the store after <paramref name="after"/>: everything up to its last number is known, and when it was the last page,
    /// everything up to what the store had.
    /// </summary>
    public void Read(string writer, long after, ImmutableArray<CommittedBatch> page, bool isLast)
    {
        lock (_gate)
        {
            var known = Of(writer);
            if (page.Length > 0 && known.Cursor >= after)
            {
                Reach(known, page[^1].BatchNo);
            }

            if (isLast && known.Target > known.Cursor)
            {
                known.Target = known.Cursor;
            }
        }
    }

    /// <summary>The store's heads: a writer of which nothing was heard since the last time and that has committed more is behind.</summary>
    public void Heads(ImmutableArray<WriterHead> heads)
    {
        lock (_gate)
        {
            foreach (var head in heads)
            {
                var known = Of(head.Writer);
                if (!known.IsHeard && head.BatchNo > known.Cursor)
                {
                    known.Target = head.BatchNo;
                }
            }

            foreach (var known in _writers.Values)
            {
                known.IsHeard = false;
            }

            Forget(heads);
        }
    }

    /// <summary>Writers with something missing, each with the cursor to read from.</summary>
    public ImmutableArray<WriterHead> Missing()
    {
        lock (_gate)
        {
            return [.. _writers.Where(static pair => pair.Value.IsBehind).Select(static pair => new WriterHead(pair.Key, pair.Value.Cursor))];
        }
    }

    public long CursorOf(string writer)
    {
        lock (_gate)
        {
            return _writers.TryGetValue(writer, out var known) ? known.Cursor : 0;
        }
    }

    private Writer Of(string writer)
    {
        if (!_writers.TryGetValue(writer, out var known))
        {
            _writers.Add(writer, known = new Writer());
        }

        return known;
    }

    private static void Take(Writer known, long batchNo)
    {
        if (batchNo == known.Cursor + 1)
        {
            Reach(known, batchNo);
        }
        else if (batchNo > known.Cursor)
        {
            known.Target = Math.Max(known.Target, batchNo);
            if (known.Ahead.Count < AheadMax)
            {
                known.Ahead.Add(batchNo);
            }
        }
    }

    private static void Reach(Writer known, long batchNo)
    {
        known.Cursor = Math.Max(known.Cursor, batchNo);
        while (known.Ahead.Count > 0 && known.Ahead.Min <= known.Cursor + 1)
        {
            known.Cursor = Math.Max(known.Cursor, known.Ahead.Min);
            known.Ahead.Remove(known.Ahead.Min);
        }
    }

    /// <summary>Writers the store no longer names are dead for a day and read to their end.</summary>
    private void Forget(ImmutableArray<WriterHead> heads)
    {
        if (_writers.Count <= heads.Length)
        {
            return;
        }

        var named = heads.Select(static head => head.Writer).ToHashSet(StringComparer.Ordinal);
        foreach (var (writer, known) in _writers.ToList())
        {
            if (!named.Contains(writer) && !known.IsBehind && known.SilentHeads++ > SilentHeadsMax)
            {
                _writers.Remove(writer);
            }
        }
    }

    private sealed class Writer
    {
        public long Cursor { get; set; }

        /// <summary>Known to be committed, told or not.</summary>
        public long Target { get; set; }
        public SortedSet<long> Ahead { get; } = [];
        public bool IsHeard { get; set; }
        public int SilentHeads { get; set; }
        public bool IsBehind => Ahead.Count > 0 || Target > Cursor;
    }
}
