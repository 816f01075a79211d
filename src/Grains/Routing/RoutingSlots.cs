using Conversations.Contracts;

namespace Conversations.Grains.Routing;

/// <summary>A person as the core holds her; one cache line.</summary>
internal struct PersonSlot
{
    /// <summary>Her <see cref="Ratio"/> while she can take nothing at all.</summary>
    public const long Out = -1;

    public EmployeeId Id;
    public ulong Skills;
    public ulong Topics;

    /// <summary>Ticks of UTC.</summary>
    public long IdleSince;

    /// <summary>What she carries of what she can, as the lines know it.</summary>
    public long Ratio;
    public int Capacity;
    public int Load;

    /// <summary>Her place among all by how long they have had nothing new.</summary>
    public int At;
    public bool IsPresent;

    public readonly int Room => IsPresent ? Capacity - Load : 0;

    public readonly bool HasRoom(int units) => Room >= units;

    /// <summary>Exact for capacities up to 1,000: two different shares differ by a millionth at least.</summary>
    public readonly long NewRatio => HasRoom(1) ? ((long)Load << 20) / Capacity : Out;
}

/// <summary>An item as the core holds it, one cache line: what its line says of all its items is not here, and times are ticks of UTC.</summary>
internal struct ItemSlot
{
    /// <summary>Later than any time there is: until the year 9999 ticks need no more bits.</summary>
    public const long Never = (1L << TimeBits) - 1;
    public const int TimeBits = 62;

    public ConversationId Id;
    public string? LastOwner;
    public string? DeclinedBy;
    public ulong Topics;
    public long Since;
    public long DueAt;
    public long DeclinedUntil;
    public int Line;
    public RoutingPriority Priority;

    public void Set(in RoutingItem terms, int line)
    {
        (Id, LastOwner, DeclinedBy) = (terms.Id, terms.LastOwner?.Value, terms.DeclinedBy?.Value);
        (Topics, Since, DueAt) = (terms.Topics, terms.Since.UtcTicks, terms.DueAt?.UtcTicks ?? Never);
        (DeclinedUntil, Line, Priority) = (terms.DeclinedUntil.UtcTicks, line, terms.Priority);
    }

    public readonly RoutingItem Terms(RoutingLine line) => new()
    {
        Id = Id,
        Skills = line.Skills,
        Units = line.Units,
        Topics = Topics,
        Since = Time(Since),
        Priority = Priority,
        DueAt = DueAt == Never ? null : Time(DueAt),
        LastOwner = LastOwner is null ? null : new EmployeeId(LastOwner),
        DeclinedBy = DeclinedBy is null ? null : new EmployeeId(DeclinedBy),
        DeclinedUntil = Time(DeclinedUntil),
    };

    /// <summary>Where it comes in its line.</summary>
    public readonly ItemEntry Entry(int item) => new(((ulong)Rank << TimeBits) | (ulong)DueAt, Since, item);

    /// <summary>0 the most urgent.</summary>
    public readonly int Rank => (int)(RoutingPriority.Urgent - Priority);

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}

/// <summary>An item's place in its line: first by <see cref="Urgency"/>, then by age.</summary>
internal readonly record struct ItemEntry(ulong Urgency, long Since, int Item)
{
    /// <summary>0 the most urgent.</summary>
    public int Rank => (int)(Urgency >> ItemSlot.TimeBits);
}

/// <summary>People and items by number; numbers of the gone are used again.</summary>
internal sealed class RoutingSlots
{
    public const int Ranks = 4;

    public PersonSlot[] People = new PersonSlot[16];
    public ItemSlot[] Items = new ItemSlot[16];

    /// <summary>Where each item lies: in its line's heap; or, as a complement, elsewhere, see <see cref="ItemQueue"/> and <see cref="RoutingLine"/>.</summary>
    public int[] ItemPositions = new int[16];

    public IdTable PersonIds { get; } = new();

    public IdTable ItemIds { get; } = new();

    /// <summary>False: she was known.</summary>
    public bool TryAddPerson(EmployeeId id, out int person)
    {
        if (!PersonIds.TryAdd(id.Value, out person))
        {
            return false;
        }

        if (person == People.Length)
        {
            Array.Resize(ref People, person * 2);
        }

        People[person] = new PersonSlot { Id = id, Ratio = PersonSlot.Out };
        return true;
    }

    public void FreePerson(int person)
    {
        PersonIds.Remove(person);
        People[person] = default;
    }

    /// <summary>False: it was known.</summary>
    public bool TryAddItem(ConversationId id, out int item)
    {
        var isNew = ItemIds.TryAdd(id.Value, out item);
        if (item == Items.Length)
        {
            Array.Resize(ref Items, item * 2);
            Array.Resize(ref ItemPositions, item * 2);
        }

        return isNew;
    }

    public void FreeItem(int item)
    {
        ItemIds.Remove(item);
        Items[item] = default;
    }

    /// <summary>Who has had nothing new for longer; the same, whatever order they were told in.</summary>
    public bool IsIdleLonger(int left, int right)
    {
        ref readonly var one = ref People[left];
        ref readonly var other = ref People[right];
        return one.IdleSince < other.IdleSince || (one.IdleSince == other.IdleSince && string.CompareOrdinal(one.Id.Value, other.Id.Value) < 0);
    }
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
            || (left.Since == right.Since && string.CompareOrdinal(slots.Items[left.Item].Id.Value, slots.Items[right.Item].Id.Value) < 0);
    }

    public void Place(in ItemEntry entry, int position) => slots.ItemPositions[entry.Item] = position;
}
