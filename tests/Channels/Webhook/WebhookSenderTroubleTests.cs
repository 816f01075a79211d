using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Conversations.Channels.Webhook;
using Conversations.Contracts.Ports;

namespace Conversations.Channels.Tests.Webhook;

/// <summary>The line between "surely not sent" and "may have arrived".</summary>
public sealed class WebhookSenderTroubleTests : IDisposable
{
    private static readonly SendOutcome Lost = new SendOutcome.Unclear(WebhookSender.ConnectionLost);
    private readonly SenderBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Nobody_listens_is_not_sent()
    {
        var endpoint = RawEndpoint.Answering("");
        await endpoint.DisposeAsync();

        Assert.Equal(new SendOutcome.NotSent(WebhookSender.ConnectFailed, null), await bench.SendAsync(endpoint.Url));
    }

    [Theory]
    [InlineData(SocketError.HostNotFound)]
    [InlineData(SocketError.TryAgain)]
    [InlineData(SocketError.NoData)]
    public async Task A_name_that_is_not_found_is_not_sent(SocketError error)
    {
        using var nameless = new SenderBench(resolve: (_, _) => throw new SocketException((int)error));

        Assert.Equal(new SendOutcome.NotSent(WebhookSender.DnsFailed, null), await nameless.SendAsync("http://replies.example/"));
    }

    [Fact]
    public async Task A_name_without_addresses_is_not_sent()
    {
        using var nameless = new SenderBench(resolve: (_, _) => Task.FromResult(Array.Empty<IPAddress>()));

        Assert.Equal(new SendOutcome.NotSent(WebhookSender.DnsFailed, null), await nameless.SendAsync("http://replies.example/"));
    }

    [Fact]
    public async Task A_dead_address_is_passed_over_for_the_next()
    {
        await using var endpoint = RawEndpoint.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var two = new SenderBench(resolve: (_, _) => Task.FromResult(new[] { IPAddress.IPv6Loopback, IPAddress.Loopback }));

        Assert.Equal(new SendOutcome.Sent(null), await two.SendAsync($"http://replies.example:{endpoint.Port}/"));
    }

    [Fact]
    public async Task No_TLS_where_TLS_is_expected_is_not_sent()
    {
        await using var endpoint = new RawEndpoint(connection => connection.SayAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));

        Assert.Equal(new SendOutcome.NotSent(WebhookSender.TlsFailed, null), await bench.SendAsync($"https://127.0.0.1:{endpoint.Port}/"));
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_is_not_sent()
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=replies.example", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var endpoint = new RawEndpoint(async connection =>
        {
            await using var tls = new SslStream(connection.Stream, leaveInnerStreamOpen: true);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, connection.Stop);
            Assert.Equal(0, await tls.ReadAsync(new byte[1], connection.Stop));
        });

        Assert.Equal(new SendOutcome.NotSent(WebhookSender.TlsFailed, null), await bench.SendAsync($"https://127.0.0.1:{endpoint.Port}/"));
    }

    [Fact]
    public async Task Closing_without_an_answer_is_unclear()
    {
        await using var endpoint = new RawEndpoint(connection => connection.ReadRequestAsync());

        Assert.Equal(Lost, await bench.SendAsync(endpoint.Url));
    }

    [Fact]
    public async Task A_reset_after_the_request_is_unclear()
    {
        await using var endpoint = new RawEndpoint(async connection =>
        {
            await connection.ReadRequestAsync();
            connection.Reset();
        });

        Assert.Equal(Lost, await bench.SendAsync(endpoint.Url));
    }

    [Theory]
    [InlineData("HELLO\r\n\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public async Task An_answer_that_is_no_HTTP_is_unclear(string answer)
    {
        await using var endpoint = RawEndpoint.Answering(answer);

        Assert.Equal(Lost, await bench.SendAsync(endpoint.Url));
    }

    [Fact]
    public async Task Endless_answer_headers_are_cut_off()
    {
        await using var endpoint = RawEndpoint.Answering("HTTP/1.1 200 OK\r\nX: " + new string('x', 20_000) + "\r\n\r\n");

        Assert.Equal(Lost, await bench.SendAsync(endpoint.Url));
    }

    [Fact]
    public async Task Time_over_before_there_is_a_connection_is_not_sent()
    {
        var asked = new TaskCompletionSource();
        using var slow = new SenderBench(resolve: async (_, cancellationToken) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return [];
        });

        var sending = slow.SendAsync("http://replies.example/");
        await asked.Task;
        slow.Time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(new SendOutcome.NotSent(WebhookSender.Timeout, null), await sending);
    }

    [Fact]
    public async Task Time_over_after_the_request_is_unclear()
    {
        var (endpoint, received) = Silent();
        await using var _ = endpoint;

        var sending = bench.SendAsync(endpoint.Url);
        await received;
        bench.Time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(sending.IsCompleted);
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new SendOutcome.Unclear(WebhookSender.Timeout), await sending);
    }

    [Fact]
    public async Task Stopping_is_an_outcome_too()
    {
        var (endpoint, received) = Silent();
        await using var _ = endpoint;
        using var stopping = new CancellationTokenSource();

        var sending = bench.SendAsync(endpoint.Url, stopping.Token);
        await received;
        await stopping.CancelAsync();

        Assert.Equal(new SendOutcome.Unclear(WebhookSender.Stopped), await sending);
        Assert.Equal(new SendOutcome.NotSent(WebhookSender.Stopped, null), await bench.SendAsync(endpoint.Url, stopping.Token));
    }

    private static (RawEndpoint Endpoint, Task Received) Silent()
    {
        var received = new TaskCompletionSource();
        var endpoint = new RawEndpoint(async connection =>
        {
            await connection.ReadRequestAsync();
            received.TrySetResult();
            await Task.Delay(Timeout.Infinite, connection.Stop);
        });
        return (endpoint, received.Task);
    }
}
