using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Conversations.Channels.Webhook;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Tests.Running;

/// <summary>A generic webhook channel, and a sender who knows its secret.</summary>
public sealed class TestChannel(RunningServer server, string id, string secret)
{
    private static int last;
    private readonly ApiClient sender = server.Anonymous();

    public string Id => id;

    public string Secret { get; set; } = secret;

    public static async Task<TestChannel> MakeAsync(RunningServer server)
    {
        var answer = (await server.Admin.PostAsync("/api/v1/channels", new { kind = "webhook", name = "Test" })).Is(HttpStatusCode.Created);
        return new TestChannel(server, answer["id"], answer["secret"]);
    }

    public static string NewThread() => "thread-" + Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);

    public static object Message(string thread, string id, string text = "hello", string visibility = "private") =>
        new { id, thread, text, visibility, sender = new { id = "u-1", name = "Ana", handle = "@ana", followers = 120 } };

    /// <summary>Sends one message and gives back its conversation's id.</summary>
    public async Task<string> ArriveAsync(string? thread = null, string id = "m-1", string text = "hello", string visibility = "private")
    {
        var answer = (await SendAsync(Message(thread ?? NewThread(), id, text, visibility))).Is(HttpStatusCode.OK);
        return answer.Json.GetProperty("results")[0].GetProperty("conversationId").GetString()!;
    }

    public Task<Answer> SendAsync(object body, string path = "", Action<HttpRequestMessage>? change = null)
    {
        var bytes = body as byte[] ?? Encoding.UTF8.GetBytes(body as string ?? JsonSerializer.Serialize(body));
        var (messageId, at) = ("msg-" + NewThread(), server.Time.GetUtcNow());
        return sender.SendAsync(HttpMethod.Post, $"/hooks/{id}{path}", bytes, request =>
        {
            request.Headers.Add("webhook-id", messageId);
            request.Headers.Add("webhook-timestamp", StandardWebhooks.TimestampOf(at));
            request.Headers.Add("webhook-signature", StandardWebhooks.Sign([new ChannelSecret("s", Secret, at)], messageId, at, bytes));
            request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            change?.Invoke(request);
        });
    }
}
