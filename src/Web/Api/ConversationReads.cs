using System.Collections.Immutable;
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

/// <summary>Lists, one conversation, and its entries: read from the store, never older than the newest acknowledged append.</summary>
public sealed class ConversationReads(ISummaries summaries, IJournal journal, IDirectory directory)
{
    private const int EntriesShown = 50;
    private const int PageDefault = 50;
    private const int EntriesPageDefault = 100;
    private static readonly string[] ListMembers = ["view", "queue", "state", "owner", "label", "q", "sort", "limit", "cursor"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/api/v1/conversations", Permission.ReadConversations, ListAsync, new ApiDescription("Conversations of a view.")
        {
            Query =
            [
                new("view", """{"type":"string","enum":["mine","unattended","queue","all"],"default":"all"}"""),
                new("queue", """{"type":"string"}"""),
                new("state", """{"type":"string","enum":["new","offered","owned","waitingCustomer","waitingInternal","snoozed","resolved","closed"]}"""),
                new("owner", """{"type":"string"}"""),
                new("label", """{"type":"string"}"""),
                new("q", """{"type":"string","maxLength":200}"""),
                new("sort", """{"type":"string","enum":["timeLeft","oldest","newest"],"default":"timeLeft"}"""),
                new("limit", """{"type":"integer","minimum":1,"maximum":200,"default":50}"""),
                new("cursor", """{"type":"string"}"""),
            ],
            Answers = [new(200, "ConversationPage")],
        });
        routes.MapApi("GET", "/api/v1/conversations/{id}", Permission.ReadConversations, ReadAsync, new ApiDescription("A conversation with its last 50 entries.")
        {
            Answers = [new(200, "Conversation")],
        });
        routes.MapApi("GET", "/api/v1/conversations/{id}/entries", Permission.ReadConversations, ReadEntriesAsync, new ApiDescription("Entries after a seq, in order.")
        {
            Query =
            [
                new("after", """{"type":"integer","minimum":0,"default":0}"""),
                new("limit", """{"type":"integer","minimum":1,"maximum":500,"default":100}"""),
            ],
            Answers = [new(200, "EntryPage")],
        });
    }

    private async Task ListAsync(HttpContext context)
    {
        var query = QueryOf(context);
        SummaryPage page;
        try
        {
            page = await summaries.QueryAsync(query, context.RequestAborted);
        }
        catch (InvalidCursorException)
        {
            throw Query.Invalid("cursor", "is not one of this query");
        }

        var counts = await summaries.CountAsync(query.Reader, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (page, counts, directory.Current), static (writer, it) => WritePage(writer, it.page, it.counts, it.Current));
    }

    private async Task ReadAsync(HttpContext context)
    {
        Query.Of(context);
        var row = await summaries.ReadAsync(KnownConversations.IdOf(context), context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);

        // As many as lie up to the head of the summary: the answer is of one moment, even if more arrived meanwhile.
        var shown = (int)Math.Min(row.Head, EntriesShown);
        ImmutableArray<EntryRow> entries = shown == 0 ? [] : await journal.ReadEntriesAsync(row.Id.Value, row.Head - shown, shown, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (row, entries, directory.Current), static (writer, it) =>
        {
            writer.WriteStartObject();
            SummaryJson.WriteMembers(writer, it.row, it.Current);
            EntryJson.WriteArray(writer, "entries"u8, it.entries);
            writer.WriteEndObject();
        });
    }

    private async Task ReadEntriesAsync(HttpContext context)
    {
        var id = KnownConversations.IdOf(context);
        if (await summaries.ReadAsync(id, context.RequestAborted) is not { } row)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var query = Query.Of(context, "after", "limit");
        var after = query.Number("after", 0, 0, long.MaxValue);
        var limit = (int)query.Number("limit", EntriesPageDefault, 1, Limits.EntriesPageMax);
        var entries = await journal.ReadEntriesAsync(id.Value, after, limit, context.RequestAborted);
        var head = Math.Max(row.Head, entries.IsEmpty ? 0 : entries[^1].Seq);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (entries, head), static (writer, it) =>
        {
            writer.WriteStartObject();
            EntryJson.WriteArray(writer, "entries"u8, it.entries);
            writer.WriteNumber("head"u8, it.head);
            writer.WriteEndObject();
        });
    }

    private static SummaryQuery QueryOf(HttpContext context)
    {
        var query = Query.Of(context, ListMembers);
        var state = query.Text("state");
        if (state is not null && !ConversationStates.IsKnown(state))
        {
            throw Query.Invalid("state", "is not a state");
        }

        return new SummaryQuery
        {
            View = query.OneOf("view", "all", "mine", "unattended", "queue", "all"),
            Reader = context.Caller().Employee,
            Queue = IdOf(query, "queue") is { } queue ? new QueueId(queue) : null,
            State = state,
            Owner = IdOf(query, "owner") is { } owner ? new EmployeeId(owner) : null,
            Label = query.Text("label"),
            Words = query.Text("q"),
            Sort = query.OneOf("sort", "timeLeft", "timeLeft", "oldest", "newest"),
            Limit = (int)query.Number("limit", PageDefault, 1, Limits.ConversationsPageMax),
            Cursor = query.Text("cursor"),
        };
    }

    private static string? IdOf(Query query, string name) =>
        query.Text(name) is not { } id ? null : Ids.HaveShape(id) ? id : throw Query.Invalid(name, "is not an id");

    private static void WritePage(Utf8JsonWriter writer, SummaryPage page, ListCounts counts, DirectoryView view)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("items"u8);
        foreach (var row in page.Items)
        {
            SummaryJson.Write(writer, row, view);
        }

        writer.WriteEndArray();
        writer.WriteString("next"u8, page.Next);
        writer.WriteNumber("total"u8, page.Total);
        writer.WritePropertyName("counts"u8);
        CountsJson.Write(writer, counts);
        writer.WriteEndObject();
    }
}
