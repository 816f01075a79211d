using System.Globalization;
using System.Net.Http.Headers;
using Conversations.Load.Plan;
using Conversations.Load.Setup;
using Conversations.Load.Wire;

namespace Conversations.Load.Customers;

/// <summary>Posts signed webhooks; the id stays through all retries, time and signature are made anew.</summary>
public sealed class WebhookSender(HttpSender http, Patience patience)
{
    public async Task<Outcome?> SendAsync(LoadChannel channel, string path, string webhookId, byte[] body, string what, Dice dice, CancellationToken cancellationToken) =>
        await patience.AskAsync(what, dice, () => http.SendAsync(() => Request(channel, path, webhookId, body), cancellationToken));

    private static HttpRequestMessage Request(LoadChannel channel, string path, string webhookId, byte[] body)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add(WebhookSignature.IdHeader, webhookId);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, channel.Signature.Sign(webhookId, timestamp, body));
        return request;
    }
}
