using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Settings;
using Conversations.Web.Access;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.Kept;
using Conversations.Web.OpenApi;
using Orleans;

namespace Conversations.Web.Api;

/// <summary>Canned replies: one's own, those of a queue, and everybody's. Variables are filled in by the face, when one is used.</summary>
public sealed class CannedRepliesApi(Shelf<CannedReply> shelf, IGrainFactory grains)
{
    private const string Root = "/api/v1/canned-replies";
    private const string OfQueue = "queue";
    private const int ShortcutCharsMax = 40;
    private const int IdCharsMax = 64;

    private static readonly BodyShape New = new(
        "NewCannedReply",
        new UuidMember("id"),
        new LineMember("title", Limits.NameCharsMax),
        Shortcut(),
        new WordsMember("text"),
        new ChoiceMember("scope", "mine", OfQueue, "all"),
        new LineMember(OfQueue, IdCharsMax).OrNull().Optional());

    private static readonly BodyShape Patch = new(
        "CannedReplyPatch",
        new LineMember("title", Limits.NameCharsMax).Optional(),
        Shortcut(),
        new WordsMember("text").Optional(),
        new LineMember(OfQueue, IdCharsMax).Optional());

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Root, Permission.Reply, ListAsync, new ApiDescription("One's own canned replies, then everybody's; by title.") { Answers = [new(200, "CannedReplyList")] });
        routes.MapApi("POST", Root, Permission.Reply, AddAsync, new ApiDescription("Keeps a reply; scope queue and all need lead or admin.")
        {
            Body = New,
            Answers = [new(201, "CannedReply")],
            Problems = [Problems.UnknownVariable, Problems.UnknownQueue, Problems.TooMany, Problems.CommandIdReused],
        });
        routes.MapApi("PATCH", Root + "/{id}", Permission.Reply, ChangeAsync, new ApiDescription("Changes what the body names; the scope stays.")
        {
            Body = Patch,
            Answers = [new(200, "CannedReply")],
            Problems = [Problems.UnknownVariable, Problems.UnknownQueue],
        });
        routes.MapApi("DELETE", Root + "/{id}", Permission.Reply, RemoveAsync, new ApiDescription("Takes one away.") { Answers = [new(204, null)] });
    }

    private static BodyMember Shortcut() => new FormMember("shortcut", $"^[^\\s/{{}}\\p{{C}}]{{1,{ShortcutCharsMax}}}$").OrNull().Optional();

    private async Task ListAsync(HttpContext context)
    {
        Query.Of(context);
        var items = await shelf.ListAsync(context.Caller(), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, items, static (writer, all) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var item in all.OrderBy(static item => item.What.Scope != "mine").ThenBy(static item => item.What.Title, StringComparer.OrdinalIgnoreCase))
            {
                Write(writer, item);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private async Task AddAsync(HttpContext context)
    {
        var body = await New.ReadAsync(context);
        var canned = await CheckedAsync(new CannedReply(body.Text("title"), body.TextOrNull("shortcut"), body.Text("text"), body.Text("scope"), body.TextOrNull(OfQueue)));
        var item = await shelf.AddAsync(context.Caller(), body.Uuid("id").ToString("D"), canned.Scope != "mine", canned, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, item, Write);
    }

    private async Task ChangeAsync(HttpContext context)
    {
        var id = KeptIds.Of(context);
        var body = await Patch.ReadAsync(context);
        var item = await shelf.ChangeAsync(
            context.Caller(),
            id,
            known => CheckedAsync(known with
            {
                Title = body.TextOrNull("title") ?? known.Title,
                Shortcut = body.Has("shortcut") ? body.TextOrNull("shortcut") : known.Shortcut,
                Text = body.TextOrNull("text") ?? known.Text,
                Queue = body.TextOrNull(OfQueue) ?? known.Queue,
            }),
            context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, item, Write);
    }

    private async Task RemoveAsync(HttpContext context)
    {
        await shelf.RemoveAsync(context.Caller(), KeptIds.Of(context), context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async ValueTask<CannedReply> CheckedAsync(CannedReply canned)
    {
        if (CannedVariables.FindUnknown(canned.Text) is not null)
        {
            throw new ProblemException(Problem.Of(Problems.UnknownVariable, "text", "knows only " + string.Join(", ", CannedVariables.Names)));
        }

        if (canned.Scope == OfQueue != canned.Queue is not null)
        {
            throw new ProblemException(Problem.Of(Problems.OutOfRange, OfQueue, "comes with scope queue, and only with it"));
        }

        if (canned.Queue is { } queue && (!Ids.HaveShape(queue) || await grains.GetGrain<IQueueGrain>(queue).Get() is null))
        {
            throw new ProblemException(Problems.UnknownQueue);
        }

        return canned;
    }

    private static void Write(Utf8JsonWriter writer, KeptItem<CannedReply> item)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, item.Id);
        writer.WriteString("title"u8, item.What.Title);
        writer.WriteString("shortcut"u8, item.What.Shortcut);
        writer.WriteString("text"u8, item.What.Text);
        writer.WriteString("scope"u8, item.What.Scope);
        writer.WriteStringIfAny("queue"u8, item.What.Queue);
        writer.WriteTime("updatedAt"u8, item.UpdatedAt);
        writer.WriteEndObject();
    }
}
