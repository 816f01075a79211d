namespace Conversations.Grains.Routing;

/// <summary>The items of one line in their order: a run for each priority of those that came in order, a heap for the others.</summary>
internal sealed class ItemQueue(RoutingSlots slots)
{
    private readonly ItemRun[] _runs = [.. Enumerable.Range(0, RoutingSlots.Ranks).Select(_ => new ItemRun(slots))];
    private readonly SlotHeap<ItemEntry, ItemOrder> _others = new(new ItemOrder(slots));
    private ItemEntry _top;

    public int Count { get; private set; }

    /// <summary>The first one; there is one.</summary>
    public ref readonly ItemEntry Top => ref _top;

    public void Push(in ItemEntry entry)
    {
        if (!_runs[entry.Rank].TryAppend(entry))
        {
            _others.Push(entry);
        }

        if (Count++ == 0 || new ItemOrder(slots).Before(entry, _top))
        {
            _top = entry;
        }
    }

    public void Remove(int item)
    {
        var position = slots.ItemPositions[item];
        if (position >= 0)
        {
            _others.RemoveAt(position);
        }
        else
        {
            _runs[slots.Items[item].Rank].Remove(position);
        }

        Count--;
        if (_top.Item == item && Count > 0)
        {
            _top = FindTop();
        }
    }

    /// <summary>Fills in the first items in their order; tells how many.</summary>
    public int Fill(Span<int> items)
    {
        Span<int> others = stackalloc int[Math.Min(items.Length, _others.Count)];
        Span<int> came = stackalloc int[items.Length];
        if (others.Length > 0)
        {
            _others.First(others);
        }

        var (inOrder, count, first, second) = (0, 0, 0, 0);
        foreach (var run in _runs)
        {
            inOrder += run.Fill(came[inOrder..]);
        }

        while (count < items.Length && (first < others.Length || second < inOrder))
        {
            var isOther = second == inOrder || (first < others.Length && IsBefore(_others[others[first]].Item, came[second]));
            items[count++] = isOther ? _others[others[first++]].Item : came[second++];
        }

        return count;
    }

    private bool IsBefore(int left, int right) =>
        new ItemOrder(slots).Before(slots.Items[left].Entry(left), slots.Items[right].Entry(right));

    private ItemEntry FindTop()
    {
        foreach (var run in _runs)
        {
            if (!run.IsEmpty)
            {
                return _others.Count > 0 && new ItemOrder(slots).Before(_others.Top, run.First) ? _others.Top : run.First;
            }
        }

        return _others.Top;
    }
}
