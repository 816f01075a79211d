using Conversations.Contracts;

namespace Conversations.Grains.Routing;

/// <summary>
/// Who gets what: a pure book of waiting items and of people, without clock, chance or I/O; the same facts give the same decisions in whatever order they were told.
/// <list type="bullet">
/// <item>Which item: the most urgent first (<see cref="RoutingItem.Priority"/>), then the one due first, then the oldest, of those that somebody can take now.</item>
/// <item>Who: only people who are present, have all its skills and room for its units. Its last owner first; then who carries least of her capacity; then who has
/// been without new work the longest; then by id.</item>
/// <item>Not the one who declined it last while another can; and until <see cref="RoutingItem.DeclinedUntil"/> not even if nobody else can.</item>
/// </list>
/// A decision books the units on the person and takes the item out of the line, so the next one counts with it; what does not come true is told by <see cref="SetPerson"/>
/// and <see cref="SetItem"/>. Every operation costs O(log n) for each line that suits the person (a line = items with the same skills and units), whoever else is there.
/// Two costs are paid once: a new line looks at all people, new skills of a person at all lines. Not safe for several threads; one grain owns it.
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
    private readonly SlotHeap<int, ReadyOrder> _ready;
    private DateTimeOffset _nextReturn = DateTimeOffset.MaxValue;

    public RoutingCore() => _ready = new(new ReadyOrder(_lines));

    public int PeopleCount => _slots.PersonOf.Count;

    /// <summary>Items that wait, also those set aside for a while.</summary>
    public int ItemCount => _slots.ItemOf.Count;

    /// <summary>When <see cref="TryDecide"/> may find something without anything else having changed (an item may be asked of its decliner again); null: never.</summary>
    public DateTimeOffset? NextAt => _nextReturn == DateTimeOffset.MaxValue ? null : _nextReturn;

    public bool HasItem(ConversationId id) => _slots.ItemOf.ContainsKey(id);

    /// <summary>The next decision of what is known now, or false. Call until it says false.</summary>
    /// <param name="now">Only compared with <see cref="RoutingItem.DeclinedUntil"/>, and noted as the time the person got work.</param>
    public bool TryDecide(DateTimeOffset now, out RoutingMatch match)
    {
        ReturnRested(now);
        while (_ready.Count > 0)
        {
            var line = _lines[_ready.Top];
            var item = line.Items.Top.Item;
            var person = Choose(line, _slots.Items[item].Terms, now, out var reason);
            if (person >= 0)
            {
                match = Book(line, item, person, reason, now);
                return true;
            }

            if (line.HasPeople)
            {
                line.SetAside(item);
                _nextReturn = Earlier(_nextReturn, _slots.Items[item].Terms.DeclinedUntil);
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
        RemoveItem(terms.Id);
        var line = Line(terms.Skills, terms.Units);
        var item = _slots.NewItem(terms.Id);
        _slots.Items[item] = new ItemSlot { Terms = terms, Line = line };
        _lines[line].Items.Push(RoutingSlots.Entry(terms, item));
        Ready(line);
    }

    /// <summary>False: it was not known.</summary>
    public bool RemoveItem(ConversationId id)
    {
        if (!_slots.ItemOf.TryGetValue(id, out var item))
        {
            return false;
        }

        var line = _slots.Items[item].Line;
        _lines[line].Remove(item);
        _slots.FreeItem(item);
        Ready(line);
        return true;
    }

    private int Choose(RoutingLine line, in RoutingItem item, DateTimeOffset now, out RoutingReason reason)
    {
        var declined = item.DeclinedBy is { } decliner && _slots.PersonOf.TryGetValue(decliner, out var who) ? who : -1;
        reason = RoutingReason.LastOwner;
        if (item.LastOwner is { } owner && _slots.PersonOf.TryGetValue(owner, out var last) && last != declined && CanTake(line, last))
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
        ref var slot = ref _slots.People[person];
        var id = _slots.Items[item].Terms.Id;
        var number = _slots.Items[item].Line;
        line.Remove(item);
        _slots.FreeItem(item);
        Ready(number);

        // Time may stand still or go back; her place in the lines must only get worse here.
        slot.Load += line.Units;
        slot.IdleSince = Math.Max(slot.IdleSince, RoutingSlots.Time(now));
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

    private void ReturnRested(DateTimeOffset now)
    {
        if (now < _nextReturn)
        {
            return;
        }

        _nextReturn = DateTimeOffset.MaxValue;
        for (var number = 0; number < _lines.Count; number++)
        {
            if (_lines[number].AsideCount > 0)
            {
                _nextReturn = Earlier(_nextReturn, _lines[number].Return(now));
                Ready(number);
            }
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    private readonly struct ReadyOrder(List<RoutingLine> lines) : IHeapOrder<int>
    {
        public bool Before(in int left, in int right) => lines[left].IsBefore(lines[right]);

        public void Place(in int entry, int position) => lines[entry].ReadyPosition = position;
    }
}
