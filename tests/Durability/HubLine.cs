using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Conversations.Durability.Tests;

/// <summary>One open dashboard at one web node: keeps the newest of what it is told of signs and presence, and answers as browsers do while it lives.</summary>
internal sealed class HubLine : IAsyncDisposable
{
    private const char Separator = '\u001e';
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CallPatience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource closing = new();
    private readonly Channel<string> outgoing = Channel.CreateUnbounded<string>();
    private readonly Dictionary<string, JsonObject> signs = [];
    private readonly Dictionary<string, bool> connected = [];
    private readonly Dictionary<string, TaskCompletionSource> calls = [];
    private readonly List<string> typing = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task running = Task.CompletedTask;

    public static async Task<HubLine> OpenAsync(Uri web, string key)
    {
        var line = new HubLine();
        await line.socket.ConnectAsync(new Uri($"ws://{web.Authority}/hub/dashboard?access_token={key}"), line.closing.Token);
        line.Send("""{"protocol":"json","version":1}""");
        line.running = Task.WhenAll(line.SendAsync(), line.ReceiveAsync(), line.KeepAsync());
        return line;
    }

    /// <summary>Returns when the server has answered.</summary>
    public Task WatchAsync(string conversation) => CallAsync("WatchConversation", conversation, 0);

    public Task ShowUnsavedAsync(string conversation) => CallAsync("Unsaved", conversation, true);

    /// <summary>Goes on, as somebody who writes a long answer, for as long as the line lives.</summary>
    public async Task KeepTypingAsync(string conversation)
    {
        await CallAsync("Typing", conversation, true);
        lock (typing)
        {
            typing.Add(conversation);
        }
    }

    /// <summary>Whether the person is shown with that sign (viewing, typing, unsaved).</summary>
    public bool Shows(string conversation, string kind, string employee)
    {
        lock (signs)
        {
            return signs.TryGetValue(conversation, out var known) && known[kind]!.AsArray().Any(sign => (string)sign!["id"]! == employee);
        }
    }

    public bool ShowsConnected(string employee)
    {
        lock (signs)
        {
            return connected.GetValueOrDefault(employee);
        }
    }

    /// <summary>Waits for what is told until it is as wanted; false when patience ends first.</summary>
    public async Task<bool> SeesAsync(Func<HubLine, bool> wanted, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        while (true)
        {
            var next = Volatile.Read(ref changed).Task;
            if (wanted(this))
            {
                return true;
            }

            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        socket.Abort();
        await running;
        socket.Dispose();
        closing.Dispose();
    }

    private void Send(string message) => outgoing.Writer.TryWrite(message + Separator);

    private async Task CallAsync(string method, params object[] arguments)
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        string id;
        lock (signs)
        {
            id = $"{calls.Count + 1}";
            calls.Add(id, answered);
        }

        Send(JsonSerializer.Serialize(new { type = 1, invocationId = id, target = method, arguments }));
        await answered.Task.WaitAsync(CallPatience);
    }

    private Task SendAsync() => UntilClosedAsync(async () =>
    {
        await foreach (var message in outgoing.Reader.ReadAllAsync(closing.Token))
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, closing.Token);
        }
    });

    private Task KeepAsync() => UntilClosedAsync(async () =>
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(closing.Token))
        {
            Send("""{"type":6}""");
            lock (typing)
            {
                typing.ForEach(conversation => Send(JsonSerializer.Serialize(new { type = 1, target = "Typing", arguments = new object[] { conversation, true } })));
            }
        }
    });

    private Task ReceiveAsync() => UntilClosedAsync(async () =>
    {
        var buffer = new byte[64 * 1024];
        var received = new StringBuilder();
        var decoder = Encoding.UTF8.GetDecoder();
        var chars = new char[buffer.Length];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), closing.Token);
            received.Append(chars, 0, decoder.GetChars(buffer, 0, part.Count, chars, 0));
            var messages = received.ToString().Split(Separator);
            received.Clear().Append(messages[^1]);
            foreach (var message in messages[..^1])
            {
                Take(JsonNode.Parse(message)!.AsObject());
            }

            if (part.MessageType == WebSocketMessageType.Close)
            {
                return;
            }
        }
    });

    private void Take(JsonObject message)
    {
        lock (signs)
        {
            if ((int?)message["type"] == 3 && calls.TryGetValue((string)message["invocationId"]!, out var call))
            {
                var error = (string?)message["error"];
                _ = error is null ? call.TrySetResult() : call.TrySetException(new InvalidOperationException($"The hub refused: {error}"));
            }

            switch ((string?)message["target"])
            {
                case "Signs":
                    var told = message["arguments"]![0]!.AsObject();
                    signs[(string)told["conversationId"]!] = told;
                    break;
                case "Presence":
                    var person = message["arguments"]![0]!;
                    connected[(string)person["id"]!] = (bool)person["connected"]!;
                    break;
            }
        }

        Interlocked.Exchange(ref changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>A line ends with its server, too: what was told until then stays.</summary>
    private async Task UntilClosedAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            outgoing.Writer.TryComplete();
        }
    }
}
