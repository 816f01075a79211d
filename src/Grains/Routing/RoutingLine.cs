namespace Conversations.Grains.Routing;

/// <summary>All items that ask for the same skills and units. Who could take one stands in the <see cref="RoutingGroup"/> of the line, under its bit.</summary>
internal sealed class RoutingLine(RoutingSlots slots, ulong skills, int units, RoutingGroup group, int number)
{
    /// <summary>Items that only the one who just declined them could take.</summary>
    private readonly List<int> _aside = [];

    public ulong Skills { get; } = skills;

    public int Units { get; } = units;

    public ItemQueue Items { get; } = new(slots);

    /// <summary>Its place among the lines that have something to decide; -1: none.</summary>
    public int ReadyPosition { get; set; } = -1;

    public int AsideCount => _aside.Count;

    /// <summary>False is certain; true may be found wrong by <see cref="Best"/>.</summary>
    public bool HasPeople => group.MayHave(number);

    /// <summary>Of two lines in which something waits: this one's first item comes before the other's.</summary>
    public bool IsBefore(RoutingLine other) => new ItemOrder(slots).Before(Items.Top, other.Items.Top);

    public bool Suits(in PersonSlot person) => (Skills & ~person.Skills) == 0;

    /// <summary>Who has most room of all who have enough, but for one (-1: for nobody); -1 when there is none.</summary>
    public int Best(int except) => group.Best(number, except);

    /// <summary>Fills in the most urgent items in their order, and after them as many of those set aside; tells how many that are.</summary>
    public int First(Span<int> items, int max)
    {
        var count = Items.Fill(items[..max]);
        for (var i = 0; i < Math.Min(max, _aside.Count); i++)
        {
            items[count++] = _aside[i];
        }

        return count;
    }

    /// <summary>The position of what is set aside is told as the complement of an even number.</summary>
    public void SetAside(int item)
    {
        Items.Remove(item);
        slots.ItemPositions[item] = ~(_aside.Count << 1);
        _aside.Add(item);
    }

    public void Remove(int item)
    {
        var position = slots.ItemPositions[item];
        if (position < 0 && (~position & 1) == 0)
        {
            RemoveAside(item);
        }
        else
        {
            Items.Remove(item);
        }
    }

    /// <summary>Puts back what was set aside until then, and tells when the next one of the rest may come back.</summary>
    public long Return(long now)
    {
        var next = long.MaxValue;
        for (var i = _aside.Count - 1; i >= 0; i--)
        {
            var item = _aside[i];
            var until = slots.Items[item].DeclinedUntil;
            if (until <= now)
            {
                RemoveAside(item);
                Items.Push(slots.Items[item].Entry(item));
            }
            else if (until < next)
            {
                next = until;
            }
        }

        return next;
    }

    private void RemoveAside(int item)
    {
        var place = ~slots.ItemPositions[item] >> 1;
        var last = _aside[^1];
        _aside[place] = last;
        slots.ItemPositions[last] = ~(place << 1);
        _aside.RemoveAt(_aside.Count - 1);
    }
}
