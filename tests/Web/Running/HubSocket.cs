using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Conversations.Web.Tests.Running;

/// <summary>A line to the dashboard's hub, with a key or with a browser's cookies, that speaks the hub's bytes itself.</summary>
public sealed class HubSocket : IAsyncDisposable
{
    private const char EndOfMessage = '\u001e';
    private readonly ClientWebSocket socket = new();
    private readonly StringBuilder received = new();
    private int calls;

    /// <summary>Of the answer to a request that was not let in.</summary>
    public HttpStatusCode Status => socket.HttpStatusCode;

    /// <exception cref="WebSocketException">The server let nobody in; see <see cref="Status"/>.</exception>
    public async Task OpenAsync(Uri server, string? key, CookieContainer? cookies, CancellationToken cancellationToken)
    {
        socket.Options.CollectHttpResponseDetails = true;
        if (cookies is not null)
        {
            socket.Options.Cookies = cookies;
            socket.Options.SetRequestHeader("Origin", server.GetLeftPart(UriPartial.Authority));
        }

        var query = key is null ? "" : "?access_token=" + Uri.EscapeDataString(key);
        await socket.ConnectAsync(new Uri($"ws://{server.Authority}/hub/dashboard{query}"), cancellationToken);
        await SendAsync("""{"protocol":"json","version":1}""", cancellationToken);
        Assert.Equal("{}", await NextAsync(cancellationToken));
    }

    /// <summary>Calls and waits for the answer; whatever else comes meanwhile is passed over. Null when it was no error.</summary>
    public async Task<string?> ErrorOfAsync(string method, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var id = (++calls).ToString(CultureInfo.InvariantCulture);
        await SendAsync($$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":[{{string.Join(',', arguments)}}]}""", cancellationToken);
        while (true)
        {
            var message = JsonDocument.Parse(await NextAsync(cancellationToken)).RootElement;
            if (message.TryGetProperty("invocationId", out var answered) && answered.GetString() == id)
            {
                return message.TryGetProperty("error", out var error) ? error.GetString() : null;
            }
        }
    }

    /// <summary>Waits for the server to say this; whatever else comes before is passed over. Its one argument.</summary>
    public async Task<JsonElement> HearAsync(string target, CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = JsonDocument.Parse(await NextAsync(cancellationToken)).RootElement;
            if (message.TryGetProperty("target", out var said) && said.GetString() == target)
            {
                return message.GetProperty("arguments")[0];
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task SendAsync(string message, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + EndOfMessage), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    private async Task<string> NextAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var text = received.ToString();
            if (text.IndexOf(EndOfMessage, StringComparison.Ordinal) is var end and >= 0)
            {
                received.Remove(0, end + 1);
                return text[..end];
            }

            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
            received.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }
    }
}
