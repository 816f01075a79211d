namespace Conversations.Grains.Routing;

/// <summary>Items that came in their order: a ring to whose end one is added and from whose front one is taken, which is what waiting nearly always is. What is removed between leaves a gap.</summary>
internal sealed class ItemRun(RoutingSlots slots)
{
    private const int Gap = -1;
    private const uint NumberMax = (1u << 30) - 1;
    private ItemEntry[] _ring = new ItemEntry[16];
    private uint _head;
    private uint _tail;
    private int _live;

    public bool IsEmpty => _live == 0;

    /// <summary>The first one; there is one.</summary>
    public ref readonly ItemEntry First => ref At(_head);

    /// <summary>Not when it comes before the last one. Its position is told as the complement of an odd number.</summary>
    public bool TryAppend(in ItemEntry entry)
    {
        if (_live > 0 && new ItemOrder(slots).Before(entry, At(_tail - 1)))
        {
            return false;
        }

        if (_tail - _head == _ring.Length)
        {
            Tidy();
        }

        Put(_tail++, entry);
        _live++;
        return true;
    }

    public void Remove(int position)
    {
        ref var entry = ref At((uint)~position >> 1);
        entry = entry with { Item = Gap };
        _live--;
        while (_tail != _head && At(_tail - 1).Item == Gap)
        {
            _tail--;
        }

        while (_head != _tail && At(_head).Item == Gap)
        {
            _head++;
        }
    }

    /// <summary>Fills in the first items; tells how many.</summary>
    public int Fill(Span<int> items)
    {
        var count = 0;
        for (var number = _head; number != _tail && count < items.Length; number++)
        {
            if (At(number).Item != Gap)
            {
                items[count++] = At(number).Item;
            }
        }

        return count;
    }

    private ref ItemEntry At(uint number) => ref _ring[number & (uint)(_ring.Length - 1)];

    private void Put(uint number, in ItemEntry entry)
    {
        At(number) = entry;
        slots.ItemPositions[entry.Item] = ~(int)(((number & NumberMax) << 1) | 1);
    }

    /// <summary>Room for more: without the gaps when they are half of it, else in a ring twice as large.</summary>
    private void Tidy()
    {
        var (before, head, tail) = (_ring, _head, _tail);
        if (_live > before.Length / 2)
        {
            _ring = new ItemEntry[before.Length * 2];
        }

        _tail = _head;
        for (var number = head; number != tail; number++)
        {
            var entry = before[number & (uint)(before.Length - 1)];
            if (entry.Item != Gap)
            {
                Put(_tail++, entry);
            }
        }
    }
}
