using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Conversations.Load.Wire;

namespace Conversations.Load.Tests.StandIn;

/// <summary>Sends the stand-in's replies: in order per conversation, again after a bad answer, never after a good or final one.</summary>
public sealed class StandInDelivery(StandInJournal journal, Plant plant) : IDisposable
{
    private const int AttemptsMax = 10;
    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(5) });
    private int _sent;

    public Dictionary<string, (Uri ReplyUrl, WebhookSignature Signature)> Channels { get; } = [];

    /// <summary>Called under the journal's gate.</summary>
    public void Queue(StandInConversation conversation, string replyId, TimeSpan hold, string body)
    {
        var before = conversation.Delivering;
        conversation.Delivering = DeliverAsync(conversation, replyId, hold, body, before);
    }

    private async Task DeliverAsync(StandInConversation conversation, string replyId, TimeSpan hold, string body, Task before)
    {
        await Task.Delay(hold);
        await before;
        lock (journal.Gate)
        {
            if (conversation.ReplyStates[replyId] == "cancelled")
            {
                return;
            }

            conversation.ReplyStates[replyId] = "sending";
        }

        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var status = await PostAsync(conversation.Channel, replyId, body);
            if (status is >= 200 and < 300 && plant == Plant.SendTwice && Interlocked.Increment(ref _sent) % 5 == 1)
            {
                await PostAsync(conversation.Channel, replyId, body);
            }

            if (status is (>= 200 and < 300) or (>= 400 and < 500 and not 429))
            {
                End(conversation, replyId, status < 300 ? "replySent" : "replyFailed");
                return;
            }

            await Task.Delay(20);
        }

        End(conversation, replyId, "replyUnknown");
    }

    private void End(StandInConversation conversation, string replyId, string kind)
    {
        lock (journal.Gate)
        {
            conversation.ReplyStates[replyId] = kind;
            journal.Append(conversation, kind, "system", new JsonObject { ["replyId"] = replyId });
        }
    }

    private async Task<int> PostAsync(string channel, string replyId, string body)
    {
        var (replyUrl, signature) = Channels[channel];
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, replyUrl) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(WebhookSignature.IdHeader, replyId);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, signature.Sign(replyId, timestamp, bytes));
        try
        {
            using var response = await _client.SendAsync(request);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    public void Dispose() => _client.Dispose();
}
