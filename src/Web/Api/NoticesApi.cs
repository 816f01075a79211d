using System.Globalization;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Conversations.Web.Company;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.OpenApi;

namespace Conversations.Web.Api;

/// <summary>One's own notices, newest first, and that one has seen them: on one device is on all.</summary>
public sealed class NoticesApi(INotices notices, ISummaries summaries, IDirectory directory, IPersonalEvents personal, TimeProvider clock)
{
    private const string Root = "/api/v1/employees/me/notices";
    private const int LimitDefault = 50;
    private const int IdChars = 19;

    private static readonly BodyShape Seen = new("NoticesSeen", new LineMember("upTo", IdChars));

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Root, Permission.Self, ListAsync, new ApiDescription("What one is to be told of, newest first.")
        {
            Query = [new("limit", """{"type":"integer","minimum":1,"maximum":100,"default":50}"""), new("before", """{"type":"string"}""")],
            Answers = [new(200, "NoticePage")],
        });
        routes.MapApi("POST", Root + "/seen", Permission.Self, SeeAsync, new ApiDescription("One has seen all notices up to this one.") { Body = Seen, Answers = [new(200, "Unseen")] });
    }

    private async Task ListAsync(HttpContext context)
    {
        var query = Query.Of(context, "limit", "before");
        var limit = (int)query.Number("limit", LimitDefault, 1, Limits.NoticesPageMax);
        var before = query.Number("before", 0, 1, long.MaxValue);
        var me = context.Caller().Employee;

        // Counted first: what is stored in between is listed and told with its own count, and never counted without being listed.
        var unseen = await notices.CountUnseenAsync(me, context.RequestAborted);
        var rows = await notices.ListAsync(me, before == 0 ? null : before, limit, context.RequestAborted);
        var known = await summaries.ReadManyAsync([.. rows.Select(static row => row.Notice.Conversation).Distinct()], context.RequestAborted);
        var customers = known.ToDictionary(static summary => summary.Id, static summary => summary.Customer);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (rows, unseen, limit), (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var row in it.rows)
            {
                Write(writer, row, customers.GetValueOrDefault(row.Notice.Conversation));
            }

            writer.WriteEndArray();
            writer.WriteNumber("unseen"u8, it.unseen);
            writer.WriteString("next"u8, it.rows.Length < it.limit ? null : Text(it.rows[^1].Id));
            writer.WriteEndObject();
        });
    }

    private async Task SeeAsync(HttpContext context)
    {
        Query.Of(context);
        var upTo = (await Seen.ReadAsync(context)).Text("upTo");
        if (!long.TryParse(upTo, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id < 1)
        {
            throw new ProblemException(Problem.Of(Problems.OutOfRange, "upTo", "is not a notice's id"));
        }

        var me = context.Caller().Employee;
        await notices.SeeAsync(me, id, clock.GetUtcNow(), context.RequestAborted);
        var unseen = await notices.CountUnseenAsync(me, context.RequestAborted);
        personal.Tell(new PersonalEvent(me, "NoticesSeen", "", $$"""{"upTo":"{{Text(id)}}","unseen":{{unseen}}}"""));
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, unseen, static (writer, left) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("unseen"u8, left);
            writer.WriteEndObject();
        });
    }

    private void Write(Utf8JsonWriter writer, NoticeRow row, CustomerView? customer)
    {
        var notice = row.Notice;
        writer.WriteStartObject();
        writer.WriteString("id"u8, Text(row.Id));
        writer.WriteString("kind"u8, notice.Kind);
        writer.WriteString("conversationId"u8, notice.Conversation.Value);
        if (notice.Seq is { } seq)
        {
            writer.WriteNumber("seq"u8, seq);
        }

        writer.WriteTime("at"u8, notice.At);
        writer.WriteTimeIfAny("seenAt"u8, row.SeenAt);
        writer.WriteBoolean("quiet"u8, notice.IsQuiet);
        WritePerson(writer, "actor"u8, notice.Actor?.Value, notice.Actor is { } actor ? directory.Current.NameOf(actor) : null);
        WritePerson(writer, "for"u8, notice.For?.Value, notice.For is { } other ? directory.Current.NameOf(other) : null);
        WritePerson(writer, "customer"u8, customer?.Id, customer?.Name);
        writer.WriteEndObject();
    }

    private static void WritePerson(Utf8JsonWriter writer, ReadOnlySpan<byte> member, string? id, string? name)
    {
        if (id is not null)
        {
            writer.WriteStartObject(member);
            writer.WriteString("id"u8, id);
            writer.WriteString("name"u8, name);
            writer.WriteEndObject();
        }
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
