using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Conversations.Web.Attachments;
using Conversations.Web.Company;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.Lists;
using Conversations.Web.OpenApi;
using Conversations.Web.Tracking;
using Microsoft.Extensions.Options;
using Orleans;

namespace Conversations.Web.Api;

/// <summary>Who has a conversation and who had it, and the link by which its customer may see that.</summary>
public sealed class CustodyApi(
    IGrainFactory grains, KnownConversations known, IDirectory directory, TrackingTokens tokens, IJournal journal, IListFreshness lists, IOptions<AttachmentOptions> options)
{
    private const string Root = "/api/v1/conversations/{id}";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Root + "/custody", Permission.ReadConversations, ReadAsync, new ApiDescription("Who has it, who had it and until when, and to whom it is being handed.")
        {
            Answers = [new(200, "Custody")],
        });
        routes.MapApi("POST", Root + "/trackingLink", Permission.Reply, MakeAsync, new ApiDescription("Makes the link by which the customer sees who has it; where there is one, answers that.")
        {
            Body = CommandBodies.Bare,
            Answers = [new(200, "TrackingLink")],
            Problems = [Problems.CommandIdReused],
        });
        routes.MapApi("DELETE", Root + "/trackingLink", Permission.Reply, RevokeAsync, new ApiDescription("Ends the link: it leads nowhere from now on.")
        {
            Answers = [new(204, null)],
        });
    }

    private async Task ReadAsync(HttpContext context)
    {
        Query.Of(context);
        var id = await known.RequireAsync(context);
        var custody = await grains.GetGrain<IConversationGrain>(id.Value).Custody() ?? throw new ProblemException(Problems.NotFound);
        var url = custody.TrackingLink is { } link ? UrlOf(context, id, link) : null;
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (custody, directory.Current, url), static (writer, it) => CustodyJson.Write(writer, it.custody, it.Current, it.url));
    }

    private async Task MakeAsync(HttpContext context)
    {
        var id = await known.RequireAsync(context);
        Query.Of(context);
        var body = await CommandBodies.Bare.ReadAsync(context);
        if (await ExecuteAsync(context, id, new MakeTrackingLink { Id = body.Uuid("id") }) is { } result)
        {
            await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (result.Seq, Url: UrlOf(context, id, result.TrackingLink!.Value)), static (writer, it) =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("seq"u8, it.Seq);
                writer.WriteString("url"u8, it.Url);
                writer.WriteEndObject();
            });
        }
    }

    private async Task RevokeAsync(HttpContext context)
    {
        var id = await known.RequireAsync(context);
        Query.Of(context);

        // Ending what is ended changes nothing, so nobody needs to tell the second time from the first.
        if (await ExecuteAsync(context, id, new RevokeTrackingLink { Id = Guid.NewGuid() }) is not null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    private async Task<CommandResult?> ExecuteAsync(HttpContext context, ConversationId id, ConversationCommand command)
    {
        var outcome = await grains.GetGrain<IConversationGrain>(id.Value).Execute(command);
        if (outcome.Summary is { } summary)
        {
            lists.Apply(summary);
        }

        if (outcome.Rejection is { } rejection)
        {
            await (await Rejections.ToProblemAsync(rejection, id, journal, context.RequestAborted)).WriteAsync(context);
        }

        return outcome.Result;
    }

    private string UrlOf(HttpContext context, ConversationId id, Guid link) =>
        (options.Value.PublicUrl?.TrimEnd('/') ?? $"{context.Request.Scheme}://{context.Request.Host}") + TrackingRoute.Path + tokens.Write(id, link);
}
