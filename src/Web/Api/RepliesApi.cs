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

/// <summary>Replies that wait for a person to say what becomes of them, over all conversations.</summary>
public sealed class RepliesApi(IUnsettledReplies replies, ISummaries summaries, IDirectory directory)
{
    private const int LimitMax = 100;

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapApi("GET", "/api/v1/replies", Permission.ReadConversations, ListAsync, new ApiDescription("Replies that failed, or of which nobody knows whether they arrived; newest first.")
        {
            Query =
            [
                new("state", """{"type":"string","enum":["failed","unknown"]}"""),
                new("limit", """{"type":"integer","minimum":1,"maximum":100,"default":100}"""),
                new("cursor", """{"type":"string"}"""),
            ],
            Answers = [new(200, "UnsettledReplyPage")],
        });

    private async Task ListAsync(HttpContext context)
    {
        var query = Query.Of(context, "state", "limit", "cursor");
        var state = query.Text("state") is { } named && named is DeliveryStates.Failed or DeliveryStates.Unknown ? named : throw Query.Invalid("state", "must be failed or unknown");
        var limit = (int)query.Number("limit", LimitMax, 1, LimitMax);
        var rows = await replies.ListAsync(state, Before(query.Text("cursor")), limit, context.RequestAborted);
        ImmutableArray<ConversationId> ids = [.. rows.Select(row => new ConversationId(row.Stream)).Distinct()];
        var known = ids.IsEmpty ? [] : (await summaries.ReadManyAsync(ids, context.RequestAborted)).ToDictionary(row => row.Id.Value);
        var next = rows.Length < limit ? null : Cursor(rows[^1]);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (rows, known, next, directory.Current), static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var row in it.rows)
            {
                if (it.known.TryGetValue(row.Stream, out var conversation))
                {
                    Write(writer, row, conversation, it.Current);
                }
            }

            writer.WriteEndArray();
            writer.WriteString("next"u8, it.next);
            writer.WriteEndObject();
        });
    }

    private static string Cursor(OutboxRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.CreatedAt.UtcTicks}-{row.ReplyId:n}");

    private static (DateTimeOffset, Guid)? Before(string? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        return cursor.Split('-', 2) is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParseExact(id, "n", out var reply)
            ? (new DateTimeOffset(at, TimeSpan.Zero), reply)
            : throw Query.Invalid("cursor", "is not one of this query");
    }

    private static void Write(Utf8JsonWriter writer, OutboxRow row, SummaryRow conversation, DirectoryView view)
    {
        writer.WriteStartObject();
        writer.WriteString("replyId"u8, row.ReplyId);
        writer.WriteNumber("seq"u8, row.Seq);
        writer.WritePropertyName("conversation"u8);
        SummaryJson.Write(writer, conversation, view);
        writer.WriteString("state"u8, row.State);
        writer.WriteStringIfAny("text"u8, Excerpt.OfPayload(row.Payload));
        writer.WriteNumber("attempts"u8, row.Attempt);
        writer.WriteTime("at"u8, row.CreatedAt);
        writer.WriteStringIfAny("reason"u8, row.Reason);
        writer.WriteEndObject();
    }
}
