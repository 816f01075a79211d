using System.Net;
using Conversations.Channels.Webhook;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Microsoft.Extensions.Options;

namespace Conversations.Channels.Tests.Webhook;

/// <summary>A sender with everything a test may turn.</summary>
public sealed class SenderBench : IDisposable
{
    public const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private readonly ReplyConnections connections;

    public SenderBench(bool allowPrivate = true, ResolveHost? resolve = null)
    {
        var options = new WebhookOptions { AllowPrivateReplyUrls = allowPrivate, ConnectTimeout = TimeSpan.FromSeconds(60) };
        connections = new ReplyConnections(options, resolve ?? ((host, _) => Task.FromResult(new[] { IPAddress.Parse(host) })));
        Sender = new WebhookSender(connections, Options.Create(options), Time);
    }

    public ManualTime Time { get; } = new(HostileCase.Now);

    public WebhookSender Sender { get; }

    public static OutgoingReply Reply { get; } = new()
    {
        ReplyId = new Guid("0192E5A0-0000-7000-8000-0000000000AA"),
        Thread = "t-1",
        ConversationId = "abcdefghijklmnopqrstuvwxyz",
        Visibility = "private",
        Text = "Grüß Gott \"\\ \U0001F600\n<b>",
        ReplyTo = "m-1",
        AuthorName = "Ada",
    };

    public static ChannelSettings Channel(string? url, params string[] secrets) => new()
    {
        Id = new ChannelId("c-1"),
        Kind = "webhook",
        Name = "shop",
        Queue = new QueueId("q-1"),
        ReplyUrl = url,
        Secrets = [.. (secrets.Length == 0 ? [Secret] : secrets).Select((value, i) => new ChannelSecret("s" + i, value, HostileCase.Now))],
    };

    public Task<SendOutcome> SendAsync(string? url, CancellationToken cancellationToken = default) =>
        Sender.SendAsync(Channel(url), Reply, cancellationToken).AsTask();

    public void Dispose() => connections.Dispose();
}
