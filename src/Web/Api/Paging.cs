using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Web.Access;
using Conversations.Web.Company;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.OpenApi;

namespace Conversations.Web.Api;

/// <summary>Lists of settings: { items, next }, by id; next is the cursor of the page after, or null.</summary>
internal static class Paging
{
    private const int LimitMax = 200;

    public static readonly ImmutableArray<QueryMember> Members =
    [
        new("limit", """{"type":"integer","minimum":1,"maximum":200,"default":200}"""),
        new("cursor", """{"type":"string"}"""),
    ];

    public static async Task WriteAsync<T>(HttpContext context, SettingsReader settings, string kind, Func<T, string> idOf, Action<Utf8JsonWriter, T> write)
    {
        var query = Query.Of(context, "limit", "cursor");
        var limit = (int)query.Number("limit", LimitMax, 1, LimitMax);
        var cursor = query.Text("cursor");
        if (cursor is not null && !Ids.HaveShape(cursor))
        {
            throw Query.Invalid("cursor", "is not one of this query");
        }

        var page = await settings.PageAsync<T>(kind, cursor, limit, context.RequestAborted);
        var next = page.Length < limit ? null : idOf(page[^1]);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (page, next, write), static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var item in it.page)
            {
                it.write(writer, item);
            }

            writer.WriteEndArray();
            writer.WriteString("next"u8, it.next);
            writer.WriteEndObject();
        });
    }
}
