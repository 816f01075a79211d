using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Conversations.Load.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Conversations.Load.Tests.StandIn;

/// <summary>
/// The published contract in memory, as far as the harness uses it: the harness is tried against this before it judges the real thing.
/// </summary>
public sealed class StandInServer : IAsyncDisposable
{
    public const string Token = "stand-in-token";
    private readonly StandInJournal _journal = new();
    private readonly StandInDelivery _delivery;
    private readonly Plant _plant;
    private readonly TaskCompletionSource _isBusy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication _app;
    private int _messages;

    private StandInServer(Plant plant)
    {
        _plant = plant;
        _delivery = new StandInDelivery(_journal, plant);
        _app = Build(0);
    }

    private WebApplication Build(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port));
        builder.Services.AddRouting();
        builder.Services.AddSignalR();
        builder.Services.AddSingleton(services => new StandInFeed(_journal, services.GetRequiredService<IHubContext<StandInHub>>(), _plant));
        var app = builder.Build();
        Map(app);
        return app;
    }

    /// <summary>False answers 422 to loopback reply addresses.</summary>
    public bool AllowsPrivateReplyUrls { get; set; } = true;

    public Uri Address => new(_app.Urls.First());

    public static async Task<StandInServer> StartAsync(Plant plant = Plant.None)
    {
        var server = new StandInServer(plant);
        await server.OpenAsync();
        return server;
    }

    /// <summary>Done when some messages have come in.</summary>
    public Task IsBusy => _isBusy.Task;

    /// <summary>Goes away without a word, then comes back at the same address with what it had kept.</summary>
    public async Task RestartAsync()
    {
        var port = Address.Port;
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _app = Build(port);
        await OpenAsync();
    }

    private async Task OpenAsync()
    {
        await _app.StartAsync();
        _app.Services.GetRequiredService<StandInFeed>();
    }

    private void Map(WebApplication app)
    {
        var api = app.MapGroup("/api/v1").AddEndpointFilter(async (context, next) =>
            context.HttpContext.Request.Headers.Authorization == "Bearer " + Token ? await next(context) : Problem(401, "unauthenticated"));
        api.MapGet("/conversations", () => Locked(() => Results.Json(new { items = Array.Empty<object>(), total = 0 })));
        api.MapPost("/channels", MakeChannel);
        api.MapGet("/conversations/{id}/entries", (string id, int after, int limit) => Locked(() => _journal.Conversations.TryGetValue(id, out var found)
            ? Results.Json(new { entries = found.Entries.Skip(after).Take(limit), head = found.Entries.Count })
            : Problem(404, "not-found")));
        foreach (var verb in new[] { "claim", "release", "resolve", "notes", "replies", "priority", "labels" })
        {
            api.MapMethods("/conversations/{id}/" + verb, ["POST", "PUT"], (string id, HttpRequest request) => CommandAsync(id, verb, null, request));
        }

        api.MapPost("/conversations/{id}/replies/{replyId}/{verb}", (string id, string replyId, string verb, HttpRequest request) => CommandAsync(id, verb, replyId, request));
        app.MapPost("/hooks/{channel}", HookAsync);
        app.MapPost("/hooks/{channel}/status", StatusAsync);
        app.MapHub<StandInHub>("/hub/dashboard");
    }

    private async Task<IResult> MakeChannel(HttpRequest request)
    {
        var body = await JsonNode.ParseAsync(request.Body);
        if (!AllowsPrivateReplyUrls)
        {
            return Problem(422, "forbidden-url");
        }

        var secret = "whsec_" + Convert.ToBase64String(Guid.NewGuid().ToByteArray());
        var id = "ch" + (_delivery.Channels.Count + 1).ToString(CultureInfo.InvariantCulture);
        _delivery.Channels[id] = (new Uri(body!["replyUrl"]!.GetValue<string>()), new WebhookSignature(secret));
        return Results.Json(new { id, secret }, statusCode: 201);
    }

    private async Task<IResult> HookAsync(string channel, HttpRequest request)
    {
        if (await SignedAsync(channel, request) is not { } body)
        {
            return Problem(401, "bad-signature");
        }

        return Locked(() =>
        {
            IEnumerable<JsonNode?> items = body is JsonArray array ? array : [body];
            return Results.Json(new { results = items.Select(item => Keep(channel, item!)).ToArray() });
        });
    }

    private JsonObject Keep(string channel, JsonNode item)
    {
        var id = item["id"]!.GetValue<string>();
        if (item["thread"] is not { } thread)
        {
            return new JsonObject { ["id"] = id, ["status"] = "quarantined", ["reason"] = "no thread" };
        }

        if (++_messages == 40)
        {
            _isBusy.TrySetResult();
        }

        var conversation = _journal.Open(channel, thread.GetValue<string>());
        var isKnown = conversation.Places.TryGetValue(id, out var seq);
        if (_plant == Plant.LoseMessages && !isKnown && _messages % 20 == 0)
        {
            return new JsonObject { ["id"] = id, ["conversationId"] = conversation.Id, ["seq"] = conversation.Entries.Count + 1, ["status"] = "accepted" };
        }

        if (_plant == Plant.CutSockets && _messages % 40 == 0)
        {
            _app.Services.GetRequiredService<StandInFeed>().CutAll();
        }

        if (!isKnown || _plant == Plant.KeepRepeats)
        {
            conversation.IsWaiting = true;
            var data = new JsonObject { ["text"] = item["text"]?.GetValue<string>(), ["visibility"] = item["visibility"]?.GetValue<string>() ?? "private", ["externalId"] = id };
            seq = conversation.Places[id] = _journal.Append(conversation, "messageReceived", "customer", data);
        }

        return new JsonObject { ["id"] = id, ["conversationId"] = conversation.Id, ["seq"] = seq, ["status"] = isKnown ? "duplicate" : "accepted" };
    }

    private async Task<IResult> StatusAsync(string channel, HttpRequest request)
    {
        var body = await SignedAsync(channel, request);
        return body is null ? Problem(401, "bad-signature") : Locked(() =>
        {
            var replyId = body["replyId"]!.GetValue<string>();
            var conversation = _journal.Conversations.Values.First(found => found.ReplyStates.ContainsKey(replyId));
            _journal.Append(conversation, body["status"]!.GetValue<string>() == "read" ? "replyRead" : "replyDelivered", "system", new JsonObject { ["replyId"] = replyId });
            return Results.Json(new { });
        });
    }

    private async Task<JsonNode?> SignedAsync(string channel, HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer);
        var headers = request.Headers;
        var isSigned = _delivery.Channels.TryGetValue(channel, out var found) && found.Signature.Verifies(
            headers[WebhookSignature.IdHeader].ToString(), headers[WebhookSignature.TimestampHeader].ToString(), headers[WebhookSignature.SignatureHeader].ToString(), buffer.ToArray(), DateTimeOffset.UtcNow);
        // Lone surrogates are replaced before parsing, as the contract says of texts.
        var text = Encoding.UTF8.GetString(buffer.ToArray()).Replace("\\ud800", "\\ufffd", StringComparison.Ordinal).Replace("\\udc00", "\\ufffd", StringComparison.Ordinal).Replace("\\u0000", "\\ufffd", StringComparison.Ordinal);
        return isSigned ? JsonNode.Parse(text) : null;
    }

    private async Task<IResult> CommandAsync(string id, string verb, string? replyId, HttpRequest request)
    {
        var text = await new StreamReader(request.Body).ReadToEndAsync();
        var body = JsonNode.Parse(text)!;
        return Locked(() =>
        {
            var command = body["id"]!.GetValue<string>();
            if (_journal.Commands.TryGetValue(command, out var known))
            {
                return known.Body == text ? Results.Text(known.Answer, "application/json", statusCode: known.Status) : Problem(422, "command-id-reused");
            }

            var conversation = _journal.Conversations[id];
            var answer = StandInCommands.Decide(_journal, _delivery, conversation, verb, replyId ?? command, body);
            if (answer is null)
            {
                return Problem(409, "illegal-move");
            }

            _journal.Commands[command] = (text, verb == "replies" ? 202 : 200, answer.ToJsonString());
            return Results.Text(answer.ToJsonString(), "application/json", statusCode: verb == "replies" ? 202 : 200);
        });
    }

    private IResult Locked(Func<IResult> answer)
    {
        lock (_journal.Gate)
        {
            return answer();
        }
    }

    private static IResult Problem(int status, string slug) => Results.Json(new { type = "/problems/" + slug, status }, contentType: "application/problem+json", statusCode: status);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _delivery.Dispose();
    }
}
