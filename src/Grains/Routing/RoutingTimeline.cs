namespace Conversations.Grains.Routing;

/// <summary>
/// All people in places by how long they have had nothing new. Who gets work goes to the end, where there is always room; who comes with an older time goes between two others, of whom some
/// may have to move by a place. When the end is reached, or there is no room between, all are given places anew, every other one; that is once in many times as many changes as there are people.
/// </summary>
internal sealed class RoutingTimeline(RoutingSlots slots, Action<int, int> move)
{
    private const int Free = -1;
    private const int PlacesEach = 8;

    /// <summary>Further away no free place is looked for.</summary>
    private const int MovesMax = 64;
    private int[] _people = NewPlaces(StandingTree.PagePlaces);
    private int _end;
    private int _count;

    public int Places => _people.Length;

    public int PersonAt(int place) => _people[place];

    /// <summary>False: there is no room where she belongs, all must be placed anew. Who has to move for her is told before: the person, and her new place.</summary>
    public bool TryAdd(int person)
    {
        var place = _end;
        if (_end > 0 && slots.IsIdleLonger(person, _people[_end - 1]))
        {
            place = Between(person);
        }

        if (place < 0 || place == _people.Length)
        {
            return false;
        }

        Put(person, place);
        _count++;
        return true;
    }

    public void Remove(int person)
    {
        _people[slots.People[person].At] = Free;
        _count--;
        while (_end > 0 && _people[_end - 1] == Free)
        {
            _end--;
        }
    }

    /// <summary>Places for all, in the order they have. True: there are more places than before.</summary>
    public bool PlaceAnew()
    {
        var count = 0;
        for (var place = 0; place < _end; place++)
        {
            var person = _people[place];
            _people[place] = Free;
            if (person != Free)
            {
                _people[count++] = person;
            }
        }

        var isResized = _people.Length < _count * PlacesEach;
        if (isResized)
        {
            var before = _people;
            _people = NewPlaces((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(_count * PlacesEach * 2)));
            before.AsSpan(0, count).CopyTo(_people);
        }

        _end = 0;
        for (var number = count - 1; number >= 0; number--)
        {
            var person = _people[number];
            _people[number] = Free;
            Put(person, number * 2);
        }

        return isResized;
    }

    /// <summary>A place for her before somebody who is there; −1: none near enough.</summary>
    private int Between(int person)
    {
        var after = FirstAfter(person);
        var before = after - 1;
        while (before >= 0 && _people[before] == Free)
        {
            before--;
        }

        if (after - before > 1)
        {
            return before + ((after - before) / 2);
        }

        for (var distance = 1; distance <= MovesMax; distance++)
        {
            var (right, left) = (after + distance, before - distance);
            if (right < _people.Length && _people[right] == Free)
            {
                return Shift(right, after, -1);
            }

            if (left >= 0 && _people[left] == Free)
            {
                return Shift(left, before, 1);
            }
        }

        return Free;
    }

    /// <summary>All from that place to the free one move by one; the place that becomes free.</summary>
    private int Shift(int free, int until, int step)
    {
        for (var place = free; place != until; place += step)
        {
            var person = _people[place + step];
            move(person, place);
            Put(person, place);
            _people[place + step] = Free;
        }

        return until;
    }

    /// <summary>The place of the first one who comes after her; there is one.</summary>
    private int FirstAfter(int person)
    {
        var (from, until, found) = (0, _end - 1, _end - 1);
        while (from < until)
        {
            var middle = (from + until) >> 1;
            var offset = _people.AsSpan(middle, until - middle).IndexOfAnyExcept(Free);
            if (offset >= 0 && !slots.IsIdleLonger(person, _people[middle + offset]))
            {
                from = middle + offset + 1;
                continue;
            }

            (until, found) = (middle, offset < 0 ? found : middle + offset);
        }

        return found;
    }

    private void Put(int person, int place)
    {
        _people[place] = person;
        slots.People[person].At = place;
        _end = Math.Max(_end, place + 1);
    }

    private static int[] NewPlaces(int count)
    {
        var places = new int[count];
        Array.Fill(places, Free);
        return places;
    }
}
