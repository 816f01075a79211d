using System.Net.Sockets;
using System.Text;

namespace Conversations.Load.Wire;

/// <summary>One request, one outcome: whatever goes wrong is told, not thrown.</summary>
public sealed class HttpSender : IDisposable
{
    private const int ConnectionsMax = 128;
    private const int AnswerBytesMax = 32 * 1024 * 1024;
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);
    private readonly HttpClient _client;

    public HttpSender(Uri target)
    {
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = ConnectionsMax,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        };
        _client = new HttpClient(handler) { BaseAddress = target, Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = AnswerBytesMax };
    }

    public async Task<Outcome> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(AttemptTimeout);
        try
        {
            using var request = make();
            using var response = await _client.SendAsync(request, timeout.Token);
            var body = await response.Content.ReadAsStringAsync(timeout.Token);
            var retryAfter = response.Headers.RetryAfter?.Delta;
            return new Outcome((int)response.StatusCode, body, null, retryAfter);
        }
        catch (HttpRequestException exception)
        {
            var isRefused = exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
            return new Outcome(0, "", isRefused ? "refused" : "reset", null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Outcome(0, "", "timeout", null);
        }
    }

    public static HttpRequestMessage Request(HttpMethod method, string path, string? key, string? json)
    {
        var request = new HttpRequestMessage(method, path);
        if (key is not null)
        {
            request.Headers.Authorization = new("Bearer", key);
        }

        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        return request;
    }

    public void Dispose() => _client.Dispose();
}
