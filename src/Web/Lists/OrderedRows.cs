namespace Conversations.Web.Lists;

/// <summary>
/// Rows in one order, with "the rows from place n on". Sorted pieces of at most 512 rows in a list: finding a piece is a binary search, a change moves
/// at most one piece's rows, and a place is found by adding piece lengths. At 100,000 rows a change costs about a microsecond and a row 8 to 16 bytes.
/// Not safe for several threads.
/// </summary>
public sealed class OrderedRows(RowOrder order)
{
    private const int PieceMax = 512;
    private const int PieceFew = 96;

    private readonly List<Piece> _pieces = [];

    public int Count { get; private set; }

    /// <summary>Puts a row in its place; false when an equal one stands there.</summary>
    public bool Add(OpenRow row)
    {
        if (_pieces.Count == 0)
        {
            _pieces.Add(new Piece());
        }

        var piece = PieceOf(row);
        var place = Search(_pieces[piece], row);
        if (place >= 0)
        {
            return false;
        }

        _pieces[piece].Insert(~place, row);
        Count++;
        if (_pieces[piece].Count == PieceMax)
        {
            _pieces.Insert(piece + 1, _pieces[piece].SplitOff());
        }

        return true;
    }

    /// <summary>Puts a row behind all others; it must belong there.</summary>
    public void Append(OpenRow row)
    {
        if (_pieces.Count == 0 || _pieces[^1].Count == PieceMax / 2)
        {
            _pieces.Add(new Piece());
        }

        _pieces[^1].Insert(_pieces[^1].Count, row);
        Count++;
    }

    /// <summary>Removes the row that compares equal; false when there is none.</summary>
    public bool Remove(OpenRow row)
    {
        if (!Find(row, out var piece, out var place))
        {
            return false;
        }

        _pieces[piece].RemoveAt(place);
        Count--;
        Tidy(piece);
        return true;
    }

    /// <summary>Puts <paramref name="after"/> where <paramref name="before"/> stands; false when that is not its place.</summary>
    public bool Replace(OpenRow before, OpenRow after)
    {
        if (order.Compare(before, after) != 0 || !Find(before, out var piece, out var place))
        {
            return false;
        }

        _pieces[piece].Rows[place] = after;
        return true;
    }

    /// <summary>Copies the rows from place <paramref name="offset"/> on; returns how many there were.</summary>
    public int CopyTo(int offset, Span<OpenRow> window)
    {
        var copied = 0;
        foreach (var piece in _pieces)
        {
            if (offset >= piece.Count)
            {
                offset -= piece.Count;
                continue;
            }

            var part = piece.Rows.AsSpan(offset, Math.Min(piece.Count - offset, window.Length - copied));
            part.CopyTo(window[copied..]);
            copied += part.Length;
            offset = 0;
            if (copied == window.Length)
            {
                break;
            }
        }

        return copied;
    }

    public IEnumerable<OpenRow> All()
    {
        foreach (var piece in _pieces)
        {
            for (var at = 0; at < piece.Count; at++)
            {
                yield return piece.Rows[at];
            }
        }
    }

    private bool Find(OpenRow row, out int piece, out int place)
    {
        piece = 0;
        place = -1;
        if (_pieces.Count > 0)
        {
            piece = PieceOf(row);
            place = Search(_pieces[piece], row);
        }

        return place >= 0;
    }

    /// <summary>The first piece whose last row is not before this one, or the last piece.</summary>
    private int PieceOf(OpenRow row)
    {
        int low = 0, high = _pieces.Count - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var piece = _pieces[middle];
            if (order.Compare(piece.Rows[piece.Count - 1], row) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private int Search(Piece piece, OpenRow row) => Array.BinarySearch(piece.Rows, 0, piece.Count, row, order);

    /// <summary>Keeps the number of pieces in proportion to the rows.</summary>
    private void Tidy(int piece)
    {
        if (_pieces[piece].Count == 0)
        {
            _pieces.RemoveAt(piece);
        }
        else if (piece + 1 < _pieces.Count && _pieces[piece].Count + _pieces[piece + 1].Count < PieceFew * 2 && _pieces[piece].Count < PieceFew)
        {
            _pieces[piece].TakeAll(_pieces[piece + 1]);
            _pieces.RemoveAt(piece + 1);
        }
    }

    private sealed class Piece
    {
        public OpenRow[] Rows { get; private set; } = new OpenRow[8];
        public int Count { get; private set; }

        public void Insert(int place, OpenRow row)
        {
            Room(Count + 1);
            Array.Copy(Rows, place, Rows, place + 1, Count - place);
            Rows[place] = row;
            Count++;
        }

        public void RemoveAt(int place)
        {
            Count--;
            Array.Copy(Rows, place + 1, Rows, place, Count - place);
            Rows[Count] = null!;
        }

        public Piece SplitOff()
        {
            var half = new Piece();
            var from = Count / 2;
            half.Room(Count - from);
            Array.Copy(Rows, from, half.Rows, 0, Count - from);
            half.Count = Count - from;
            Array.Clear(Rows, from, Count - from);
            Count = from;
            return half;
        }

        public void TakeAll(Piece other)
        {
            Room(Count + other.Count);
            Array.Copy(other.Rows, 0, Rows, Count, other.Count);
            Count += other.Count;
        }

        private void Room(int rows)
        {
            if (rows > Rows.Length)
            {
                var wider = new OpenRow[Math.Min(PieceMax, Math.Max(rows, Rows.Length * 2))];
                Array.Copy(Rows, wider, Count);
                Rows = wider;
            }
        }
    }
}
