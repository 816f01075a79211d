using System.Buffers;
using System.Globalization;
using System.Text;
using Conversations.Contracts;

namespace Conversations.Web.Lists;

/// <summary>
/// A window at one moment; immutable. What is sent of it (the rows, or what changed since another snapshot) is written once, whoever asks, as JSON members
/// without braces, so that a frame is a copy.
/// </summary>
public sealed class WindowSnapshot(RowView[] rows, long total)
{
    /// <summary>Deltas kept: readers that are behind ask for a few different ones.</summary>
    private const int DeltasMax = 16;

    private readonly Lock _gate = new();
    private readonly List<(WindowSnapshot From, byte[] Delta)> _deltas = [];
    private byte[]? _items;
    private byte[]? _order;

    public RowView[] Rows { get; } = rows;

    /// <summary>Of the whole list.</summary>
    public long Total { get; } = total;

    /// <summary>Whether a reader who has the other one sees the same rows.</summary>
    public bool HasRowsOf(WindowSnapshot other) => ReferenceEquals(Rows, other.Rows);

    /// <summary>"items":[…],"total":n</summary>
    public byte[] Items
    {
        get
        {
            lock (_gate)
            {
                return _items ??= WriteItems();
            }
        }
    }

    /// <summary>"order":[…],"upserts":[…],"total":n — upserts are the rows a reader of <paramref name="from"/> does not have like this.</summary>
    public byte[] DeltaFrom(WindowSnapshot from)
    {
        lock (_gate)
        {
            foreach (var known in _deltas)
            {
                if (ReferenceEquals(known.From, from))
                {
                    return known.Delta;
                }
            }

            var delta = WriteDelta(from);
            if (_deltas.Count < DeltasMax)
            {
                _deltas.Add((from, delta));
            }

            return delta;
        }
    }

    private byte[] WriteItems()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        buffer.Write("\"items\":["u8);
        WriteJoined(buffer, Rows, static row => row.Json);
        WriteTotal(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private byte[] WriteDelta(WindowSnapshot from)
    {
        _order ??= WriteOrder();
        var buffer = new ArrayBufferWriter<byte>(_order.Length + 1024);
        buffer.Write(_order);
        buffer.Write(",\"upserts\":["u8);
        if (!HasRowsOf(from))
        {
            WriteJoined(buffer, Changed(from), static row => row.Json);
        }

        WriteTotal(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private IEnumerable<RowView> Changed(WindowSnapshot from)
    {
        var known = new Dictionary<ConversationId, RowView>(from.Rows.Length);
        foreach (var row in from.Rows)
        {
            known[row.Row.Id] = row;
        }

        return Rows.Where(row => !ReferenceEquals(known.GetValueOrDefault(row.Row.Id), row));
    }

    private byte[] WriteOrder()
    {
        var buffer = new ArrayBufferWriter<byte>(16 + (Rows.Length * 29));
        buffer.Write("\"order\":["u8);
        WriteJoined(buffer, Rows, static row => row.Id);
        buffer.Write("]"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private void WriteTotal(ArrayBufferWriter<byte> buffer)
    {
        buffer.Write("],\"total\":"u8);
        buffer.Write(Encoding.ASCII.GetBytes(Total.ToString(CultureInfo.InvariantCulture)));
    }

    private static void WriteJoined(ArrayBufferWriter<byte> buffer, IEnumerable<RowView> rows, Func<RowView, byte[]> part)
    {
        var isFirst = true;
        foreach (var row in rows)
        {
            if (!isFirst)
            {
                buffer.Write(","u8);
            }

            isFirst = false;
            buffer.Write(part(row));
        }
    }
}
