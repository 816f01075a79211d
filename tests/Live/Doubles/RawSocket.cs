using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Conversations.Live.Tests.Doubles;

/// <summary>A client that speaks the hub's bytes itself: no library softens what the server sends.</summary>
public sealed class RawSocket : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly Channel<JsonObject> _messages = Channel.CreateUnbounded<JsonObject>();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private int _calls;

    /// <summary>Every message in the order it came.</summary>
    public ConcurrentQueue<JsonObject> All { get; } = new();

    /// <summary>Every byte that came, as text.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>Completes when the server has ended the connection.</summary>
    public Task Closed => _closed.Task;

    public static async Task<RawSocket> OpenAsync(HubHost host, string? token, string? origin = null, string? cookie = null)
    {
        var client = new RawSocket();
        if (origin is not null)
        {
            client._socket.Options.SetRequestHeader("Origin", origin);
        }

        if (cookie is not null)
        {
            client._socket.Options.SetRequestHeader("Cookie", cookie);
        }

        var query = token is null ? "" : $"?access_token={token}";
        await client._socket.ConnectAsync(new Uri($"ws://{host.Address.Authority}/hub/dashboard{query}"), default);
        await client.SendAsync("{\"protocol\":\"json\",\"version\":1}");
        return client;
    }

    /// <summary>Opens and reads; the handshake's answer is the first message.</summary>
    public static async Task<RawSocket> ReadingAsync(HubHost host, string? token, string? origin = null)
    {
        var client = await OpenAsync(host, token, origin);
        client.Read();
        await client.NextAsync(static message => message.Count == 0);
        return client;
    }

    public void Read() => _reading = ReadAsync();

    public Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, endOfMessage: true, default);

    /// <summary>Calls and waits for the answer; other messages stay in <see cref="All"/>.</summary>
    public async Task<JsonObject> CallAsync(string method, string arguments)
    {
        var id = Interlocked.Increment(ref _calls).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await SendAsync($"{{\"type\":1,\"invocationId\":\"{id}\",\"target\":\"{method}\",\"arguments\":[{arguments}]}}");
        return await NextAsync(message => message["invocationId"]?.GetValue<string>() == id);
    }

    public async Task<JsonObject> NextAsync(Func<JsonObject, bool> isIt)
    {
        await foreach (var message in _messages.Reader.ReadAllAsync())
        {
            if (isIt(message))
            {
                return message;
            }
        }

        throw new InvalidOperationException($"The connection ended before the message came. {Text}");
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        var rest = "";
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), default);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                var text = rest + Encoding.UTF8.GetString(buffer, 0, part.Count);
                Text.Append(text);
                var texts = text.Split('\u001e');
                rest = texts[^1];
                foreach (var message in texts[..^1].Select(static one => JsonNode.Parse(one)!.AsObject()))
                {
                    All.Enqueue(message);
                    _messages.Writer.TryWrite(message);
                }
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The server, or the test, cut the line.
        }

        _messages.Writer.TryComplete();
        _closed.TrySetResult();
    }
}
