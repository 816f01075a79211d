using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Notices;

/// <summary>Stored notices as hub messages, with the names of now; docs/hub.md says what is in them.</summary>
internal static class NoticeEvents
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static async Task<ImmutableArray<PersonalEvent>> OfAsync(
        ImmutableArray<NoticeRow> rows, INotices notices, ISummaries summaries, INoticePeople people, CancellationToken cancellationToken)
    {
        var events = ImmutableArray.CreateBuilder<PersonalEvent>();
        foreach (var row in rows)
        {
            var notice = row.Notice;
            var customer = (await summaries.ReadAsync(notice.Conversation, cancellationToken))?.Customer;
            var unseen = await notices.CountUnseenAsync(notice.Employee, cancellationToken);
            var (actor, other) = (await NameAsync(people, notice.Actor), await NameAsync(people, notice.For));
            var id = row.Id.ToString(CultureInfo.InvariantCulture);
            events.Add(new PersonalEvent(notice.Employee, "Notice", id, Json(writer =>
            {
                writer.WriteString("id", id);
                writer.WriteString("kind", notice.Kind);
                writer.WriteString("conversationId", notice.Conversation.Value);
                if (notice.Seq is { } seq)
                {
                    writer.WriteNumber("seq", seq);
                }

                writer.WriteString("at", notice.At.UtcDateTime);
                writer.WriteBoolean("quiet", notice.IsQuiet);
                Person(writer, "actor", notice.Actor?.Value, actor);
                Person(writer, "for", notice.For?.Value, other);
                Person(writer, "customer", customer?.Id, customer?.Name);
                writer.WriteNumber("unseen", unseen);
            })));
        }

        return events.DrainToImmutable();
    }

    private static async ValueTask<string?> NameAsync(INoticePeople people, EmployeeId? employee) =>
        employee is { } known ? (await people.EmployeeAsync(known))?.Name : null;

    private static void Person(Utf8JsonWriter writer, string member, string? id, string? name)
    {
        if (id is not null)
        {
            writer.WriteStartObject(member);
            writer.WriteString("id", id);
            writer.WriteString("name", name);
            writer.WriteEndObject();
        }
    }

    private static string Json(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
