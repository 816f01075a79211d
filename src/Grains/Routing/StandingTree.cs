using System.Runtime.Intrinsics;

namespace Conversations.Grains.Routing;

/// <summary>
/// For each place a set of up to 64 lines, and for each eight sets their union, and so on to one at the top: the first place with a given line is found by going down, a change by going up
/// until a union stays as it was. The lowest three unions lie with their 512 places on a page of their own, which is there only while one of them holds something.
/// </summary>
internal sealed class StandingTree
{
    public const int PageBits = 9;
    public const int PagePlaces = 1 << PageBits;
    private const int Eights = PagePlaces;
    private const int SixtyFours = Eights + (PagePlaces / 8);
    private const int PageTop = SixtyFours + 8;
    private const int PageSize = PageTop + 1;
    private readonly Stack<ulong[]> _free;
    private readonly ulong[]?[] _pages;
    private readonly ulong[] _tops;

    /// <summary>Where each level above the pages begins, the widest first.</summary>
    private readonly int[] _levels;

    public StandingTree(int places, Stack<ulong[]> free)
    {
        _free = free;
        _pages = new ulong[places >> PageBits][];
        var levels = new List<int>();
        var size = 0;
        for (var width = _pages.Length; ; width /= 8)
        {
            levels.Add(size);
            size += width = (width + 7) & ~7;
            if (width == 8)
            {
                break;
            }
        }

        levels.Add(size);
        (_levels, _tops) = ([.. levels], new ulong[size + 1]);
    }

    /// <summary>All lines of which somebody stands here.</summary>
    public ulong All => _tops[^1];

    public void Set(int place, ulong lines)
    {
        var number = place >> PageBits;
        var page = _pages[number];
        if (page is null)
        {
            if (lines == 0)
            {
                return;
            }

            page = _pages[number] = _free.TryPop(out var free) ? free : new ulong[PageSize];
        }

        var at = place & (PagePlaces - 1);
        page[at] = lines;
        if (Rise(page, 0, Eights, ref at) && Rise(page, Eights, SixtyFours, ref at) && Rise(page, SixtyFours, PageTop, ref at))
        {
            SetTop(number, page[PageTop]);
        }
    }

    public ulong Get(int place) => _pages[place >> PageBits] is { } page ? page[place & (PagePlaces - 1)] : 0;

    /// <summary>The first place with that line; there is one.</summary>
    public int First(ulong line)
    {
        var at = 0;
        for (var level = _levels.Length - 2; level >= 0; level--)
        {
            at = (at << 3) + FirstOfEight(_tops, _levels[level] + (at << 3), line);
        }

        var page = _pages[at]!;
        var inPage = FirstOfEight(page, SixtyFours, line);
        inPage = (inPage << 3) + FirstOfEight(page, Eights + (inPage << 3), line);
        inPage = (inPage << 3) + FirstOfEight(page, inPage << 3, line);
        return (at << PageBits) + inPage;
    }

    /// <summary>Nobody stands anywhere.</summary>
    public void Clear()
    {
        for (var number = 0; number < _pages.Length; number++)
        {
            if (_pages[number] is { } page)
            {
                Array.Clear(page);
                _free.Push(page);
                _pages[number] = null;
            }
        }

        Array.Clear(_tops);
    }

    private void SetTop(int number, ulong lines)
    {
        _tops[number] = lines;
        if (lines == 0)
        {
            _free.Push(_pages[number]!);
            _pages[number] = null;
        }

        var at = number;
        for (var level = 0; level < _levels.Length - 1 && Rise(_tops, _levels[level], _levels[level + 1], ref at); level++)
        {
        }
    }

    /// <summary>The union over the eight of which one has changed; false: it is what it was, and so are those above.</summary>
    private static bool Rise(ulong[] tree, int level, int above, ref int at)
    {
        var eight = tree.AsSpan(level + (at & ~7), 8);
        at >>= 3;
        var union = eight[0] | eight[1] | eight[2] | eight[3] | eight[4] | eight[5] | eight[6] | eight[7];
        ref var before = ref tree[above + at];
        if (before == union)
        {
            return false;
        }

        before = union;
        return true;
    }

    private static int FirstOfEight(ulong[] tree, int from, ulong line)
    {
        ReadOnlySpan<ulong> eight = tree.AsSpan(from, 8);
        var wanted = Vector256.Create(line);
        var low = Vector256.Equals(Vector256.Create<ulong>(eight) & wanted, wanted).ExtractMostSignificantBits();
        var high = Vector256.Equals(Vector256.Create<ulong>(eight[4..]) & wanted, wanted).ExtractMostSignificantBits();
        return int.TrailingZeroCount((int)(low | (high << 4)));
    }
}
