using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Conversations.Bench;

/// <summary>A person at her dashboard: notes when each offer arrived, and accepts it.</summary>
internal sealed class OfferLine : IAsyncDisposable
{
    private const byte Separator = 0x1e;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource closing = new();
    private readonly List<Task> accepting = [];
    private readonly HttpClient http;
    private readonly string key;
    private readonly TimeSpan lasts;
    private Task running = Task.CompletedTask;
    private int count;
    private int accepted;
    private int refused;

    private OfferLine(HttpClient http, string key, TimeSpan lasts) => (this.http, this.key, this.lasts) = (http, key, lasts);

    public List<(bool IsWarm, double FromMessage, double FromDecision)> Seen { get; } = [];

    public int Count => Volatile.Read(ref count);

    public int Accepted => Volatile.Read(ref accepted);

    public int Refused => Volatile.Read(ref refused);

    public static async Task<OfferLine> OpenAsync(HttpClient http, Uri web, string key, TimeSpan lasts)
    {
        var line = new OfferLine(http, key, lasts);
        await line.socket.ConnectAsync(new Uri($"ws://{web.Authority}/hub/dashboard?access_token={key}"), line.closing.Token);
        await line.SendAsync("""{"protocol":"json","version":1}""");
        line.running = Task.WhenAll(line.ReceiveAsync(), line.KeepAsync());
        return line;
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        socket.Abort();
        await running;
        await Task.WhenAll(accepting);
        socket.Dispose();
        closing.Dispose();
    }

    private Task SendAsync(string message) => socket.SendAsync(Encoding.UTF8.GetBytes(message + (char)Separator), WebSocketMessageType.Text, endOfMessage: true, closing.Token);

    private Task KeepAsync() => UntilClosedAsync(async () =>
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(closing.Token))
        {
            await SendAsync("""{"type":6}""");
        }
    });

    private Task ReceiveAsync() => UntilClosedAsync(async () =>
    {
        var buffer = new byte[256 * 1024];
        var held = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(held), closing.Token);
            var now = DateTimeOffset.UtcNow;
            held += part.Count;
            var from = 0;
            for (var end = buffer.AsSpan(from, held - from).IndexOf(Separator); end >= 0; end = buffer.AsSpan(from, held - from).IndexOf(Separator))
            {
                Take(buffer.AsSpan(from, end), now);
                from += end + 1;
            }

            buffer.AsSpan(from, held - from).CopyTo(buffer);
            held -= from;
        }
    });

    private void Take(ReadOnlySpan<byte> message, DateTimeOffset now)
    {
        if (message.IndexOf("\"target\":\"Offer\""u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(message);
        using var json = JsonDocument.ParseValue(ref reader);
        var offer = json.RootElement.GetProperty("arguments")[0];
        var text = offer.GetProperty("conversation").GetProperty("lastText").GetString()!.Split(' ');
        var due = new DateTimeOffset(long.Parse(text[1], System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);
        Seen.Add((text[0] == "warm", (now - due).TotalMilliseconds, (now - (offer.GetProperty("until").GetDateTimeOffset() - lasts)).TotalMilliseconds));
        Volatile.Write(ref count, count + 1);
        accepting.Add(AcceptAsync(offer.GetProperty("conversationId").GetString()!));
    }

    private async Task AcceptAsync(string conversation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/conversations/{conversation}/offer/accept")
        {
            Content = JsonContent.Create(new { id = Guid.NewGuid() }), Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
        using var answer = await http.SendAsync(request);
        Interlocked.Increment(ref answer.IsSuccessStatusCode ? ref accepted : ref refused);
    }

    private static async Task UntilClosedAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The end of the run.
        }
    }
}
