using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Conversations.Web.Tests.Running;

/// <summary>Whoever pays out: takes what is posted, or says no for good, as it is told.</summary>
public sealed class Payer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<JsonElement> posted = Channel.CreateUnbounded<JsonElement>();

    private Payer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/pay", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            context.Response.StatusCode = (int)Answer;
            posted.Writer.TryWrite(JsonDocument.Parse(body.ToArray()).RootElement);
        });
    }

    public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

    public static async Task<Payer> StartAsync()
    {
        var payer = new Payer();
        await payer.app.StartAsync();
        return payer;
    }

    /// <summary>A server that has its gestures fulfilled here.</summary>
    public Task<RunningServer> ServeAsync() => RunningServer.StartAsync(
        "--Gestures:FulfilmentUrl", app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/pay",
        "--Gestures:FulfilmentSecret", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "--Channels:AllowPrivateReplyUrls", "true");

    /// <summary>What is posted next.</summary>
    public Task<JsonElement> NextAsync() => posted.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
