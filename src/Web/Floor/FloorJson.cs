using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Web.Company;
using Conversations.Web.Json;

namespace Conversations.Web.Floor;

/// <summary>The floor as it is told outside. Of a conversation nothing is said but what everyone can read and who has it.</summary>
internal static class FloorJson
{
    public static void WriteStanding(Utf8JsonWriter writer, EmployeeSettings person, FloorStanding standing, DirectoryView directory)
    {
        writer.WriteStartObject();
        writer.WriteString("employeeId"u8, person.Id.Value);
        writer.WriteString("grade"u8, standing.Grade);
        writer.WriteBoolean("needsGrade"u8, !Policy.Allows(person.Role, Permission.Reply));
        writer.WriteTimeIfAny("since"u8, standing.Since);
        writer.WriteNumber("acceptedVersion"u8, standing.AcceptedVersion);
        writer.WriteNumber("promisesVersion"u8, FloorPromises.Version);
        writer.WriteNumber("done"u8, standing.Done);
        writer.WriteNumber("needed"u8, standing.Needed);
        writer.WriteStringIfAny("next"u8, FloorGrades.After(standing.Grade));
        writer.WriteTexts("topics"u8, person.Topics);
        if (standing.LastChange is { } change)
        {
            writer.WriteStartObject("lastChange"u8);
            writer.WriteString("from"u8, change.From);
            writer.WriteString("to"u8, change.To);
            writer.WriteTime("at"u8, change.At);
            writer.WriteStringIfAny("by"u8, change.By?.Value);
            writer.WriteStringIfAny("byName"u8, change.By is { } by ? directory.NameOf(by) : null);
            writer.WriteStringIfAny("reason"u8, change.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    public static void WriteRanked(Utf8JsonWriter writer, RankedItem ranked, ImmutableArray<Topic> topics)
    {
        writer.WriteStartObject();
        WriteConversation(writer, ranked.Item.Row);
        writer.WriteBoolean("answeredBefore"u8, ranked.IsHers);
        writer.WriteTexts("topics"u8, ranked.Item.TopicsOf(topics));
        writer.WriteNumber("score"u8, ranked.Score.Total);
        writer.WriteStartArray("why"u8);
        foreach (var line in ranked.Score.Lines)
        {
            writer.WriteStartObject();
            writer.WriteString("what"u8, line.Why);
            writer.WriteNumber("points"u8, line.Points);
            writer.WriteNumber("number"u8, line.Number);
            writer.WriteTexts("words"u8, line.Words);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteOwn(Utf8JsonWriter writer, SummaryRow row, EmployeeId reader, DirectoryView directory)
    {
        writer.WriteStartObject();
        WriteConversation(writer, row);
        WriteOwner(writer, row, directory);
        writer.WriteBoolean("isMine"u8, row.Owner == reader);
        writer.WriteEndObject();
    }

    public static void WriteThread(Utf8JsonWriter writer, SummaryRow row, ImmutableArray<EntryRow> entries, DirectoryView directory)
    {
        writer.WriteStartObject();
        WriteConversation(writer, row);
        WriteOwner(writer, row, directory);
        EntryJson.WriteArray(writer, "entries"u8, entries);
        writer.WriteEndObject();
    }

    private static void WriteOwner(Utf8JsonWriter writer, SummaryRow row, DirectoryView directory)
    {
        writer.WriteStringIfAny("owner"u8, row.Owner?.Value);
        writer.WriteStringIfAny("ownerName"u8, row.Owner is { } owner ? directory.NameOf(owner) : null);
    }

    private static void WriteConversation(Utf8JsonWriter writer, SummaryRow row)
    {
        writer.WriteString("id"u8, row.Id.Value);
        writer.WriteString("channelKind"u8, row.ChannelKind);
        writer.WriteString("state"u8, row.State);
        writer.WriteNumber("head"u8, row.Head);
        writer.WriteStartObject("customer"u8);
        writer.WriteString("name"u8, row.Customer.Name);
        writer.WriteString("handle"u8, row.Customer.Handle);
        if (row.Customer.Followers is { } followers)
        {
            writer.WriteNumber("followers"u8, followers);
        }

        writer.WriteEndObject();

        // The last text may be a colleague's note; a customer's is public where the newest message is.
        writer.WriteString("text"u8, row is { LastBy: "customer", Visibility: Audiences.Public } ? row.LastText : "");
        writer.WriteTime("lastAt"u8, row.LastAt);
        writer.WriteTimeIfAny("waitingSince"u8, row.WaitingSince);
    }
}
