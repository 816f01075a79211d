using System.Globalization;
using System.Text.Json;
using Conversations.Channels.Webhook;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.OpenApi;
using Conversations.Web.Webhooks;

namespace Conversations.Web.Api;

/// <summary>Inbound items that could not be read, newest first, raw as they came (base64, for they may be no text); and the way in for one that can be read now.</summary>
public sealed class QuarantineApi(IQuarantine quarantine, KnownChannels channels, WebhookIntake intake, TimeProvider clock)
{
    private const int LimitMax = 100;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/api/v1/quarantine", Permission.ReadQuarantine, ListAsync, new ApiDescription("Inbound items that could not be read, newest first.")
        {
            Query = [new("limit", """{"type":"integer","minimum":1,"maximum":100,"default":100}"""), new("cursor", """{"type":"string"}""")],
            Answers = [new(200, "QuarantinePage")],
        });
        routes.MapApi("POST", "/api/v1/quarantine/{id}/redrive", Permission.ManageChannels, RedriveAsync, new ApiDescription("Reads an item again; taken in, it leaves the quarantine.")
        {
            Answers = [new(200, "IntakeResult")],
        });
    }

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

    /// <summary>As often as one likes: what was taken in before is the duplicate. An item that still cannot be read stays.</summary>
    private async Task RedriveAsync(HttpContext context)
    {
        var row = long.TryParse((string)context.Request.RouteValues["id"]!, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await quarantine.FindAsync(id, context.RequestAborted)
            : null;
        if (row is null || await channels.FindAsync(row.Channel.Value, context.RequestAborted) is not { Settings.Disabled: false } channel)
        {
            throw new ProblemException(Contracts.Problems.NotFound);
        }

        var result = new ItemResult(row.ExternalId, null, 0, WebhookIntake.Quarantined, row.Reason);
        if (WebhookReceiver.Parse(row.Raw, clock.GetUtcNow()) is WebhookReading.Read { Items: [var item] })
        {
            if (item is WebhookItem.Quarantined still)
            {
                result = result with { Reason = still.Reason };
            }
            else if (row.Reason != QuarantineReasons.NotAnObject)
            {
                result = (await intake.TakeAsync(channel, [item], context.RequestAborted))[0];
                await quarantine.RemoveAsync(id, CancellationToken.None);
            }
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, result, static (writer, it) => it.Write(writer));
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
