using Conversations.Contracts;

namespace Conversations.Grains.Routing;

/// <summary>
/// Who gets what: a pure book of waiting items and of people, without clock, chance or I/O; the same facts give the same decisions in whatever order they were told.
/// <list type="bullet">
/// <item>Which item: the most urgent first (<see cref="RoutingItem.Priority"/>), then the one due first, then the oldest, of those that somebody can take now.</item>
/// <item>Who: only people who are present, have all its skills and room for its units. Its last owner first; then who carries least of her capacity; then who has
/// been without new work the longest (of two decisions at one instant, the earlier one counts as earlier); then by id.</item>
/// <item>Not the one who declined it last while another can; and until <see cref="RoutingItem.DeclinedUntil"/> not even if nobody else can.</item>
/// </list>
/// A decision books the units on the person and takes the item out of the line, so the next one counts with it; what does not come true is told by <see cref="SetPerson"/>
/// and <see cref="SetItem"/>. What changes of a person, and who is best for a line (items with the same skills and units), costs a few steps up or down a tree of eights, however
/// many lines suit her and whoever else is there; items that come in their order cost nothing to order. Two costs are paid once: a new line looks at all people, new skills of a
/// person at all lines. Now and then, once in many times as many changes as there are people, all get new places. Not safe for several threads; one grain owns it.
/// </summary>
public sealed partial class RoutingCore
{
    /// <summary>Shares of capacities up to here are compared exactly.</summary>
    public const int CapacityMax = 1_000;

    /// <summary>Different (skills, units) at a time. Lines in which nothing waits are forgotten when a new one finds no room.</summary>
    public const int LinesMax = 1_024;

    private readonly RoutingSlots _slots = new();
    private readonly Dictionary<(ulong Skills, int Units), int> _lineOf = [];
    private readonly List<RoutingLine> _lines = [];
    private readonly List<RoutingGroup> _groups = [];
    private readonly Stack<ulong[]> _pages = new();
    private readonly RoutingTimeline _timeline;
    private readonly SlotHeap<int, ReadyOrder> _ready;
    private long _nextReturn = long.MaxValue;
    private long _decidedAt;

    public RoutingCore() => (_ready, _timeline) = (new(new ReadyOrder(_lines)), new RoutingTimeline(_slots, Move));

    public int PeopleCount => _slots.PersonIds.Count;

    /// <summary>Items that wait, also those set aside for a while.</summary>
    public int ItemCount => _slots.ItemIds.Count;

    /// <summary>When <see cref="TryDecide"/> may find something without anything else having changed (an item may be asked of its decliner again); null: never.</summary>
    public DateTimeOffset? NextAt => _nextReturn == long.MaxValue ? null : new DateTimeOffset(_nextReturn, TimeSpan.Zero);

    public bool HasItem(ConversationId id) => _slots.ItemIds.Find(id.Value) >= 0;

    /// <summary>The next decision of what is known now, or false. Call until it says false.</summary>
    /// <param name="now">Only compared with <see cref="RoutingItem.DeclinedUntil"/>, and noted as the time the person got work.</param>
    public bool TryDecide(DateTimeOffset now, out RoutingMatch match)
    {
        ReturnRested(now.UtcTicks);
        while (_ready.Count > 0)
        {
            var line = _lines[_ready.Top];
            var item = line.Items.Top.Item;
            var person = Choose(line, _slots.Items[item], now.UtcTicks, out var reason);
            if (person >= 0)
            {
                match = Book(line, item, person, reason, now);
                return true;
            }

            if (line.HasPeople)
            {
                line.SetAside(item);
                _nextReturn = Math.Min(_nextReturn, _slots.Items[item].DeclinedUntil);
            }

            Ready(_slots.Items[item].Line);
        }

        match = default;
        return false;
    }

