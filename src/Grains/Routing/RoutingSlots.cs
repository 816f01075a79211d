using Conversations.Contracts;

namespace Conversations.Grains.Routing;

/// <summary>A person as the core holds her: her terms, and where she lies in the line of each kind of work she can do.</summary>
internal struct PersonSlot
{
    public EmployeeId Id;
    public ulong Skills;
    public ulong Topics;
    public long IdleSince;
    public int Capacity;
    public int Load;
    public bool IsPresent;

    /// <summary>Lines whose work she can do; <see cref="LineCount"/> of them count.</summary>
    public int[] Lines;
    public int LineCount;

    /// <summary>Where her positions in these lines begin among all <see cref="RoutingSlots.Positions"/>.</summary>
    public int FirstPlace;

    public readonly bool HasRoom(int units) => IsPresent && Capacity - Load >= units;

    /// <summary>Smaller is better: what she carries of what she can (exact for capacities up to 1,000), then since when she has had nothing new.</summary>
    public readonly long Key => (((long)Load << RoutingSlots.RatioBits) / Capacity << RoutingSlots.TimeBits) | IdleSince;
}

/// <summary>An item as the core holds it.</summary>
internal struct ItemSlot
{
    public RoutingItem Terms;
    public int Line;
}

/// <summary>A person's place in a line; the key may be better than hers is now, never worse.</summary>
internal readonly record struct PersonEntry(long Key, int Person, int Place);

/// <summary>An item's place in its line: first by <see cref="Urgency"/>, then by age.</summary>
internal readonly record struct ItemEntry(long Urgency, long Since, int Item);

/// <summary>
/// People and items by number; numbers of the gone are used again. Positions, which every move in a heap writes, lie close together and apart from all else: that is
/// what keeps a decision's cost from growing with how much memory the company fills.
/// </summary>
internal sealed class RoutingSlots
{
    public const int RatioBits = 20;
    public const int TimeBits = 43;
    private const long TimeMax = (1L << TimeBits) - 1;

    public PersonSlot[] People = new PersonSlot[16];
    public ItemSlot[] Items = new ItemSlot[16];

    /// <summary>Of each person in each of her lines: where she lies in its heap; -1: not now.</summary>
    public int[] Positions = new int[64];

    /// <summary>Of each item: where it lies in its line's heap, or, set aside, the complement of its place there.</summary>
    public int[] ItemPositions = new int[16];
    private readonly Stack<int>[] _freePlaces = [.. Enumerable.Range(0, 32).Select(_ => new Stack<int>())];
    private int _places;
    private readonly Stack<int> _freePeople = new();
    private readonly Stack<int> _freeItems = new();
    private int _people;
    private int _items;

    public Dictionary<EmployeeId, int> PersonOf { get; } = [];

    public Dictionary<ConversationId, int> ItemOf { get; } = [];

    /// <summary>Every number below was used once; of the gone the id's value is null.</summary>
    public int PeopleEnd => _people;

    public int NewPerson(EmployeeId id)
    {
        if (!_freePeople.TryPop(out var person))
        {
            person = _people++;
            if (person == People.Length)
            {
                Array.Resize(ref People, person * 2);
            }
        }

        People[person] = new PersonSlot { Id = id, Lines = [] };
        PersonOf.Add(id, person);
        return person;
    }

    public void FreePerson(int person)
    {
        PersonOf.Remove(People[person].Id);
        if (People[person].Lines.Length > 0)
        {
            FreePlaces(person).Push(People[person].FirstPlace);
        }

        People[person] = default;
        _freePeople.Push(person);
    }

    public int NewItem(ConversationId id)
    {
        if (!_freeItems.TryPop(out var item))
        {
            item = _items++;
            if (item == Items.Length)
            {
                Array.Resize(ref Items, item * 2);
                Array.Resize(ref ItemPositions, item * 2);
            }
        }

        ItemOf.Add(id, item);
        return item;
    }

    /// <summary>She belongs to one more line; where her position in it is.</summary>
    public int AddLine(int person, int line)
    {
        ref var slot = ref People[person];
        if (slot.LineCount == slot.Lines.Length)
        {
            GrowLines(person);
        }

        slot.Lines[slot.LineCount] = line;
        var place = slot.FirstPlace + slot.LineCount++;
        Positions[place] = -1;
        return place;
    }

    private Stack<int> FreePlaces(int person) => _freePlaces[int.Log2(People[person].Lines.Length)];

    /// <summary>Blocks of places are powers of two; those given up wait for somebody who needs that size.</summary>
    private void GrowLines(int person)
    {
        ref var slot = ref People[person];
        var (before, count) = (slot.FirstPlace, slot.Lines.Length);
        if (count > 0)
        {
            FreePlaces(person).Push(before);
        }

        Array.Resize(ref slot.Lines, Math.Max(4, count * 2));
        if (!FreePlaces(person).TryPop(out slot.FirstPlace))
        {
            slot.FirstPlace = _places;
            _places += slot.Lines.Length;
            if (_places > Positions.Length)
            {
                Array.Resize(ref Positions, Math.Max(_places, Positions.Length * 2));
            }
        }

        Array.Copy(Positions, before, Positions, slot.FirstPlace, count);
    }

    public void FreeItem(int item)
    {
        ItemOf.Remove(Items[item].Terms.Id);
        Items[item] = default;
        _freeItems.Push(item);
    }

    public static long Time(DateTimeOffset at) => Math.Clamp(at.ToUnixTimeMilliseconds(), 0, TimeMax);

    public static ItemEntry Entry(in RoutingItem terms, int item)
    {
        var due = terms.DueAt is { } dueAt ? Time(dueAt) : TimeMax;
        return new ItemEntry(((long)(RoutingPriority.Urgent - terms.Priority) << TimeBits) | due, Time(terms.Since), item);
    }
}

/// <summary>Who comes first in a line of people; the same, whatever order they were told in.</summary>
internal readonly struct PersonOrder(RoutingSlots slots) : IHeapOrder<PersonEntry>
{
    public bool Before(in PersonEntry left, in PersonEntry right) =>
        left.Key < right.Key || (left.Key == right.Key && string.CompareOrdinal(slots.People[left.Person].Id.Value, slots.People[right.Person].Id.Value) < 0);

    public void Place(in PersonEntry entry, int position) => slots.Positions[entry.Place] = position;
}

/// <summary>What comes first in a line of items.</summary>
internal readonly struct ItemOrder(RoutingSlots slots) : IHeapOrder<ItemEntry>
{
    public bool Before(in ItemEntry left, in ItemEntry right)
    {
        if (left.Urgency != right.Urgency)
        {
            return left.Urgency < right.Urgency;
        }

        return left.Since < right.Since
            || (left.Since == right.Since && string.CompareOrdinal(slots.Items[left.Item].Terms.Id.Value, slots.Items[right.Item].Terms.Id.Value) < 0);
    }

    public void Place(in ItemEntry entry, int position) => slots.ItemPositions[entry.Item] = position;
}
