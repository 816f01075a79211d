using System.Text.Json;
using Conversations.Contracts.Ports;
using Conversations.Web.Company;

namespace Conversations.Web.Json;

/// <summary>A conversation as lists show it: the one writer of "Summary", for REST and hub alike.</summary>
public static class SummaryJson
{
    /// <summary>Writes one object.</summary>
    public static void Write(Utf8JsonWriter writer, SummaryRow row, DirectoryView directory)
    {
        writer.WriteStartObject();
        WriteMembers(writer, row, directory);
        writer.WriteEndObject();
    }

    /// <summary>The members alone, so that a caller may add more to the same object.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, SummaryRow row, DirectoryView directory)
    {
        writer.WriteString("id"u8, row.Id.Value);
        writer.WriteString("channelId"u8, row.Channel.Value);
        writer.WriteString("channelKind"u8, row.ChannelKind);
        writer.WriteString("thread"u8, row.Thread);
        writer.WriteString("visibility"u8, row.Visibility);
        WriteCustomer(writer, row.Customer);
        writer.WriteString("state"u8, row.State);
        WriteResponsible(writer, row, directory);
        writer.WriteString("queue"u8, row.Queue.Value);
        writer.WriteString("priority"u8, row.Priority);
        writer.WriteStartArray("labels"u8);
        foreach (var label in row.Labels)
        {
            writer.WriteStringValue(label);
        }

        writer.WriteEndArray();
        writer.WriteNumber("head"u8, row.Head);
        writer.WriteString("lastText"u8, row.LastText);
        writer.WriteTime("lastAt"u8, row.LastAt);
        writer.WriteString("lastBy"u8, row.LastBy);
        writer.WriteTimeIfAny("waitingSince"u8, row.WaitingSince);
        writer.WriteTimeIfAny("dueAt"u8, row.DueAt);
        writer.WriteTimeIfAny("snoozedUntil"u8, row.SnoozedUntil);
        writer.WriteTime("createdAt"u8, row.CreatedAt);
    }

    /// <summary>The object as UTF-8, to be kept and sent to many.</summary>
    public static byte[] ToUtf8(SummaryRow row, DirectoryView directory) =>
        JsonText.Bytes((row, directory), static (writer, it) => Write(writer, it.row, it.directory));

    private static void WriteCustomer(Utf8JsonWriter writer, CustomerView customer)
    {
        writer.WriteStartObject("customer"u8);
        writer.WriteString("id"u8, customer.Id);
        writer.WriteString("name"u8, customer.Name);
        writer.WriteString("handle"u8, customer.Handle);
        if (customer.Followers is { } followers)
        {
            writer.WriteNumber("followers"u8, followers);
        }
        else
        {
            writer.WriteNull("followers"u8);
        }

        writer.WriteEndObject();
    }

    private static void WriteResponsible(Utf8JsonWriter writer, SummaryRow row, DirectoryView directory)
    {
        if (row.Owner is { } owner)
        {
            writer.WriteString("owner"u8, owner.Value);
            writer.WriteStringIfAny("ownerName"u8, directory.NameOf(owner));
        }

        var accountable = directory.AccountableFor(row.Owner, row.Queue);
        writer.WriteString("accountable"u8, accountable.Value);
        writer.WriteStringIfAny("accountableName"u8, directory.NameOf(accountable));
    }
}