    /// <summary>Adds an item, or replaces what was known of it.</summary>
    public void SetItem(in RoutingItem terms)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(terms.Units);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(terms.Units, CapacityMax);
        if (!_lineOf.TryGetValue((terms.Skills, terms.Units), out var number))
        {
            RemoveItem(terms.Id);
            number = NewLine(terms.Skills, terms.Units);
        }

        if (!_slots.TryAddItem(terms.Id, out var item))
        {
            TakeOut(item);
        }

        ref var slot = ref _slots.Items[item];
        slot.Set(terms, number);
        var line = _lines[number];
        line.Items.Push(slot.Entry(item));
        if (line.ReadyPosition < 0 || line.Items.Top.Item == item)
        {
            Ready(number);
        }
    }

    /// <summary>False: it was not known.</summary>
    public bool RemoveItem(ConversationId id)
    {
        var item = _slots.ItemIds.Find(id.Value);
        if (item < 0)
        {
            return false;
        }

        TakeOut(item);
        _slots.FreeItem(item);
        return true;
    }

    private void TakeOut(int item)
    {
        var number = _slots.Items[item].Line;
        _lines[number].Remove(item);
        Ready(number);
    }

    private int Choose(RoutingLine line, in ItemSlot item, long now, out RoutingReason reason)
    {
        var declined = item.DeclinedBy is { } decliner ? _slots.PersonIds.Find(decliner) : -1;
        reason = RoutingReason.LastOwner;
        var last = item.LastOwner is { } owner ? _slots.PersonIds.Find(owner) : -1;
        if (last >= 0 && last != declined && CanTake(line, last))
        {
            return last;
        }

        reason = RoutingReason.MostRoom;
        var best = line.Best(declined);
        if (best >= 0 || declined < 0 || item.DeclinedUntil > now || !CanTake(line, declined))
        {
            return best;
        }

        reason = item.LastOwner == item.DeclinedBy ? RoutingReason.LastOwner : RoutingReason.MostRoom;
        return declined;
    }

    private bool CanTake(RoutingLine line, int person) => line.Suits(_slots.People[person]) && _slots.People[person].HasRoom(line.Units);

    private RoutingMatch Book(RoutingLine line, int item, int person, RoutingReason reason, DateTimeOffset now)
    {
        ref readonly var slot = ref _slots.People[person];
        var id = _slots.Items[item].Id;
        TakeOut(item);
        _slots.FreeItem(item);

        // Time may stand still or go back; decisions follow each other all the same.
        _decidedAt = Math.Max(now.UtcTicks, _decidedAt + 1);
        Change(person, slot.Capacity, slot.Load + line.Units, slot.IsPresent, Math.Max(slot.IdleSince, _decidedAt));
        return new RoutingMatch(id, slot.Id, reason, line.Units, slot.Load, slot.Capacity);
    }

    /// <summary>Puts the line among those to be decided, or out of them, or in its new place there.</summary>
    private void Ready(int number)
    {
        var line = _lines[number];
        var isReady = line.Items.Count > 0 && line.HasPeople;
        if (line.ReadyPosition < 0)
        {
            if (isReady)
            {
                _ready.Push(number);
            }
        }
        else if (isReady)
        {
            _ready.Replace(line.ReadyPosition, number);
        }
        else
        {
            _ready.RemoveAt(line.ReadyPosition);
        }
    }

    private void ReturnRested(long now)
    {
        if (now < _nextReturn)
        {
            return;
        }

        _nextReturn = long.MaxValue;
        for (var number = 0; number < _lines.Count; number++)
        {
            if (_lines[number].AsideCount > 0)
            {
                _nextReturn = Math.Min(_nextReturn, _lines[number].Return(now));
                Ready(number);
            }
        }
    }

    private readonly struct ReadyOrder(List<RoutingLine> lines) : IHeapOrder<int>
    {
        public bool Before(in int left, in int right) => lines[left].IsBefore(lines[right]);

        public void Place(in int entry, int position) => lines[entry].ReadyPosition = position;
    }
}
