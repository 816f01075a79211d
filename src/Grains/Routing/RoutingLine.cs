namespace Conversations.Grains.Routing;

/// <summary>
/// All items that ask for the same skills and units, and all people who could take one. People lie in it by how much room they have; a person whose standing got
/// worse keeps her place until she is looked at, so that giving her work touches no line but the one it came from.
/// </summary>
internal sealed class RoutingLine(RoutingSlots slots, ulong skills, int units)
{
    private readonly SlotHeap<PersonEntry, PersonOrder> _people = new(new PersonOrder(slots));

    /// <summary>Items that only the one who just declined them could take.</summary>
    private readonly List<int> _aside = [];

    public ulong Skills { get; } = skills;

    public int Units { get; } = units;

    public SlotHeap<ItemEntry, ItemOrder> Items { get; } = new(new ItemOrder(slots));

    /// <summary>Its place among the lines that have something to decide; -1: none.</summary>
    public int ReadyPosition { get; set; } = -1;

    public int AsideCount => _aside.Count;

    /// <summary>False is certain; true may be found wrong by <see cref="Best"/>.</summary>
    public bool HasPeople => _people.Count > 0;

    /// <summary>Of two lines in which something waits: this one's first item comes before the other's.</summary>
    public bool IsBefore(RoutingLine other) => new ItemOrder(slots).Before(Items.Top, other.Items.Top);

    public bool Suits(in PersonSlot person) => (Skills & ~person.Skills) == 0;

    /// <summary>She can take one more, or her standing got better.</summary>
    public void Improve(int person, long key, int place)
    {
        var entry = new PersonEntry(key, person, place);
        var position = slots.Positions[place];
        if (position < 0)
        {
            _people.Push(entry);
        }
        else if (entry.Key < _people[position].Key)
        {
            _people.Replace(position, entry);
        }
    }

    /// <summary>The position noted at that place is that of an entry which knew another place.</summary>
    public void Move(int place)
    {
        if (slots.Positions[place] >= 0)
        {
            _people.Replace(slots.Positions[place], _people[slots.Positions[place]] with { Place = place });
        }
    }

    public void Leave(int position) => _people.RemoveAt(position);

    /// <summary>Who has most room of all who have enough, but for one (-1: for nobody); -1 when there is none.</summary>
    public int Best(int except)
    {
        Settle();
        if (_people.Count == 0 || _people.Top.Person != except)
        {
            return _people.Count == 0 ? -1 : _people.Top.Person;
        }

        var first = _people.Top;
        _people.RemoveAt(0);
        Settle();
        var second = _people.Count == 0 ? -1 : _people.Top.Person;
        _people.Push(first);
        return second;
    }

    /// <summary>Fills in the most urgent items in their order, and after them as many of those set aside; tells how many that are.</summary>
    public int First(Span<int> items, int max)
    {
        var count = Items.First(items[..Math.Min(max, Items.Count)]);
        for (var i = 0; i < count; i++)
        {
            items[i] = Items[items[i]].Item;
        }

        for (var i = 0; i < Math.Min(max, _aside.Count); i++)
        {
            items[count++] = _aside[i];
        }

        return count;
    }

    public void SetAside(int item)
    {
        Items.RemoveAt(slots.ItemPositions[item]);
        slots.ItemPositions[item] = ~_aside.Count;
        _aside.Add(item);
    }

    public void Remove(int item)
    {
        if (slots.ItemPositions[item] < 0)
        {
            RemoveAside(item);
        }
        else
        {
            Items.RemoveAt(slots.ItemPositions[item]);
        }
    }

    /// <summary>Puts back what was set aside until then, and tells when the next one of the rest may come back.</summary>
    public DateTimeOffset Return(DateTimeOffset now)
    {
        var next = DateTimeOffset.MaxValue;
        for (var i = _aside.Count - 1; i >= 0; i--)
        {
            var item = _aside[i];
            var until = slots.Items[item].Terms.DeclinedUntil;
            if (until <= now)
            {
                RemoveAside(item);
                Items.Push(RoutingSlots.Entry(slots.Items[item].Terms, item));
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
        var place = ~slots.ItemPositions[item];
        var last = _aside[^1];
        _aside[place] = last;
        slots.ItemPositions[last] = ~place;
        _aside.RemoveAt(_aside.Count - 1);
    }

    /// <summary>Until the first one's place is her true one: whoever's is not goes where she belongs, or out.</summary>
    private void Settle()
    {
        while (_people.Count > 0)
        {
            ref readonly var top = ref _people.Top;
            ref var person = ref slots.People[top.Person];
            if (!person.HasRoom(Units))
            {
                _people.RemoveAt(0);
            }
            else if (person.Key != top.Key)
            {
                _people.Replace(0, top with { Key = person.Key });
            }
            else
            {
                return;
            }
        }
    }
}
