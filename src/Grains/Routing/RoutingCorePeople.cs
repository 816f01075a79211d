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
        if (!_slots.PersonOf.TryGetValue(terms.Id, out var person))
        {
            person = _slots.NewPerson(terms.Id);
            _slots.People[person].Skills = terms.Skills;
            Join(person);
        }
        else if (_slots.People[person].Skills != terms.Skills)
        {
            LeaveLines(person);
            _slots.People[person].Skills = terms.Skills;
            Join(person);
        }

        _slots.People[person].Topics = terms.Topics;
        Change(person, terms.Capacity, terms.Load, terms.IsPresent, RoutingSlots.Time(terms.IdleSince));
    }

    /// <summary>Changes only what she carries (below 0 is 0): a conversation was taken, given back, settled. False: she is not known.</summary>
    public bool AddLoad(EmployeeId id, int units)
    {
        if (!_slots.PersonOf.TryGetValue(id, out var person))
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
        if (!_slots.PersonOf.TryGetValue(id, out var person))
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
        if (!_slots.PersonOf.TryGetValue(id, out var person))
        {
            return false;
        }

        LeaveLines(person);
        _slots.FreePerson(person);
        return true;
    }

    /// <summary>What is known of her, with what was booked on her.</summary>
    public bool TryGetPerson(EmployeeId id, out RoutingPerson terms)
    {
        terms = default;
        if (!_slots.PersonOf.TryGetValue(id, out var person))
        {
            return false;
        }

        ref readonly var slot = ref _slots.People[person];
        terms = new RoutingPerson
        {
            Id = slot.Id, Skills = slot.Skills, Topics = slot.Topics, Capacity = slot.Capacity, Load = slot.Load, IsPresent = slot.IsPresent,
            IdleSince = DateTimeOffset.FromUnixTimeMilliseconds(slot.IdleSince),
        };
        return true;
    }

    private void Change(int person, int capacity, int load, bool isPresent, long idleSince)
    {
        ref var slot = ref _slots.People[person];
        var roomBefore = slot.IsPresent ? slot.Capacity - slot.Load : 0;
        (slot.Capacity, slot.Load, slot.IsPresent, slot.IdleSince) = (capacity, load, isPresent, idleSince);
        if (!slot.HasRoom(1))
        {
            return;
        }

        var key = slot.Key;
        for (var member = 0; member < slot.LineCount; member++)
        {
            var number = slot.Lines[member];
            var line = _lines[number];
            if (slot.HasRoom(line.Units))
            {
                line.Improve(person, key, slot.FirstPlace + member);
                if (roomBefore < line.Units)
                {
                    Came(number);
                }
            }
        }
    }

    /// <summary>Somebody can take of this line who could not before: what only its decliner could take may be hers.</summary>
    private void Came(int number)
    {
        if (_lines[number].AsideCount > 0)
        {
            _lines[number].Return(DateTimeOffset.MaxValue);
        }

        Ready(number);
    }

    private void Join(int person)
    {
        for (var number = 0; number < _lines.Count; number++)
        {
            if (_lines[number].Suits(_slots.People[person]))
            {
                Join(person, number);
            }
        }
    }

    private void Join(int person, int number)
    {
        ref readonly var slot = ref _slots.People[person];
        var first = slot.FirstPlace;
        var place = _slots.AddLine(person, number);
        for (var member = 0; slot.FirstPlace != first && member < slot.LineCount - 1; member++)
        {
            // Her places have moved: her entries must know.
            _lines[slot.Lines[member]].Move(slot.FirstPlace + member);
        }

        if (slot.HasRoom(_lines[number].Units))
        {
            _lines[number].Improve(person, slot.Key, place);
            Came(number);
        }
    }

    private void LeaveLines(int person)
    {
        ref var slot = ref _slots.People[person];
        for (var member = 0; member < slot.LineCount; member++)
        {
            var position = _slots.Positions[slot.FirstPlace + member];
            if (position >= 0)
            {
                _lines[slot.Lines[member]].Leave(position);
                Ready(slot.Lines[member]);
            }
        }

        slot.LineCount = 0;
    }

    private int Line(ulong skills, int units)
    {
        if (_lineOf.TryGetValue((skills, units), out var number))
        {
            return number;
        }

        if (_lines.Count == LinesMax)
        {
            ForgetEmptyLines();
        }

        number = _lines.Count;
        _lines.Add(new RoutingLine(_slots, skills, units));
        _lineOf.Add((skills, units), number);
        for (var person = 0; person < _slots.PeopleEnd; person++)
        {
            if (_slots.People[person].Id.Value is not null && _lines[number].Suits(_slots.People[person]))
            {
                Join(person, number);
            }
        }

        return number;
    }

    /// <summary>Builds all lines anew from the items that wait; those of none are gone.</summary>
    private void ForgetEmptyLines()
    {
        var items = _slots.ItemOf.Values.Select(item => _slots.Items[item].Terms).ToList();
        if (items.Select(item => (item.Skills, item.Units)).Distinct().Count() == LinesMax)
        {
            throw new InvalidOperationException($"Items with {LinesMax} different skills and units wait; there is no room for another kind.");
        }

        items.ForEach(item => RemoveItem(item.Id));
        for (var person = 0; person < _slots.PeopleEnd; person++)
        {
            _slots.People[person].LineCount = 0;
        }

        _lines.Clear();
        _lineOf.Clear();
        items.ForEach(item => SetItem(item));
    }
}
