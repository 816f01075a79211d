using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Conversations.Web.Company;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.OpenApi;

namespace Conversations.Web.Api;

/// <summary>Words given to customers: of one conversation, mine, and the company's.</summary>
public sealed class PromisesApi(IPromises promises, ISummaries summaries, IDirectory directory)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/api/v1/promises", Permission.ReadConversations, ListAsync, new ApiDescription("Promises, the earliest due first; of settled ones the latest due.")
        {
            Query =
            [
                new("view", """{"type":"string","enum":["mine","company"],"default":"mine"}"""),
                new("state", """{"type":"string","enum":["open","broken","kept","released"],"default":"open"}"""),
                new("limit", """{"type":"integer","minimum":1,"maximum":100,"default":50}"""),
                new("cursor", """{"type":"string"}"""),
            ],
            Answers = [new(200, "PromisePage")],
        });
        routes.MapApi("GET", "/api/v1/conversations/{id}/promises", Permission.ReadConversations, ListOfAsync, new ApiDescription("The promises of a conversation: all of which nothing has been said yet, and the last that are settled.")
        {
            Answers = [new(200, "PromiseList")],
        });
    }

    private async Task ListAsync(HttpContext context)
    {
        const int limitDefault = 50;
        var query = Query.Of(context, "view", "state", "limit", "cursor");
        var view = query.OneOf("view", "mine", "mine", "company");
        var phase = query.OneOf("state", PromisePhases.Open, PromisePhases.Open, PromisePhases.Broken, PromisePhases.Kept, PromisePhases.Released);
        var limit = (int)query.Number("limit", limitDefault, 1, Limits.PromisesPageMax);
        var me = context.Caller().Employee;
        var rows = await promises.ListAsync(
            new PromiseQuery { Owner = view == "mine" ? me : null, Phase = phase, Limit = limit, After = After(query.Text("cursor")) }, context.RequestAborted);
        var counts = await promises.CountAsync(me, context.RequestAborted);
        ImmutableArray<ConversationId> ids = [.. rows.Select(row => row.Conversation).Distinct()];
        var known = ids.IsEmpty ? [] : (await summaries.ReadManyAsync(ids, context.RequestAborted)).ToDictionary(row => row.Id);
        var next = rows.Length < limit ? null : string.Create(CultureInfo.InvariantCulture, $"{rows[^1].DueAt.UtcTicks}-{rows[^1].Id:n}");
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (rows, known, next, counts, directory.Current), static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var row in it.rows)
            {
                if (it.known.TryGetValue(row.Conversation, out var conversation))
                {
                    PromiseJson.Write(writer, row, conversation, it.Current, isAlone: true);
                }
            }

            writer.WriteEndArray();
            writer.WriteString("next"u8, it.next);
            writer.WriteStartObject("mine"u8);
            writer.WriteNumber("open"u8, it.counts.Open);
            writer.WriteNumber("broken"u8, it.counts.Broken);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    private async Task ListOfAsync(HttpContext context)
    {
        Query.Of(context);
        var conversation = await summaries.ReadAsync(KnownConversations.IdOf(context), context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
        var rows = await promises.ListOfAsync(conversation.Id, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (rows, conversation, directory.Current), static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var row in it.rows)
            {
                PromiseJson.Write(writer, row, it.conversation, it.Current, isAlone: false);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static (DateTimeOffset, Guid)? After(string? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        return cursor.Split('-', 2) is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParseExact(id, "n", out var promise)
            ? (new DateTimeOffset(at, TimeSpan.Zero), promise)
            : throw Query.Invalid("cursor", "is not one of this query");
    }
}
