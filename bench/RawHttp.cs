using System.Net;
using System.Net.Sockets;

namespace Conversations.Bench;

/// <summary>One keep-alive connection that posts prepared bytes and reads the answer, with as little work as can be: the generator must not be what is measured.</summary>
internal sealed class RawHttp : IDisposable
{
    private static readonly byte[] LengthMark = "Content-Length: "u8.ToArray();
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[16 * 1024];

    private RawHttp(Socket socket) => _socket = socket;

    public static async Task<RawHttp> OpenAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new RawHttp(socket);
    }

    /// <exception cref="InvalidOperationException">The answer was not 200, or has no length.</exception>
    public async ValueTask PostAsync(byte[] request)
    {
        await _socket.SendAsync(request);
        var held = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(held));
            held = read > 0 ? held + read : throw new InvalidOperationException("The server hung up.");
            if (IsWhole(_buffer.AsSpan(0, held)))
            {
                return;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        if (!answer.StartsWith("HTTP/1.1 200"u8))
        {
            throw new InvalidOperationException("The server said no: " + System.Text.Encoding.UTF8.GetString(answer));
        }

        var length = answer[..end].IndexOf(LengthMark);
        if (length < 0)
        {
            // Chunked: the last chunk is empty.
            return answer.EndsWith("0\r\n\r\n"u8);
        }

        var digits = answer[(length + LengthMark.Length)..];
        return answer.Length >= end + 4 + int.Parse(digits[..digits.IndexOf((byte)'\r')], System.Globalization.CultureInfo.InvariantCulture);
    }
}
