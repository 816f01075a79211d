using System.Net;
using System.Text.Json;
using Conversations.Channels.Webhook;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;
using Conversations.Web.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Conversations.Web.Tests.Api;

/// <summary>A granted gesture goes to the fulfilment address, signed, through the outbox.</summary>
public sealed class FulfilmentTests
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private const string Policy = """{"currency":"EUR","kinds":{"refund":{"perAction":5000}}}""";

    [Fact]
    public async Task A_granted_gesture_is_posted_signed_and_its_receipt_says_that_it_was_sent()
    {
        var posted = new TaskCompletionSource<(IHeaderDictionary Headers, byte[] Body)>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var payer = await ListenAsync(posted);
        var address = payer.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await using var server = await RunningServer.StartAsync(
            "--Gestures:FulfilmentUrl", address + "/pay", "--Gestures:FulfilmentSecret", Secret, "--Channels:AllowPrivateReplyUrls", "true");
        var channel = await TestChannel.MakeAsync(server);
        var conversation = await channel.ArriveAsync();
        (await server.Admin.PutAsync("/api/v1/gestures/policy", new { id = Guid.NewGuid(), seenVersion = 0, text = Policy })).Is(HttpStatusCode.OK);
        var gesture = Guid.NewGuid();
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var feed = server.Services.GetRequiredService<IJournalFeed>().Subscribe(batch =>
        {
            if (batch.Appends.Any(append => append.Stream == GestureStreams.Of(gesture) && append.Entries.Any(static entry => entry.Kind == "fulfilmentChanged")))
            {
                sent.TrySetResult();
            }
        });

        var route = $"/api/v1/conversations/{conversation}/gestures";
        var given = (await server.Admin.PostAsync(route, new { id = gesture, kind = "refund", amount = 4000, reason = "The bag came late." })).Is(HttpStatusCode.OK);
        Assert.Equal("pending", given["fulfilment"]);

        var (headers, body) = await posted.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(headers["webhook-timestamp"].ToString(), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(gesture.ToString(), headers["webhook-id"]);
        Assert.Equal(StandardWebhooks.Sign([new ChannelSecret("s", Secret, at)], gesture.ToString(), at, body), headers["webhook-signature"]);
        var json = JsonDocument.Parse(body).RootElement;
        Assert.Equal(
            ["id", "conversationId", "channelId", "customerId", "kind", "amount", "currency", "reason", "employeeId", "coSignerId", "policyVersion", "at"],
            json.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(
            (gesture, conversation, channel.Id, "u-1", "refund", 4000L, "EUR", "The bag came late.", "admin", 1),
            (json.GetProperty("id").GetGuid(), json.GetProperty("conversationId").GetString(), json.GetProperty("channelId").GetString(), json.GetProperty("customerId").GetString(),
                json.GetProperty("kind").GetString(), json.GetProperty("amount").GetInt64(), json.GetProperty("currency").GetString(), json.GetProperty("reason").GetString(),
                json.GetProperty("employeeId").GetString(), json.GetProperty("policyVersion").GetInt32()));
        await sent.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal("sent", (await server.Admin.GetAsync($"{route}/{gesture}")).Is(HttpStatusCode.OK)["fulfilment"]);
    }

    private static async Task<WebApplication> ListenAsync(TaskCompletionSource<(IHeaderDictionary Headers, byte[] Body)> posted)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/pay", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            posted.TrySetResult((new HeaderDictionary(context.Request.Headers.ToDictionary()), body.ToArray()));
        });
        await app.StartAsync();
        return app;
    }
}
