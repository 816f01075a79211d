using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Conversations.Channels.Webhook;

/// <summary>All addresses of a host name or of a literal address. Throws SocketException when there is none.</summary>
public delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellationToken);

/// <summary>
/// Connections to reply endpoints. A name is resolved here and the very address that was checked is connected to, so a name that answers differently
/// the second time gains nothing. No proxy, no redirects, no cookies, no credentials, no decompression: a reply goes where the channel says, or nowhere.
/// </summary>
public sealed class ReplyConnections : IDisposable
{
    private const int AddressesTriedMax = 4;
    private const int AnswerHeadersKilobytesMax = 16;
    private const int DrainedBytesMax = 16 * 1024;

    private readonly bool allowPrivate;
    private readonly ResolveHost resolve;

    public ReplyConnections(IOptions<WebhookOptions> options)
        : this(options.Value, static (host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken))
    {
    }

    public ReplyConnections(WebhookOptions options, ResolveHost resolve)
    {
        allowPrivate = options.AllowPrivateReplyUrls;
        this.resolve = resolve;
        Invoker = new HttpMessageInvoker(Handler(options));
    }

    /// <summary>Sends a request and returns as soon as the head of the answer is there.</summary>
    internal HttpMessageInvoker Invoker { get; }

    public void Dispose() => Invoker.Dispose();

    private SocketsHttpHandler Handler(WebhookOptions options) => new()
    {
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, cancellationToken),
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        Credentials = null,
        PreAuthenticate = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = options.ConnectTimeout,
        MaxConnectionsPerServer = options.ConnectionsPerEndpointMax,
        MaxResponseHeadersLength = AnswerHeadersKilobytesMax,
        MaxResponseDrainSize = DrainedBytesMax,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint endpoint, CancellationToken cancellationToken)
    {
        var found = await resolve(endpoint.Host, cancellationToken);
        var allowed = allowPrivate ? found : Array.FindAll(found, PublicAddresses.Contains);
        if (allowed.Length == 0 && found.Length > 0)
        {
            throw new ForbiddenAddressException();
        }

        SocketException? trouble = null;
        foreach (var address in allowed.Take(AddressesTriedMax))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, endpoint.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException refused)
            {
                socket.Dispose();
                trouble = refused;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw trouble ?? new SocketException((int)SocketError.HostNotFound);
    }
}

/// <summary>Every address of the host lies inside; the guard refused to connect.</summary>
internal sealed class ForbiddenAddressException() : Exception("The host has no public address.");
