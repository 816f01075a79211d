using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Web.Company;

namespace Conversations.Web.Json;

/// <summary>Who has a conversation and who had it, with the names of now.</summary>
public static class CustodyJson
{
    public static void Write(Utf8JsonWriter writer, CustodyView custody, DirectoryView directory, string? trackingUrl)
    {
        writer.WriteStartObject();
        WritePerson(writer, "accountable"u8, "accountableName"u8, directory.AccountableFor(custody.Owner, custody.Queue), directory);
        writer.WriteTimeIfAny("since"u8, custody.Since);
        WriteHandover(writer, custody.Handover, directory);
        writer.WriteNumber("pingPong"u8, custody.PingPong);
        writer.WriteNumber("orphanSeconds"u8, custody.OrphanSeconds);
        writer.WriteStartArray("log"u8);
        foreach (var part in custody.Past)
        {
            WritePart(writer, part.Employee, custody.Queue, part.Since, part.Until, directory);
        }

        if (custody.Since is { } since)
        {
            WritePart(writer, custody.Owner, custody.Queue, since, null, directory);
        }

        writer.WriteEndArray();
        writer.WriteStringIfAny("trackingUrl"u8, trackingUrl);
        writer.WriteNumber("head"u8, custody.Head);
        writer.WriteEndObject();
    }

    private static void WriteHandover(Utf8JsonWriter writer, HandoverView? handover, DirectoryView directory)
    {
        if (handover is null)
        {
            return;
        }

        writer.WriteStartObject("handover"u8);
        WritePerson(writer, "from"u8, "fromName"u8, handover.From, directory);
        if (handover.To is { } to)
        {
            WritePerson(writer, "to"u8, "toName"u8, to, directory);
        }

        writer.WriteStringIfAny("queue"u8, handover.ToQueue?.Value);
        writer.WriteTime("at"u8, handover.At);
        writer.WriteTime("until"u8, handover.Until);
        writer.WriteNumber("seq"u8, handover.Seq);
        writer.WriteString("summary"u8, handover.Summary);
        writer.WriteEndObject();
    }

    /// <summary>Of what nobody owned its queue's duty person answers, as the queue is set now.</summary>
    private static void WritePart(Utf8JsonWriter writer, EmployeeId? owner, QueueId queue, DateTimeOffset since, DateTimeOffset? until, DirectoryView directory)
    {
        writer.WriteStartObject();
        WritePerson(writer, "employeeId"u8, "name"u8, owner ?? directory.DutyOf(queue), directory);
        writer.WriteString("as"u8, owner is null ? "duty"u8 : "owner"u8);
        writer.WriteTime("since"u8, since);
        writer.WriteTimeIfAny("until"u8, until);
        writer.WriteEndObject();
    }

    private static void WritePerson(Utf8JsonWriter writer, ReadOnlySpan<byte> member, ReadOnlySpan<byte> nameMember, EmployeeId employee, DirectoryView directory)
    {
        writer.WriteString(member, employee.Value);
        writer.WriteStringIfAny(nameMember, directory.NameOf(employee));
    }
}
