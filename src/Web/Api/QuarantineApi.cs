using System.Globalization;
using System.Text.Json;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.OpenApi;

namespace Conversations.Web.Api;

/// <summary>Inbound items that could not be read, newest first, raw as they came (base64, for they may be no text).</summary>
public sealed class QuarantineApi(IQuarantine quarantine)
{
    private const int LimitMax = 100;

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapApi("GET", "/api/v1/quarantine", Permission.ReadQuarantine, ListAsync, new ApiDescription("Inbound items that could not be read, newest first.")
        {
            Query = [new("limit", """{"type":"integer","minimum":1,"maximum":100,"default":100}"""), new("cursor", """{"type":"string"}""")],
            Answers = [new(200, "QuarantinePage")],
        });

    private async Task ListAsync(HttpContext context)
    {
        var query = Query.Of(context, "limit", "cursor");
        var limit = (int)query.Number("limit", LimitMax, 1, LimitMax);
        var before = query.Number("cursor", 0, 1, long.MaxValue);
        var rows = await quarantine.ListAsync(before == 0 ? null : before, limit, context.RequestAborted);
        var next = rows.Length < limit ? null : rows[^1].Id.ToString(CultureInfo.InvariantCulture);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (rows, next), static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var row in it.rows)
            {
                Write(writer, row);
            }

            writer.WriteEndArray();
            writer.WriteString("next"u8, it.next);
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, QuarantineRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, row.Id.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("channelId"u8, row.Channel.Value);
        writer.WriteString("externalId"u8, row.ExternalId);
        writer.WriteString("reason"u8, row.Reason);
        writer.WriteTime("at"u8, row.At);
        writer.WriteBase64String("raw"u8, row.Raw);
        writer.WriteEndObject();
    }
}
