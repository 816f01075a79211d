using System.Security.Cryptography;
using System.Text.Json;
using Conversations.Channels.Webhook;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Web.Access;
using Conversations.Web.Company;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.Kept;
using Conversations.Web.OpenApi;
using Conversations.Web.Webhooks;
using Microsoft.Extensions.Options;
using Orleans;

namespace Conversations.Web.Api;

/// <summary>Channels and their secrets. A secret is shown once, when it is made.</summary>
public sealed class ChannelsApi(IGrainFactory grains, SettingsReader settings, KnownChannels known, Changes changes, IOptions<WebhookOptions> options, TimeProvider clock)
{
    private const string Root = "/api/v1/channels";
    private const int OriginsMax = 50;

    private static readonly BodyShape New = new(
        "NewChannel",
        new ChoiceMember("kind", "webhook", "chat"),
        new LineMember("name", Limits.NameCharsMax),
        new LineMember("replyUrl", Limits.UrlCharsMax).Optional(),
        new LineMember("queue", 64).Optional(),
        new LinesMember("allowedOrigins", OriginsMax, Limits.UrlCharsMax).Optional());

    private static readonly BodyShape Patch = new(
        "ChannelPatch",
        new LineMember("name", Limits.NameCharsMax).Optional(),
        new LineMember("replyUrl", Limits.UrlCharsMax).Optional(),
        new LineMember("queue", 64).Optional(),
        new FlagMember("disabled").Optional());

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Root, Permission.ReadDirectory, ListAsync, new ApiDescription("Channels, by id; secrets are never shown.") { Query = Paging.Members, Answers = [new(200, "ChannelPage")] });
        routes.MapApi("POST", Root, Permission.ManageChannels, CreateAsync, new ApiDescription("Makes a channel; its secret is shown this once.")
        {
            Body = New,
            Answers = [new(201, "NewChannelAnswer")],
            Problems = [Problems.ForbiddenUrl, Problems.UnknownQueue],
        });
        routes.MapApi("PATCH", Root + "/{id}", Permission.ManageChannels, ChangeAsync, new ApiDescription("Changes what the body names.")
        {
            Body = Patch,
            Answers = [new(200, "Channel")],
            Problems = [Problems.ForbiddenUrl, Problems.UnknownQueue],
        });
        routes.MapApi("POST", Root + "/{id}/secrets", Permission.ManageChannels, AddSecretAsync, new ApiDescription("Makes one more active secret; shown this once.")
        {
            Answers = [new(201, "NewSecret")],
            Problems = [ProblemTypes.TooManySecrets],
        });
        routes.MapApi("DELETE", Root + "/{id}/secrets/{secretId}", Permission.ManageChannels, RemoveSecretAsync, new ApiDescription("Ends a secret; never the last one.")
        {
            Answers = [new(204, null)],
            Problems = [ProblemTypes.LastSecret],
        });
    }

    private Task ListAsync(HttpContext context) => Paging.WriteAsync<ChannelSettings>(
        context, settings, SettingsKinds.Channel, channel => channel.Id.Value, context.Caller().May(Permission.ManageChannels) ? WriteFull : WriteBrief);

    private async Task CreateAsync(HttpContext context)
    {
        var body = await New.ReadAsync(context);
        var queue = new QueueId(body.TextOrNull("queue") ?? CompanyDefaults.Queue);
        RefuseForbidden(body.TextOrNull("replyUrl"));
        RefuseNotOrigins(body);
        await RequireQueueAsync(queue);
        var secret = NewSecret();
        var channel = new ChannelSettings
        {
            Id = new ChannelId(Secrets.NewId("ch")),
            Kind = body.Text("kind"),
            Name = body.Text("name"),
            Queue = queue,
            ReplyUrl = body.TextOrNull("replyUrl"),
            AllowedOrigins = body.Texts("allowedOrigins") ?? [],
            Secrets = [secret],
        };
        if (!await grains.GetGrain<IChannelGrain>(channel.Id.Value).Create(channel))
        {
            throw new InvalidOperationException("A new channel's id exists already.");
        }

        changes.Tell(Changes.Directory);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, (channel, secret), static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, it.channel.Id.Value);
            writer.WriteString("secret"u8, it.secret.Value);
            writer.WriteString("secretId"u8, it.secret.Id);
            writer.WriteEndObject();
        });
    }

    private async Task ChangeAsync(HttpContext context)
    {
        var id = await RequireAsync(context);
        var body = await Patch.ReadAsync(context);
        RefuseForbidden(body.TextOrNull("replyUrl"));
        QueueId? queue = body.TextOrNull("queue") is { } text ? new QueueId(text) : null;
        if (queue is { } named)
        {
            await RequireQueueAsync(named);
        }

        var changed = await grains.GetGrain<IChannelGrain>(id).Change(new ChannelPatch
        {
            Name = body.TextOrNull("name"),
            ReplyUrl = body.TextOrNull("replyUrl"),
            Queue = queue,
            Disabled = body.Flag("disabled"),
        }) ?? throw new ProblemException(Problems.NotFound);
        known.Forget(id);
        changes.Tell(Changes.Directory);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, changed, WriteFull);
    }

    private async Task AddSecretAsync(HttpContext context)
    {
        var id = await RequireAsync(context);
        var secret = NewSecret();
        if (await grains.GetGrain<IChannelGrain>(id).AddSecret(secret) is null)
        {
            throw new ProblemException(ProblemTypes.TooManySecrets);
        }

        known.Forget(id);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, secret, static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, it.Id);
            writer.WriteString("secret"u8, it.Value);
            writer.WriteEndObject();
        });
    }

    private async Task RemoveSecretAsync(HttpContext context)
    {
        var id = await RequireAsync(context);
        if (!await grains.GetGrain<IChannelGrain>(id).RemoveSecret((string)context.Request.RouteValues["secretId"]!))
        {
            throw new ProblemException(ProblemTypes.LastSecret);
        }

        known.Forget(id);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async ValueTask<string> RequireAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        return await known.FindAsync(id, context.RequestAborted) is null ? throw new ProblemException(Problems.NotFound) : id;
    }

    private async ValueTask RequireQueueAsync(QueueId queue)
    {
        if (!Ids.HaveShape(queue.Value) || await grains.GetGrain<IQueueGrain>(queue.Value).Get() is null)
        {
            throw new ProblemException(Problems.UnknownQueue);
        }
    }

    private void RefuseForbidden(string? replyUrl)
    {
        if (replyUrl is not null && ReplyUrlRules.Check(replyUrl, options.Value.AllowPrivateReplyUrls) is { } why)
        {
            throw new ProblemException(Problem.Of(Problems.ForbiddenUrl, "replyUrl", why));
        }
    }

    private static void RefuseNotOrigins(BodyValues body)
    {
        foreach (var origin in body.Texts("allowedOrigins") ?? [])
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.GetLeftPart(UriPartial.Authority) != origin)
            {
                throw new ProblemException(Problem.Of(Problems.OutOfRange, "allowedOrigins", "must be origins like https://example.org"));
            }
        }
    }

    private ChannelSecret NewSecret() => new(Secrets.NewId("sec"), StandardWebhooks.NewSecret(RandomNumberGenerator.Fill), clock.GetUtcNow());

    private static void WriteBrief(Utf8JsonWriter writer, ChannelSettings channel)
    {
        writer.WriteStartObject();
        WriteNames(writer, channel);
        writer.WriteEndObject();
    }

    private static void WriteFull(Utf8JsonWriter writer, ChannelSettings channel)
    {
        writer.WriteStartObject();
        WriteNames(writer, channel);
        writer.WriteString("replyUrl"u8, channel.ReplyUrl);
        writer.WriteStartArray("allowedOrigins"u8);
        foreach (var origin in channel.AllowedOrigins)
        {
            writer.WriteStringValue(origin);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("secrets"u8);
        foreach (var secret in channel.Secrets)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, secret.Id);
            writer.WriteTime("createdAt"u8, secret.CreatedAt);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter writer, ChannelSettings channel)
    {
        writer.WriteString("id"u8, channel.Id.Value);
        writer.WriteString("kind"u8, channel.Kind);
        writer.WriteString("name"u8, channel.Name);
        writer.WriteString("queue"u8, channel.Queue.Value);
        writer.WriteBoolean("disabled"u8, channel.Disabled);
    }
}
