namespace Conversations.Grains.Routing;

/// <summary>Which entry comes first, and where to note where it lies, so that it can be found again.</summary>
internal interface IHeapOrder<TEntry>
    where TEntry : struct
{
    bool Before(in TEntry left, in TEntry right);

    /// <summary>The entry lies at this position now; -1: it lies in the heap no more.</summary>
    void Place(in TEntry entry, int position);
}

/// <summary>A heap with four children a node (two cache lines) whose entries know their positions. Allocates only when it grows.</summary>
internal sealed class SlotHeap<TEntry, TOrder>(TOrder order)
    where TEntry : struct
    where TOrder : struct, IHeapOrder<TEntry>
{
    private readonly TOrder _order = order;
    private TEntry[] _entries = new TEntry[4];

    public int Count { get; private set; }

    public ref readonly TEntry Top => ref _entries[0];

    public ref readonly TEntry this[int position] => ref _entries[position];

    public void Push(in TEntry entry)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }

        Rise(Count++, entry);
    }

    /// <summary>Puts another entry, or the same one with another key, in the place of one.</summary>
    public void Replace(int position, in TEntry entry)
    {
        if (position > 0 && _order.Before(entry, _entries[(position - 1) >> 2]))
        {
            Rise(position, entry);
        }
        else
        {
            Sink(position, entry);
        }
    }

    public void RemoveAt(int position)
    {
        _order.Place(_entries[position], -1);
        var last = _entries[--Count];
        _entries[Count] = default;
        if (position < Count)
        {
            Replace(position, last);
        }
    }

    /// <summary>Fills in the positions of the first entries in their order; of few only, the cost grows with their square. Not more than there are.</summary>
    public int First(Span<int> positions)
    {
        Span<int> frontier = stackalloc int[(positions.Length * 3) + 1];
        var waiting = 1;
        frontier[0] = 0;
        for (var i = 0; i < positions.Length; i++)
        {
            var best = 0;
            for (var other = 1; other < waiting; other++)
            {
                if (_order.Before(_entries[frontier[other]], _entries[frontier[best]]))
                {
                    best = other;
                }
            }

            positions[i] = frontier[best];
            frontier[best] = frontier[--waiting];
            for (var child = (positions[i] << 2) + 1; child < Math.Min((positions[i] << 2) + 5, Count); child++)
            {
                frontier[waiting++] = child;
            }
        }

        return positions.Length;
    }

    private void Rise(int position, TEntry entry)
    {
        while (position > 0)
        {
            var parent = (position - 1) >> 2;
            if (!_order.Before(entry, _entries[parent]))
            {
                break;
            }

            Put(position, _entries[parent]);
            position = parent;
        }

        Put(position, entry);
    }

    private void Sink(int position, TEntry entry)
    {
        while (true)
        {
            var first = (position << 2) + 1;
            if (first >= Count)
            {
                break;
            }

            var best = first;
            var end = Math.Min(first + 4, Count);
            for (var child = first + 1; child < end; child++)
            {
                if (_order.Before(_entries[child], _entries[best]))
                {
                    best = child;
                }
            }

            if (!_order.Before(_entries[best], entry))
            {
                break;
            }

            Put(position, _entries[best]);
            position = best;
        }

        Put(position, entry);
    }

    private void Put(int position, in TEntry entry)
    {
        _entries[position] = entry;
        _order.Place(entry, position);
    }
}
