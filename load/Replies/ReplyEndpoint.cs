using System.Collections.Concurrent;
using System.Text.Json;
using Conversations.Load.Ledgers;
using Conversations.Load.Setup;
using Conversations.Load.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Conversations.Load.Replies;

/// <summary>
/// The customers' network: takes replies on loopback, checks that they are ours, answers well or badly as the seed says,
/// and writes down what reached the customer and in which order.
/// </summary>
public sealed class ReplyEndpoint : IAsyncDisposable
{
    private const int BodyBytesMax = 1024 * 1024;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly LedgerWriter _ledger;
    private readonly ulong _seed;
    private readonly ConcurrentDictionary<string, int> _attempts = new();
    private readonly ConcurrentDictionary<string, LoadChannel> _channels = new();

    private ReplyEndpoint(WebApplication app, LedgerWriter ledger, ulong seed) => (_app, _ledger, _seed) = (app, ledger, seed);

    /// <summary>Called with channel and reply id after a reply has been taken.</summary>
    public Action<LoadChannel, string>? Taken { get; set; }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <param name="port">0 lets the system choose.</param>
    /// <param name="ledger">Where deliveries are written down.</param>
    /// <param name="seed">Same seed, same answers to the same reply.</param>
    public static async Task<ReplyEndpoint> StartAsync(int port, LedgerWriter ledger, ulong seed)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
            kestrel.Listen(System.Net.IPAddress.Loopback, port);
        });
        var app = builder.Build();
        var endpoint = new ReplyEndpoint(app, ledger, seed);
        app.Run(endpoint.ReceiveAsync);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        endpoint.Address = new Uri(addresses.First());
        return endpoint;
    }

    public void Serve(LoadChannel channel) => _channels[channel.ReplyPath] = channel;

    private async Task ReceiveAsync(HttpContext context)
    {
        var beganAt = _ledger.Now;
        if (!HttpMethods.IsPost(context.Request.Method) || !_channels.TryGetValue(context.Request.Path, out var channel))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var bytes = buffer.ToArray();
        var replyId = context.Request.Headers[WebhookSignature.IdHeader].ToString();
        if (!IsSigned(channel, context.Request.Headers, bytes))
        {
            _ledger.Write(new Breach(_ledger.Now, "reply: signed by the Standard Webhooks rules", replyId));
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var attempt = _attempts.AddOrUpdate(replyId, 1, (_, before) => before + 1);
        var answer = AnswerPlan.For(_seed, replyId, attempt);
        if (answer == Answer.TakenThenHang)
        {
            await Task.Delay(Hang);
        }

        // Written down before the answer goes out: what the target may act upon is already a fact.
        _ledger.Write(Received(channel, replyId, bytes, beganAt, attempt, answer));
        await AnswerAsync(context, answer, replyId);
        if (Reaches(answer))
        {
            Taken?.Invoke(channel, replyId);
        }
    }

    private static bool IsSigned(LoadChannel channel, IHeaderDictionary headers, byte[] body) => channel.Signature.Verifies(
        headers[WebhookSignature.IdHeader].ToString(),
        headers[WebhookSignature.TimestampHeader].ToString(),
        headers[WebhookSignature.SignatureHeader].ToString(),
        body,
        DateTimeOffset.UtcNow);

    private static bool Reaches(Answer answer) => answer is Answer.Taken or Answer.TakenThenHang or Answer.TakenThenReset;

    private LedgerRecord Received(LoadChannel channel, string replyId, byte[] bytes, double beganAt, int attempt, Answer answer)
    {
        try
        {
            var body = JsonElement.Parse(bytes);
            if (body.GetProperty("id").GetString() != replyId)
            {
                return new Breach(_ledger.Now, "reply: webhook-id is the reply's id", replyId);
            }

            return new ReplyReceived(
                _ledger.Now,
                beganAt,
                replyId,
                channel.Id,
                body.GetProperty("thread").GetString()!,
                body.GetProperty("conversationId").GetString()!,
                TextHash.Of(body.GetProperty("text").GetString()),
                body.TryGetProperty("replyTo", out var replyTo) ? replyTo.GetString() : null,
                body.TryGetProperty("visibility", out var visibility) ? visibility.GetString() : null,
                attempt,
                answer.ToString(),
                Reaches(answer));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new Breach(_ledger.Now, "reply: body has the published form", replyId + ": " + exception.Message);
        }
    }

    private static async Task AnswerAsync(HttpContext context, Answer answer, string replyId)
    {
        switch (answer)
        {
            case Answer.TakenThenReset or Answer.TakenThenHang:
                context.Abort();
                return;
            case Answer.TooMany or Answer.Unavailable:
                context.Response.Headers.RetryAfter = "1";
                context.Response.StatusCode = answer == Answer.TooMany ? StatusCodes.Status429TooManyRequests : StatusCodes.Status503ServiceUnavailable;
                return;
            case Answer.Broken or Answer.Refused:
                context.Response.StatusCode = answer == Answer.Broken ? StatusCodes.Status500InternalServerError : StatusCodes.Status400BadRequest;
                return;
            default:
                await context.Response.WriteAsJsonAsync(new { id = "net-" + replyId }, context.RequestAborted);
                return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }
}
