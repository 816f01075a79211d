using System.Globalization;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Conversations.Web.Company;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.OpenApi;

namespace Conversations.Web.Api;

/// <summary>Search over messages, replies, notes, customers and ids, newest first. Filled behind the journal: indexedTo says how far.</summary>
public sealed class SearchApi(ISearch search, IDirectory directory)
{
    private const int LimitDefault = 20;
    private static readonly string[] Members = ["q", "in", "queue", "owner", "channel", "label", "from", "to", "limit", "cursor"];

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapApi("GET", "/api/v1/search", Permission.ReadConversations, FindAsync, new ApiDescription("Finds messages, replies, notes, customers and ids; newest first.")
        {
            Query =
            [
                new("q", """{"type":"string","minLength":1,"maxLength":200}"""),
                new("in", """{"type":"string","enum":["open","all"],"default":"all"}"""),
                new("queue", """{"type":"string"}"""),
                new("owner", """{"type":"string"}"""),
                new("channel", """{"type":"string"}"""),
                new("label", """{"type":"string"}"""),
                new("from", """{"type":"string","format":"date-time","description":"Inclusive."}"""),
                new("to", """{"type":"string","format":"date-time","description":"Exclusive."}"""),
                new("limit", """{"type":"integer","minimum":1,"maximum":100,"default":20}"""),
                new("cursor", """{"type":"string"}"""),
            ],
            Answers = [new(200, "SearchPage")],
            Problems = [Contracts.Problems.Overloaded],
        });

    private async Task FindAsync(HttpContext context)
    {
        var query = QueryOf(context);
        SearchPage page;
        try
        {
            page = await search.FindAsync(query, context.RequestAborted);
        }
        catch (InvalidCursorException)
        {
            throw Query.Invalid("cursor", "is not one of this query");
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (page, directory.Current), static (writer, it) => Write(writer, it.page, it.Current));
    }

    private static SearchQuery QueryOf(HttpContext context)
    {
        var query = Query.Of(context, Members);
        return new SearchQuery
        {
            Words = query.Text("q") switch
            {
                null => throw Query.Invalid("q", "must be there"),
                { Length: > Limits.SearchWordsCharsMax } => throw Query.Invalid("q", $"must have at most {Limits.SearchWordsCharsMax} characters"),
                var words => words,
            },
            OpenOnly = query.OneOf("in", "all", "open", "all") == "open",
            Queue = IdOf(query, "queue") is { } queue ? new QueueId(queue) : null,
            Owner = IdOf(query, "owner") is { } owner ? new EmployeeId(owner) : null,
            Channel = IdOf(query, "channel") is { } channel ? new ChannelId(channel) : null,
            Label = query.Text("label"),
            From = TimeOf(query, "from"),
            To = TimeOf(query, "to"),
            Limit = (int)query.Number("limit", LimitDefault, 1, Limits.SearchPageMax),
            Cursor = query.Text("cursor"),
        };
    }

    private static string? IdOf(Query query, string name) =>
        query.Text(name) is not { } id ? null : Ids.HaveShape(id) ? id : throw Query.Invalid(name, "is not an id");

    private static DateTimeOffset? TimeOf(Query query, string name) => query.Text(name) switch
    {
        null => null,
        var text when DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var time) => time,
        _ => throw Query.Invalid(name, "is not a time like 2026-11-22T10:00:00Z"),
    };

    private static void Write(Utf8JsonWriter writer, SearchPage page, DirectoryView view)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("items"u8);
        foreach (var hit in page.Items)
        {
            Write(writer, hit, view);
        }

        writer.WriteEndArray();
        writer.WriteString("next"u8, page.Next);
        writer.WriteTime("indexedTo"u8, page.IndexedTo);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, SearchHit hit, DirectoryView view)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("conversation"u8);
        SummaryJson.Write(writer, hit.Conversation, view);
        writer.WriteNumber("seq"u8, hit.Seq);
        writer.WriteTime("at"u8, hit.At);
        writer.WriteString("kind"u8, hit.Kind);
        writer.WriteStartArray("excerpt"u8);
        foreach (var part in hit.Excerpt)
        {
            writer.WriteStartObject();
            writer.WriteString("text"u8, part.Text);
            writer.WriteBoolean("hit"u8, part.IsHit);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
