using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Conversations.Web.Attachments;
using Conversations.Web.Drafts;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.OpenApi;

namespace Conversations.Web.Api;

/// <summary>One's own drafts; nobody else reads them.</summary>
public sealed class DraftsApi(DraftDesk drafts, AttachmentDesk attachments, KnownConversations known)
{
    private const string Path = "/api/v1/conversations/{id}/draft";
    private const int IdCharsMax = 64;

    private static readonly BodyShape Body = new(
        "DraftPut",
        new FreeTextMember("text", Limits.DraftCodePointsMax),
        new ChoiceMember("audience", Audiences.Public, Audiences.Private, "note").OrNull().Optional(),
        new LinesMember("attachments", Limits.AttachmentsMax, IdCharsMax).Optional(),
        new NumberMember("revision", 0, long.MaxValue),
        new LineMember("device", IdCharsMax).Optional());

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Path, Permission.Reply, ReadAsync, new ApiDescription("One's own draft in a conversation; revision 0 when there is none.") { Answers = [new(200, "Draft")] });
        routes.MapApi("PUT", Path, Permission.Reply, SaveAsync, new ApiDescription("Saves one's own draft over a revision; without text and attachments it is deleted.")
        {
            Body = Body,
            Answers = [new(200, "DraftSaved")],
            Problems = [Problems.DraftChanged, Problems.TooMany, Problems.UnknownAttachment],
        });
        routes.MapApi("GET", "/api/v1/employees/me/drafts", Permission.Reply, ListAsync, new ApiDescription("Where one has drafts, newest first, at most 500.") { Answers = [new(200, "DraftList")] });
    }

    private async Task ReadAsync(HttpContext context)
    {
        var id = await known.RequireAsync(context);
        Query.Of(context);
        var draft = await drafts.ReadAsync(context.Caller().Employee, id, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, draft, DraftJson.Write);
    }

    private async Task SaveAsync(HttpContext context)
    {
        var id = await known.RequireAsync(context);
        Query.Of(context);
        var body = await Body.ReadAsync(context);
        var words = new DraftText(body.Text("text"), body.TextOrNull("audience"), body.Texts("attachments") ?? []);
        await attachments.RequireOwnAsync(words.Attachments, context.Caller().Employee, id, context.RequestAborted);
        var saving = await drafts.SaveAsync(
            context.Caller().Employee, id, words, body.Number("revision")!.Value, body.TextOrNull("device"), context.RequestAborted);
        if (!saving.IsSaved)
        {
            throw new ProblemException(new Problem(Problems.DraftChanged) { Draft = JsonText.Bytes(saving.Stored, DraftJson.Write) });
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, saving.Stored, static (writer, draft) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("revision"u8, draft.Revision);
            writer.WriteTimeIfAny("updatedAt"u8, draft.UpdatedAt);
            writer.WriteEndObject();
        });
    }

    private async Task ListAsync(HttpContext context)
    {
        Query.Of(context);
        var list = await drafts.ListAsync(context.Caller().Employee, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, list, static (writer, items) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var item in items)
            {
                Write(writer, item);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, DocumentExcerpt item)
    {
        writer.WriteStartObject();
        writer.WriteString("conversationId"u8, item.Id);
        writer.WriteString("excerpt"u8, item.Excerpt);
        writer.WriteTime("updatedAt"u8, item.UpdatedAt);
        writer.WriteEndObject();
    }
}
