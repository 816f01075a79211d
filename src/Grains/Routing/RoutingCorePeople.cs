using System.Numerics;
using Conversations.Contracts;

namespace Conversations.Grains.Routing;

/// <summary>The people of the book, and the lines they stand in.</summary>
public sealed partial class RoutingCore
{
    /// <summary>Adds a person, or replaces what was known of her.</summary>
    public void SetPerson(in RoutingPerson terms)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(terms.Capacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(terms.Capacity, CapacityMax);
        ArgumentOutOfRangeException.ThrowIfNegative(terms.Load);
        var idleSince = terms.IdleSince.UtcTicks;
        if (_slots.TryAddPerson(terms.Id, out var person))
        {
            _slots.People[person].IdleSince = idleSince;
            AddToTimeline(person);
            SetSkills(person, terms.Skills);
        }
        else if (_slots.People[person].Skills != terms.Skills)
        {
            Leave(person);
            SetSkills(person, terms.Skills);
        }

        _slots.People[person].Topics = terms.Topics;
        Change(person, terms.Capacity, terms.Load, terms.IsPresent, idleSince);
    }

    /// <summary>Changes only what she carries (below 0 is 0): a conversation was taken, given back, settled. False: she is not known.</summary>
    public bool AddLoad(EmployeeId id, int units)
    {
        var person = _slots.PersonIds.Find(id.Value);
        if (person < 0)
        {
            return false;
        }

        ref readonly var slot = ref _slots.People[person];
        Change(person, slot.Capacity, Math.Max(0, slot.Load + units), slot.IsPresent, slot.IdleSince);
        return true;
    }

    /// <summary>Changes only whether she can be given anything. False: she is not known.</summary>
    public bool SetPresent(EmployeeId id, bool isPresent)
    {
        var person = _slots.PersonIds.Find(id.Value);
        if (person < 0)
        {
            return false;
        }

        ref readonly var slot = ref _slots.People[person];
        Change(person, slot.Capacity, slot.Load, isPresent, slot.IdleSince);
        return true;
    }

    /// <summary>False: she was not known. Items that name her stay as they are.</summary>
    public bool RemovePerson(EmployeeId id)
    {
        var person = _slots.PersonIds.Find(id.Value);
        if (person < 0)
        {
            return false;
        }

        Leave(person);
        _timeline.Remove(person);
        _slots.FreePerson(person);
        return true;
    }

    /// <summary>What is known of her, with what was booked on her.</summary>
    public bool TryGetPerson(EmployeeId id, out RoutingPerson terms)
    {
        terms = default;
        var person = _slots.PersonIds.Find(id.Value);
        if (person < 0)
        {
            return false;
        }

        ref readonly var slot = ref _slots.People[person];
        terms = new RoutingPerson
        {
            Id = slot.Id, Skills = slot.Skills, Topics = slot.Topics, Capacity = slot.Capacity, Load = slot.Load, IsPresent = slot.IsPresent,
            IdleSince = new DateTimeOffset(slot.IdleSince, TimeSpan.Zero),
        };
        return true;
    }

    private void Change(int person, int capacity, int load, bool isPresent, long idleSince)
    {
        ref var slot = ref _slots.People[person];
        Span<ulong> before = stackalloc ulong[LinesMax / RoutingGroup.LinesMax];
        for (var group = 0; group < _groups.Count && slot.Ratio != PersonSlot.Out; group++)
        {
            before[group] = _groups[group].Leave(slot.Ratio, slot.At);
        }

        (slot.Capacity, slot.Load, slot.IsPresent, slot.Ratio) = (capacity, load, isPresent, PersonSlot.Out);
        if (slot.IdleSince != idleSince)
        {
            _timeline.Remove(person);
            slot.IdleSince = idleSince;
            AddToTimeline(person);
        }

        slot.Ratio = slot.NewRatio;
        for (var group = 0; group < _groups.Count && slot.Ratio != PersonSlot.Out; group++)
        {
            var lines = _groups[group].CanTake(person);
            _groups[group].Stand(slot.Ratio, slot.At, lines);
            for (var came = lines & ~before[group]; came != 0; came &= came - 1)
            {
                Came((group * RoutingGroup.LinesMax) + BitOperations.TrailingZeroCount(came));
            }
        }
    }

