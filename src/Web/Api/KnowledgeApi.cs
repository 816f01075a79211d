using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Web.Access;
using Conversations.Web.Asks;
using Conversations.Web.Company;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.Kept;
using Conversations.Web.OpenApi;

namespace Conversations.Web.Api;

/// <summary>What colleagues have answered before.</summary>
public sealed class KnowledgeApi(KnowledgeDesk desk, IDirectory directory)
{
    private const string Root = "/api/v1/knowledge";
    private const char Separator = ',';

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Root, Permission.Ask, FindAsync, new ApiDescription("Answers that helped before, those that fit best first, by words of a question and by topics.")
        {
            Query = [new("q", """{"type":"string","maxLength":512}"""), new("topics", """{"type":"string","description":"Names, separated by commas."}""")],
            Answers = [new(200, "KnowledgeList")],
        });
        routes.MapApi("PATCH", Root + "/{id}", Permission.Ask, ChangeAsync, new ApiDescription("It helped again, it holds no more, or it still holds.")
        {
            Body = AskBodies.KnowledgePatch,
            Answers = [new(200, "Knowledge")],
        });
    }

    private async Task FindAsync(HttpContext context)
    {
        var query = Query.Of(context, "q", "topics");
        var topics = (query.Text("topics") ?? "").Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(Limits.AskTopicsMax).ToList();
        var found = await desk.FindAsync(query.Text("q") ?? "", topics, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (found, directory.Current), static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var one in it.found)
            {
                Write(writer, one, it.Current);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private async Task ChangeAsync(HttpContext context)
    {
        Query.Of(context);
        var id = KeptIds.Of(context);
        var state = (await AskBodies.KnowledgePatch.ReadAsync(context)).Text("state");
        var me = context.Caller().Employee.Value;
        var changed = await desk.ChangeAsync(
            id,
            item => state switch
            {
                "used" => item with { Uses = item.Uses + 1 },
                "outdated" => item with { OutdatedBy = me },
                _ => desk.Renewed(item),
            },
            context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (changed, directory.Current), static (writer, it) => Write(writer, it.changed, it.Current));
    }

    private static void Write(Utf8JsonWriter writer, KnownAnswer known, DirectoryView names)
    {
        var item = known.Item;
        writer.WriteStartObject();
        writer.WriteString("id"u8, known.Id);
        writer.WriteString("question"u8, item.Question);
        writer.WriteString("answer"u8, item.Answer);
        writer.WriteTexts("topics"u8, item.Topics);
        Person(writer, "author"u8, item.Author, names);
        writer.WriteString("conversationId"u8, item.Conversation);
        writer.WriteTime("keptAt"u8, item.KeptAt);
        writer.WriteTime("expiresAt"u8, item.ExpiresAt);
        writer.WriteNumber("uses"u8, item.Uses);
        if (item.OutdatedBy is { } by)
        {
            Person(writer, "outdatedBy"u8, by, names);
        }

        writer.WriteEndObject();
    }

    private static void Person(Utf8JsonWriter writer, ReadOnlySpan<byte> member, string id, DirectoryView names)
    {
        writer.WriteStartObject(member);
        writer.WriteString("id"u8, id);
        writer.WriteString("name"u8, names.NameOf(new EmployeeId(id)));
        writer.WriteEndObject();
    }
}
