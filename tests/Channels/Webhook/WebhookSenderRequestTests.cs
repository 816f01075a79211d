using System.Diagnostics;
using System.Text;
using Conversations.Channels.Webhook;
using Conversations.Contracts.Ports;

namespace Conversations.Channels.Tests.Webhook;

public sealed class WebhookSenderRequestTests : IDisposable
{
    private const string Ok = "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n";
    private readonly SenderBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_reply_is_one_signed_post_with_exactly_these_members()
    {
        var (endpoint, requests) = Recording();
        await using var _ = endpoint;

        await bench.SendAsync(endpoint.Url);

        var request = requests.Single();
        Assert.Equal("POST /replies?team=1 HTTP/1.1", request.Line);
        Assert.Equal("application/json; charset=utf-8", request.Headers["content-type"]);
        Assert.Equal("0192e5a0-0000-7000-8000-0000000000aa", request.Headers["webhook-id"]);
        Assert.Equal(
            """{"id":"0192e5a0-0000-7000-8000-0000000000aa","thread":"t-1","conversationId":"abcdefghijklmnopqrstuvwxyz","visibility":"private","text":"Grüß Gott \"\\ """
            + "\\uD83D\\uDE00" + """\n<b>","replyTo":"m-1","author":{"name":"Ada"}}""",
            Encoding.UTF8.GetString(request.Body));
        Assert.Equal(SignatureCheck.Valid, Verify(request, SenderBench.Channel(null)));
    }

    [Fact]
    public async Task Files_go_along_as_addresses()
    {
        var (endpoint, requests) = Recording();
        await using var _ = endpoint;

        var reply = SenderBench.Reply with { Media = [new OutgoingMedia("https://desk.example/files/t1", "image/png", "a.png", 5)] };
        await bench.Sender.SendAsync(SenderBench.Channel(endpoint.Url), reply, default);

        Assert.EndsWith(
            """ "media":[{"url":"https://desk.example/files/t1","contentType":"image/png","name":"a.png","size":5}]}""".TrimStart(),
            Encoding.UTF8.GetString(requests.Single().Body));
    }

    [Fact]
    public async Task Nothing_else_travels_with_it()
    {
        var (endpoint, requests) = Recording();
        await using var _ = endpoint;
        using var trace = new Activity("test").Start();

        await bench.SendAsync(endpoint.Url);
        await bench.SendAsync(endpoint.Url);

        Assert.All(requests, request => Assert.Equal(
            ["content-length", "content-type", "host", "user-agent", "webhook-id", "webhook-signature", "webhook-timestamp"],
            request.Headers.Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_connection_is_used_again()
    {
        var (endpoint, requests) = Recording();
        await using var _ = endpoint;

        await bench.SendAsync(endpoint.Url);
        await bench.SendAsync(endpoint.Url);

        Assert.Equal((2, 1), (requests.Count, endpoint.Connections));
    }

    [Fact]
    public async Task A_second_try_keeps_the_id_and_signs_the_new_time()
    {
        var (endpoint, requests) = Recording();
        await using var _ = endpoint;

        await bench.SendAsync(endpoint.Url);
        bench.Time.Advance(TimeSpan.FromMinutes(10));
        await bench.SendAsync(endpoint.Url);

        Assert.Equal(requests[0].Headers["webhook-id"], requests[1].Headers["webhook-id"]);
        Assert.Equal(SignatureCheck.Valid, Verify(requests[1], SenderBench.Channel(null)));
        Assert.Equal(SignatureCheck.OutOfTime, Verify(requests[0], SenderBench.Channel(null)));
    }

    [Fact]
    public async Task A_rotation_is_signed_by_both_secrets()
    {
        const string old = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        var (endpoint, requests) = Recording();
        await using var _ = endpoint;

        await bench.Sender.SendAsync(SenderBench.Channel(endpoint.Url, SenderBench.Secret, old), SenderBench.Reply, default);

        Assert.Equal(SignatureCheck.Valid, Verify(requests.Single(), SenderBench.Channel(null, old)));
        Assert.Equal(SignatureCheck.Valid, Verify(requests.Single(), SenderBench.Channel(null, SenderBench.Secret)));
    }

    [Fact]
    public async Task No_reply_to_is_null_and_half_a_character_is_replaced()
    {
        var (endpoint, requests) = Recording();
        await using var _ = endpoint;

        await bench.Sender.SendAsync(SenderBench.Channel(endpoint.Url), SenderBench.Reply with { ReplyTo = null, Text = "a\ud800b" }, default);

        var body = Encoding.UTF8.GetString(requests.Single().Body);
        Assert.Contains("\"replyTo\":null", body, StringComparison.Ordinal);
        Assert.Contains("\"a\uFFFDb\"", body.Replace("\\uFFFD", "\uFFFD", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_channel_lacks_is_refused()
    {
        Assert.Equal(new SendOutcome.Refused(WebhookSender.NoReplyUrl), await bench.SendAsync(null));
        Assert.Equal(new SendOutcome.Refused(WebhookSender.NoReplyUrl), await bench.SendAsync(""));
        Assert.Equal(new SendOutcome.Refused(WebhookSender.ForbiddenUrl), await bench.SendAsync("ftp://example.org/"));
        Assert.Equal(
            new SendOutcome.Refused(WebhookSender.NoSecret),
            await bench.Sender.SendAsync(SenderBench.Channel("http://127.0.0.1:1/", "whsec_broken"), SenderBench.Reply, default));
    }

    private SignatureCheck Verify(RawRequest request, ChannelSettings channel) => StandardWebhooks.Verify(
        channel.Secrets,
        new WebhookSignature(request.Headers["webhook-id"], request.Headers["webhook-timestamp"], request.Headers["webhook-signature"]),
        request.Body,
        bench.Time.GetUtcNow());

    private static (RawEndpoint Endpoint, List<RawRequest> Requests) Recording()
    {
        var requests = new List<RawRequest>();
        var endpoint = new RawEndpoint(async connection =>
        {
            while (true)
            {
                requests.Add(await connection.ReadRequestAsync());
                await connection.SayAsync(Ok);
            }
        });
        return (endpoint, requests);
    }
}
