using System.Net;
using Conversations.Channels.Webhook;
using Conversations.Contracts.Ports;

namespace Conversations.Channels.Tests.Webhook;

public sealed class WebhookSenderGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    public async Task A_public_name_that_leads_inside_is_refused_at_the_connect(string address)
    {
        await using var endpoint = RawEndpoint.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var guarded = new SenderBench(allowPrivate: false, (_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }));

        Assert.Null(ReplyUrlRules.Check("https://replies.example.org/", allowPrivate: false));
        Assert.Equal(new SendOutcome.Refused(WebhookSender.ForbiddenUrl), await guarded.SendAsync("https://replies.example.org/"));
        Assert.Equal(0, endpoint.Connections);
    }

    [Fact]
    public async Task A_name_is_asked_for_once_and_that_answer_is_connected_to()
    {
        var asked = new List<string>();
        await using var endpoint = RawEndpoint.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var bench = new SenderBench(resolve: (host, _) =>
        {
            asked.Add(host);
            return Task.FromResult(new[] { asked.Count == 1 ? IPAddress.Loopback : IPAddress.Parse("192.0.2.1") });
        });

        Assert.Equal(new SendOutcome.Sent(null), await bench.SendAsync($"http://replies.example.org:{endpoint.Port}/"));
        Assert.Equal(["replies.example.org"], asked);
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://replies.example.org:8443/")]
    public async Task A_forbidden_spelling_is_refused_before_any_name_is_asked_for(string url)
    {
        using var guarded = new SenderBench(allowPrivate: false, (_, _) => throw new InvalidOperationException("The guard asked."));

        Assert.Equal(new SendOutcome.Refused(WebhookSender.ForbiddenUrl), await guarded.SendAsync(url));
    }
}
