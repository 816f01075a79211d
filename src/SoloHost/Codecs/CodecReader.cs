using System.Buffers.Binary;
using System.Text;

namespace SoloHost.Codecs;

/// <summary>Reads what <see cref="CodecWriter"/> wrote. Members of unknown numbers are skipped, absent ones keep their default.</summary>
public ref struct CodecReader
{
    private ReadOnlySpan<byte> _rest;
    private WireKind _wire;

    public CodecReader(ReadOnlySpan<byte> bytes, CodecSession session)
    {
        _rest = bytes;
        Session = session;
    }

    public CodecSession Session { get; }

    /// <summary>Goes to the next member of an object; false at its end.</summary>
    public bool NextField(out uint id)
    {
        var header = ReadVarint();
        id = header == 0 ? 0 : (uint)((header >> 2) - 1);
        _wire = (WireKind)(header & 3);
        return header != 0;
    }

    public T ReadField<T>()
    {
        var codec = Codec<T>.Instance;
        if (codec.Wire != _wire)
        {
            throw new CodecException($"A member of type {typeof(T)} was written in another way: {_wire}.");
        }

        if (_wire == WireKind.Sized)
        {
            Take(4);
        }

        return codec.Read(ref this);
    }

    public void SkipField()
    {
        switch (_wire)
        {
            case WireKind.Varint:
                ReadVarint();
                break;
            case WireKind.Fixed:
                Take(8);
                break;
            case WireKind.Sized:
                Take(BinaryPrimitives.ReadInt32LittleEndian(Take(4)));
                break;
            default:
                throw new CodecException($"Unknown wire kind {_wire}.");
        }
    }

    public byte ReadByte() => Take(1)[0];

    public ulong ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = ReadByte();
            value |= (next & 0x7FUL) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new CodecException("A number is longer than 64 bits.");
    }

    public long ReadSigned()
    {
        var value = ReadVarint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ulong ReadFixed() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public ReadOnlySpan<byte> ReadBytes() => Take(ReadCount());

    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    /// <summary>A number of things that are still to come; never more than there are bytes left.</summary>
    public int ReadCount()
    {
        var count = ReadVarint();
        return count <= (ulong)_rest.Length ? (int)count : throw new CodecException("The bytes end too early.");
    }

    private ReadOnlySpan<byte> Take(int size)
    {
        if ((uint)size > (uint)_rest.Length)
        {
            throw new CodecException("The bytes end too early.");
        }

        var taken = _rest[..size];
        _rest = _rest[size..];
        return taken;
    }
}
