using System.Buffers;
using System.Buffers.Text;

namespace Conversations.Web.Hubs;

/// <summary>Bytes of one frame, in a rented array that goes back when the frame is sent.</summary>
public sealed class FrameBuffer : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Write(long number)
    {
        Room(20);
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(Length), out var written);
        Length += written;
    }

    public void Clear() => Length = 0;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    private void Room(int more)
    {
        if (Length + more <= _bytes.Length)
        {
            return;
        }

        var wider = ArrayPool<byte>.Shared.Rent(Math.Max(Length + more, _bytes.Length * 2));
        _bytes.AsSpan(0, Length).CopyTo(wider);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = wider;
    }
}
