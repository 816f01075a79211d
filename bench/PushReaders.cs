using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace Conversations.Bench;

/// <summary>A thousand dashboards in one process; a few of them look at the times in the rows.</summary>
internal static class PushReaders
{
    private const int Sampled = 5;
    private static readonly List<double> Lags = [];
    private static long _bytes;
    private static long _frames;

    public static async Task<int> RunAsync(string address, string path, int dashboards)
    {
        var sockets = new List<ClientWebSocket>();
        for (var at = 0; at < dashboards; at++)
        {
            sockets.Add(await OpenAsync(address + path));
        }

        var readings = sockets.Select(static (socket, at) => ReadAsync(socket, isSampled: at < Sampled)).ToList();
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync();
        sockets.ForEach(static socket => socket.Abort());
        await Task.WhenAll(readings);
        Lags.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_frames} frames, {_bytes / 1e6:F0} MB read; commit to socket of {Lags.Count} sampled rows: p50 {At(0.5):F1} ms, p99 {At(0.99):F1} ms, worst {At(1):F1} ms"));
        return 0;
    }

    private static double At(double part) => Lags.Count == 0 ? 0 : Lags[Math.Min(Lags.Count - 1, (int)(Lags.Count * part))];

    private static async Task<ClientWebSocket> OpenAsync(string address)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(address.Replace("http", "ws", StringComparison.Ordinal) + "?access_token=x"), default);
        await SendAsync(socket, "{\"protocol\":\"json\",\"version\":1}");
        await SendAsync(socket, "{\"type\":1,\"invocationId\":\"1\",\"target\":\"WatchList\",\"arguments\":[{\"view\":\"all\",\"sort\":\"newest\",\"size\":50}]}");
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text + "\u001e"), WebSocketMessageType.Text, endOfMessage: true, default);

    private static async Task ReadAsync(ClientWebSocket socket, bool isSampled)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), default);
                Interlocked.Add(ref _bytes, part.Count);
                if (part.EndOfMessage)
                {
                    Interlocked.Increment(ref _frames);
                }

                if (isSampled)
                {
                    Sample(buffer.AsSpan(0, part.Count));
                }
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The end of the run.
        }
    }

    private static void Sample(ReadOnlySpan<byte> part)
    {
        var now = DateTimeOffset.UtcNow.UtcTicks;
        var mark = "\"lastText\":\"at "u8;
        for (var at = part.IndexOf(mark); at >= 0; at = part.IndexOf(mark))
        {
            part = part[(at + mark.Length)..];
            if (System.Buffers.Text.Utf8Parser.TryParse(part, out long ticks, out var read) && read == 18)
            {
                lock (Lags)
                {
                    Lags.Add((now - ticks) / (double)TimeSpan.TicksPerMillisecond);
                }
            }
        }
    }
}