    /// <summary>Somebody can take of this line who could not before: what only its decliner could take may be hers.</summary>
    private void Came(int number)
    {
        if (_lines[number].AsideCount > 0)
        {
            _lines[number].Return(long.MaxValue);
        }

        Ready(number);
    }

    /// <summary>She must stand nowhere meanwhile.</summary>
    private void SetSkills(int person, ulong skills)
    {
        _slots.People[person].Skills = skills;
        foreach (var group in _groups)
        {
            group.Suit(person);
        }
    }

    private void Leave(int person)
    {
        ref var slot = ref _slots.People[person];
        for (var group = 0; group < _groups.Count && slot.Ratio != PersonSlot.Out; group++)
        {
            _groups[group].Leave(slot.Ratio, slot.At);
        }

        slot.Ratio = PersonSlot.Out;
    }

    /// <summary>She must stand nowhere meanwhile.</summary>
    private void AddToTimeline(int person)
    {
        if (_timeline.TryAdd(person))
        {
            return;
        }

        var isResized = _timeline.PlaceAnew();
        foreach (var group in _groups)
        {
            group.Clear(isResized);
            StandAll(group);
        }

        if (!_timeline.TryAdd(person))
        {
            throw new InvalidOperationException("There is no room between people who were just given places.");
        }
    }

    /// <summary>The timeline needs her place: she stands in that one from now on.</summary>
    private void Move(int person, int place)
    {
        ref readonly var slot = ref _slots.People[person];
        for (var group = 0; group < _groups.Count && slot.Ratio != PersonSlot.Out; group++)
        {
            _groups[group].Stand(slot.Ratio, place, _groups[group].Leave(slot.Ratio, slot.At));
        }
    }

    /// <summary>All who can take anything, where nobody stands.</summary>
    private void StandAll(RoutingGroup group)
    {
        for (var person = 0; person < _slots.PersonIds.End; person++)
        {
            if (_slots.PersonIds[person] is not null && _slots.People[person].Ratio != PersonSlot.Out)
            {
                group.Stand(_slots.People[person].Ratio, _slots.People[person].At, group.CanTake(person));
            }
        }
    }

    private int NewLine(ulong skills, int units)
    {
        if (_lines.Count == LinesMax)
        {
            ForgetEmptyLines();
        }

        var number = _lines.Count;
        if (number == _groups.Count * RoutingGroup.LinesMax)
        {
            _groups.Add(new RoutingGroup(_slots, _timeline, _pages));
        }

        var group = _groups[^1];
        _lines.Add(new RoutingLine(_slots, skills, units, group, group.LineCount));
        _lineOf.Add((skills, units), number);
        group.Add(_lines[number]);
        group.Clear(isResized: false);
        for (var person = 0; person < _slots.PersonIds.End; person++)
        {
            if (_slots.PersonIds[person] is not null)
            {
                group.Suit(person);
            }
        }

        StandAll(group);
        return number;
    }

    /// <summary>Builds all lines anew from the items that wait; those of none are gone.</summary>
    private void ForgetEmptyLines()
    {
        var items = Enumerable.Range(0, _slots.ItemIds.End).Where(item => _slots.ItemIds[item] is not null).Select(item => _slots.Items[item].Terms(_lines[_slots.Items[item].Line])).ToList();
        if (items.Select(item => (item.Skills, item.Units)).Distinct().Count() == LinesMax)
        {
            throw new InvalidOperationException($"Items with {LinesMax} different skills and units wait; there is no room for another kind.");
        }

        items.ForEach(item => RemoveItem(item.Id));
        _groups.ForEach(static group => group.Clear(isResized: true));
        _groups.Clear();
        _lines.Clear();
        _lineOf.Clear();
        items.ForEach(item => SetItem(item));
    }
}
