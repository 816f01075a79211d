using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace SoloHost.Codecs;

/// <summary>Writes values into a buffer that grows. Bounded in depth, so that a cycle ends in an exception.</summary>
public sealed class CodecWriter : IDisposable
{
    private const int DepthMax = 128;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(256);
    private int _length;
    private int _depth;

    internal CodecWriter()
    {
    }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Dispose() => CodecSession.Return(this);

    /// <summary>Writes a member under its number; absent when null.</summary>
    public void WriteField<T>(uint id, T value)
    {
        if (value is null)
        {
            return;
        }

        var codec = Codec<T>.Instance;
        WriteVarint(((id + 1UL) << 2) | (uint)codec.Wire);
        if (codec.Wire == WireKind.Sized)
        {
            WriteSized(codec, value);
        }
        else
        {
            codec.Write(this, value);
        }
    }

    /// <summary>Ends the members of an object.</summary>
    public void WriteEnd() => WriteByte(0);

    public void Enter()
    {
        if (++_depth > DepthMax)
        {
            throw new CodecException($"Nested deeper than {DepthMax}: is there a cycle?");
        }
    }

    public void Leave() => _depth--;

    public void WriteByte(byte value) => Space(1)[0] = value;

    public void WriteVarint(ulong value)
    {
        while (value >= 0x80)
        {
            WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        WriteByte((byte)value);
    }

    public void WriteSigned(long value) => WriteVarint(((ulong)value << 1) ^ (ulong)(value >> 63));

    public void WriteFixed(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Space(8), value);

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteVarint((uint)bytes.Length);
        bytes.CopyTo(Space(bytes.Length));
    }

    public void WriteText(string text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        WriteVarint((uint)size);
        Encoding.UTF8.GetBytes(text, Space(size));
    }

    internal void Clear()
    {
        _length = 0;
        _depth = 0;
    }

    private void WriteSized<T>(ICodec<T> codec, T value)
    {
        var start = _length;
        Space(4);
        codec.Write(this, value);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(start, 4), _length - start - 4);
    }

    private Span<byte> Space(int size)
    {
        if (_buffer.Length - _length < size)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + size));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        var space = _buffer.AsSpan(_length, size);
        _length += size;
        return space;
    }
}
