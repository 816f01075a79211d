using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>The list that a dashboard at one web node sees: from that node's own index of open conversations, kept by what the silos tell it.</summary>
internal static class ListWindow
{
    private const char Separator = '\u001e';
    private const string Spec = """{"view":"all","sort":"newest","offset":0,"size":100}""";

    /// <summary>The first hundred conversations with their heads and states, and the counts, as text.</summary>
    public static async Task<string> ReadAsync(Uri web)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{web.Authority}/hub/dashboard?access_token={ConversationsServer.AdminToken}"), patience.Token);
        await SendAsync(socket, """{"protocol":"json","version":1}""", patience.Token);
        await SendAsync(socket, $$"""{"type":1,"invocationId":"1","target":"WatchList","arguments":[{{Spec}}]}""", patience.Token);
        var list = await AnswerAsync(socket, patience.Token);
        var rows = list["items"]!.AsArray().Select(static row => $"{row!["id"]} {row["state"]} {row["head"]} {row["owner"]}");
        return string.Join('\n', [$"total {list["total"]}, counts {list["counts"]!.ToJsonString()}", .. rows]);
    }

    private static Task SendAsync(ClientWebSocket socket, string message, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + Separator), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    private static async Task<JsonObject> AnswerAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        using var received = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            received.Write(buffer, 0, part.Count);
            var whole = Encoding.UTF8.GetString(received.GetBuffer(), 0, (int)received.Length).Split(Separator)[..^1];
            foreach (var message in whole.Select(static text => JsonNode.Parse(text)!.AsObject()))
            {
                if ((int?)message["type"] == 3)
                {
                    return message["result"]?.AsObject() ?? throw new InvalidOperationException($"The hub refused: {message["error"]}");
                }
            }
        }
    }
}
