using System.Text.Json;
using Conversations.Channels.Webhook;
using Conversations.Contracts.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Conversations.Silo.Demo;

/// <summary>
/// The network of the demo: a small endpoint on loopback to which replies are posted, signed as to anybody. Nothing leaves the machine.
/// </summary>
internal sealed class DemoReplies : IAsyncDisposable
{
    private const int BodyBytesMax = 256 * 1024;
    private readonly WebApplication app;
    private readonly TimeProvider time;
    private Func<ChannelSettings[]> channels = () => [];

    public DemoReplies(TimeProvider time)
    {
        this.time = time;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, HostedLifetime>();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = BodyBytesMax);
        app = builder.Build();
        app.MapPost("/replies/{channel}", TakeAsync);
    }

    /// <summary>A reply arrived.</summary>
    public event Action<DemoReply>? Arrived;

    public async Task<Uri> StartAsync(CancellationToken cancellationToken)
    {
        await app.StartAsync(cancellationToken);
        return new Uri(app.Urls.First());
    }

    public void Serve(Func<ChannelSettings[]> known) => channels = known;

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task<IResult> TakeAsync(string channel, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var signature = new WebhookSignature(
            request.Headers[StandardWebhooks.IdHeader], request.Headers[StandardWebhooks.TimestampHeader], request.Headers[StandardWebhooks.SignatureHeader]);
        if (channels().FirstOrDefault(known => known.Id.Value == channel) is not { } settings
            || StandardWebhooks.Verify(settings.Secrets, signature, body.ToArray(), time.GetUtcNow()) != SignatureCheck.Valid)
        {
            return Results.Unauthorized();
        }

        using var reply = JsonDocument.Parse(body.ToArray());
        var members = reply.RootElement;
        Arrived?.Invoke(new DemoReply(
            settings, members.GetProperty("id").GetString()!, members.GetProperty("thread").GetString()!, members.GetProperty("visibility").GetString()!));
        return Results.Ok();
    }
}

/// <summary>Lives as long as the server it belongs to. As a program of its own it would take the stop that is meant for the server.</summary>
internal sealed class HostedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A reply as the demo's network took it.</summary>
internal sealed record DemoReply(ChannelSettings Channel, string Id, string Thread, string Visibility);
