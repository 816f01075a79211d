using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Microsoft.Extensions.Options;

namespace Conversations.Channels.Webhook;

/// <summary>
/// The mouth of the generic webhook: one signed POST to the channel's reply URL, and an exact word on what is known after it. The line between "surely
/// not sent" and "may have arrived" is the first byte of the body (<see cref="ReplyContent"/>).
/// </summary>
public sealed class WebhookSender(ReplyConnections connections, IOptions<WebhookOptions> options, TimeProvider time) : IChannelSender
{
    public const string ForbiddenUrl = "forbidden-url";
    public const string NoReplyUrl = "no-reply-url";
    public const string NoSecret = "no-secret";
    public const string DnsFailed = "dns-failed";
    public const string ConnectFailed = "connect-failed";
    public const string TlsFailed = "tls-failed";
    public const string ConnectionLost = "connection-lost";
    public const string Timeout = "timeout";

    /// <summary>This process is stopping and gave the send up.</summary>
    public const string Stopped = "stopped";

    public string Kind => "webhook";

    /// <summary>webhook-id is the reply's id in every try; a receiver of Standard Webhooks drops the second.</summary>
    public bool TakesIdempotencyKeys => true;

    public async ValueTask<SendOutcome> SendAsync(ChannelSettings channel, OutgoingReply reply, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(channel.ReplyUrl))
        {
            return new SendOutcome.Refused(NoReplyUrl);
        }

        if (ReplyUrlRules.Check(channel.ReplyUrl, options.Value.AllowPrivateReplyUrls) is not null)
        {
            return new SendOutcome.Refused(ForbiddenUrl);
        }

        var body = ReplyContent.Write(reply);
        var id = reply.ReplyId.ToString();
        var now = time.GetUtcNow();
        if (StandardWebhooks.Sign(channel.Secrets, id, now, body) is not { } signature)
        {
            return new SendOutcome.Refused(NoSecret);
        }

        using var content = new ReplyContent(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, channel.ReplyUrl) { Content = content, Version = HttpVersion.Version11 };
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Headers.Add("User-Agent", "Conversations");
        request.Headers.TryAddWithoutValidation(StandardWebhooks.IdHeader, id);
        request.Headers.TryAddWithoutValidation(StandardWebhooks.TimestampHeader, StandardWebhooks.TimestampOf(now));
        request.Headers.TryAddWithoutValidation(StandardWebhooks.SignatureHeader, signature);
        return await SendAsync(request, content, cancellationToken);
    }

    private async ValueTask<SendOutcome> SendAsync(HttpRequestMessage request, ReplyContent content, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(options.Value.SendTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
        try
        {
            using var response = await connections.Invoker.SendAsync(request, both.Token);
            var retryAfter = response.Headers.TryGetValues("Retry-After", out var values) ? values.First() : null;
            return ReplyAnswer.OfStatus(response.StatusCode, retryAfter, time.GetUtcNow())
                ?? new SendOutcome.Sent(await ReadProviderIdAsync(response, both.Token));
        }
        catch (OperationCanceledException)
        {
            return NoAnswer(content, stopping.IsCancellationRequested ? Stopped : Timeout);
        }
        catch (HttpRequestException trouble) when (HasCause<ForbiddenAddressException>(trouble))
        {
            return new SendOutcome.Refused(ForbiddenUrl);
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException)
        {
            return NoAnswer(content, content.IsBegun ? ConnectionLost : ConnectFault(trouble));
        }
    }

    private static SendOutcome NoAnswer(ReplyContent content, string reason) =>
        content.IsBegun ? new SendOutcome.Unclear(reason) : new SendOutcome.NotSent(reason, After: null);

    private static string ConnectFault(Exception trouble) =>
        trouble is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } || HasCause<AuthenticationException>(trouble) ? TlsFailed
        : Cause<SocketException>(trouble) is { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery } ? DnsFailed
        : ConnectFailed;

    /// <summary>The endpoint has said 2xx already: whatever happens to the rest of its answer, the reply is sent.</summary>
    private static async ValueTask<string?> ReadProviderIdAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Limits.ReplyAnswerBytesMax);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var read = await stream.ReadAtLeastAsync(buffer.AsMemory(0, Limits.ReplyAnswerBytesMax), Limits.ReplyAnswerBytesMax, throwOnEndOfStream: false, cancellationToken);
            return ReplyAnswer.ProviderId(buffer.AsSpan(0, read));
        }
        catch (Exception trouble) when (trouble is OperationCanceledException or HttpRequestException or IOException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool HasCause<T>(Exception trouble)
        where T : Exception => Cause<T>(trouble) is not null;

    private static T? Cause<T>(Exception trouble)
        where T : Exception
    {
        for (var cause = trouble; cause is not null; cause = cause.InnerException)
        {
            if (cause is T found)
            {
                return found;
            }
        }

        return null;
    }
}
