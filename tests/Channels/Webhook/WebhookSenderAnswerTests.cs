using Conversations.Channels.Webhook;
using Conversations.Contracts.Ports;

namespace Conversations.Channels.Tests.Webhook;

public sealed class WebhookSenderAnswerTests : IDisposable
{
    private readonly SenderBench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", null)]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", null)]
    [InlineData("HTTP/1.1 299 Whatever\r\nContent-Length: 2\r\n\r\nok", null)]
    [InlineData("HTTP/1.1 202 Accepted\r\nContent-Length: 12\r\n\r\n{\"id\":\"p-1\"}", "p-1")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n7\r\n:\"p-1\"}\r\n0\r\n\r\n", "p-1")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n{\"x\":[1],\"id\":\"p-1\"}", "p-1")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n{\"id\":5}", null)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n{\"id\":\"\"}", null)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n{\"id\":\"\\ud800\"}", "\uFFFD")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n[\"id\"]", null)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nthank you", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"id\":", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", null)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"id\":\"p-1\"}", "p-1")]
    public async Task Any_2xx_is_sent_whatever_its_body(string answer, string? providerId)
    {
        await using var endpoint = RawEndpoint.Answering(answer);

        Assert.Equal(new SendOutcome.Sent(providerId), await bench.SendAsync(endpoint.Url));
    }

    [Fact]
    public async Task An_id_of_129_characters_is_none()
    {
        await using var endpoint = RawEndpoint.Answering("HTTP/1.1 200 OK\r\n\r\n{\"id\":\"" + new string('x', 129) + "\"}");

        Assert.Equal(new SendOutcome.Sent(null), await bench.SendAsync(endpoint.Url));
    }

    [Fact]
    public async Task An_answer_in_pieces_is_read_to_its_end()
    {
        await using var endpoint = new RawEndpoint(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SayAsync("HTTP/1.1 200 OK\r\n\r\n{\"x\":\"");
            for (var piece = 0; piece < 60; piece++)
            {
                await connection.SayAsync(new string('x', 1_000));
            }

            await connection.SayAsync("\",\"id\":\"p-1\"}");
        });

        Assert.Equal(new SendOutcome.Sent("p-1"), await bench.SendAsync(endpoint.Url));
    }

    [Fact]
    public async Task No_more_than_64_kB_of_an_answer_are_read()
    {
        await using var endpoint = new RawEndpoint(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SayAsync("HTTP/1.1 200 OK\r\n\r\n{\"id\":\"p-1\",\"x\":\"");
            while (true)
            {
                await connection.SayAsync(new string('x', 10_000));
            }
        });

        Assert.Equal(new SendOutcome.Sent(null), await bench.SendAsync(endpoint.Url));
    }

    [Fact]
    public async Task A_2xx_whose_body_never_ends_holds_the_sender_no_longer_than_the_timeout()
    {
        var said = new TaskCompletionSource();
        await using var endpoint = new RawEndpoint(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SayAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
            said.SetResult();
            await Task.Delay(Timeout.Infinite, connection.Stop);
        });

        var sending = bench.SendAsync(endpoint.Url);
        await said.Task;
        bench.Time.Advance(TimeSpan.FromSeconds(15));

        // Whether the head was read before the time was over is a race of the network; "sent" or "unclear" are both honest, anything else is not.
        Assert.True(await sending is SendOutcome.Sent { ProviderId: null } or SendOutcome.Unclear { Reason: WebhookSender.Timeout });
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(304)]
    [InlineData(307)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(410)]
    [InlineData(413)]
    [InlineData(422)]
    [InlineData(425)]
    [InlineData(499)]
    public async Task A_no_is_refused_for_good(int status)
    {
        await using var elsewhere = RawEndpoint.Answering("HTTP/1.1 200 OK\r\n\r\n");
        await using var endpoint = RawEndpoint.Answering($"HTTP/1.1 {status} No\r\nLocation: {elsewhere.Url}\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(new SendOutcome.Refused($"http-{status}"), await bench.SendAsync(endpoint.Url));
        Assert.Equal(0, elsewhere.Connections);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(502)]
    [InlineData(504)]
    [InlineData(599)]
    [InlineData(600)]
    [InlineData(999)]
    public async Task Who_broke_while_at_it_may_have_acted(int status)
    {
        await using var endpoint = RawEndpoint.Answering($"HTTP/1.1 {status} Oh\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(new SendOutcome.Unclear($"http-{status}"), await bench.SendAsync(endpoint.Url));
    }

    [Theory]
    [InlineData(408, null, null)]
    [InlineData(429, "7", 7)]
    [InlineData(503, "0", 0)]
    [InlineData(503, " 12 ", 12)]
    [InlineData(503, "3600", 3600)]
    [InlineData(503, "3601", 3600)]
    [InlineData(503, "99999999999999999999", 3600)]
    [InlineData(429, "-1", null)]
    [InlineData(429, "1.5", null)]
    [InlineData(429, "soon", null)]
    [InlineData(429, "", null)]
    [InlineData(429, "Sun, 22 Nov 2026 12:00:30 GMT", 30)]
    [InlineData(429, "Sunday, 22-Nov-26 12:00:30 GMT", 30)]
    [InlineData(429, "Sun, 22 Nov 2026 11:00:00 GMT", 0)]
    [InlineData(429, "Mon, 23 Nov 2026 12:00:00 GMT", 3600)]
    public async Task Who_is_busy_names_the_time_to_come_back(int status, string? retryAfter, int? seconds)
    {
        var header = retryAfter is null ? "" : $"Retry-After: {retryAfter}\r\n";
        await using var endpoint = RawEndpoint.Answering($"HTTP/1.1 {status} Busy\r\n{header}Content-Length: 0\r\n\r\n");

        TimeSpan? after = seconds is null ? null : TimeSpan.FromSeconds(seconds.Value);
        Assert.Equal(new SendOutcome.NotSent($"http-{status}", after), await bench.SendAsync(endpoint.Url));
    }
}
