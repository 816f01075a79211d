namespace Conversations.Grains.Routing;

/// <summary>
/// Up to 64 lines, a bit each, and who could take what of them: for each share of capacity that somebody carries a tree over all places, in the order of who has had nothing new the longest.
/// The best person for a line is the first place with its bit in the first tree that has it.
/// </summary>
internal sealed class RoutingGroup(RoutingSlots slots, RoutingTimeline timeline, Stack<ulong[]> pages)
{
    public const int LinesMax = 64;
    private readonly List<RoutingLine> _lines = [];

    /// <summary>Of each person: the lines whose skills she has.</summary>
    private ulong[] _suits = new ulong[16];

    /// <summary>Lines of so many units or fewer; the last element holds them all.</summary>
    private ulong[] _within = [0];

    /// <summary>The shares, the smallest first, and their trees.</summary>
    private long[] _ratios = new long[4];
    private StandingTree[] _trees = new StandingTree[4];
    private int _count;
    private ulong _mayHave;

    public int LineCount => _lines.Count;

    /// <summary>False is certain; true may be found wrong by <see cref="Best"/>.</summary>
    public bool MayHave(int line) => (_mayHave & (1UL << line)) != 0;

    /// <summary>All people must be told again what suits them.</summary>
    public void Add(RoutingLine line)
    {
        var bit = 1UL << _lines.Count;
        _lines.Add(line);
        if (line.Units >= _within.Length)
        {
            var all = _within[^1];
            var before = _within.Length;
            Array.Resize(ref _within, line.Units + 1);
            _within.AsSpan(before).Fill(all);
        }

        for (var units = line.Units; units < _within.Length; units++)
        {
            _within[units] |= bit;
        }
    }

    /// <summary>Her skills are known, or there is a line more. She must not stand anywhere meanwhile.</summary>
    public void Suit(int person)
    {
        if (person >= _suits.Length)
        {
            Array.Resize(ref _suits, slots.People.Length);
        }

        var suits = 0UL;
        for (var line = 0; line < _lines.Count; line++)
        {
            suits |= _lines[line].Suits(slots.People[person]) ? 1UL << line : 0;
        }

        _suits[person] = suits;
    }

    /// <summary>The lines of which she can take one more.</summary>
    public ulong CanTake(int person) => _suits[person] & _within[Math.Clamp(slots.People[person].Room, 0, _within.Length - 1)];

    public void Stand(long ratio, int place, ulong lines)
    {
        if (lines != 0)
        {
            _mayHave |= lines;
            Tree(ratio).Set(place, lines);
        }
    }

    /// <summary>What she could take where she stood.</summary>
    public ulong Leave(long ratio, int place)
    {
        var index = IndexOf(ratio);
        if (index < 0)
        {
            return 0;
        }

        var lines = _trees[index].Get(place);
        if (lines != 0)
        {
            _trees[index].Set(place, 0);
        }

        return lines;
    }

    /// <summary>Who comes first for the line, but for one (-1: for nobody); -1 when there is none.</summary>
    public int Best(int line, int except)
    {
        var bit = 1UL << line;
        var best = First(bit);
        if (best < 0)
        {
            _mayHave &= ~bit;
        }

        if (best < 0 || best != except)
        {
            return best;
        }

        var (ratio, at) = (slots.People[except].Ratio, slots.People[except].At);
        var lines = Leave(ratio, at);
        best = First(bit);
        Stand(ratio, at, lines);
        return best;
    }

    /// <summary>Nobody stands anywhere; of new trees, so many places.</summary>
    public void Clear(bool isResized)
    {
        for (var index = 0; index < _count; index++)
        {
            _trees[index].Clear();
        }

        if (isResized)
        {
            Array.Clear(_trees);
            _count = 0;
        }
    }

    private int First(ulong bit)
    {
        for (var index = 0; index < _count; index++)
        {
            if ((_trees[index].All & bit) != 0)
            {
                return timeline.PersonAt(_trees[index].First(bit));
            }
        }

        return -1;
    }

    /// <summary>The complement of where it would be: there is none.</summary>
    private int IndexOf(long ratio)
    {
        var (from, to) = (0, _count);
        while (from < to)
        {
            var middle = (from + to) >> 1;
            if (_ratios[middle] == ratio)
            {
                return middle;
            }

            (from, to) = _ratios[middle] < ratio ? (middle + 1, to) : (from, middle);
        }

        return ~from;
    }

    private StandingTree Tree(long ratio)
    {
        var index = IndexOf(ratio);
        if (index >= 0)
        {
            return _trees[index];
        }

        if (_count == _ratios.Length)
        {
            ForgetEmpty();
            index = IndexOf(ratio);
        }

        index = ~index;
        Array.Copy(_ratios, index, _ratios, index + 1, _count - index);
        Array.Copy(_trees, index, _trees, index + 1, _count - index);
        _count++;
        _ratios[index] = ratio;
        return _trees[index] = new StandingTree(timeline.Places, pages);
    }

    /// <summary>Room for another share: those that nobody carries now are forgotten, and when that is not half of them, there is room for twice as many.</summary>
    private void ForgetEmpty()
    {
        var kept = 0;
        for (var index = 0; index < _count; index++)
        {
            if (_trees[index].All != 0)
            {
                (_ratios[kept], _trees[kept]) = (_ratios[index], _trees[index]);
                kept++;
            }
        }

        Array.Clear(_trees, kept, _count - kept);
        _count = kept;
        if (kept * 2 > _ratios.Length)
        {
            Array.Resize(ref _ratios, _ratios.Length * 2);
            Array.Resize(ref _trees, _trees.Length * 2);
        }
    }
}
