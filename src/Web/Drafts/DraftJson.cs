using System.Text.Json;
using Conversations.Web.Json;

namespace Conversations.Web.Drafts;

/// <summary>A draft: the one writer of "Draft", for REST and hub alike.</summary>
internal static class DraftJson
{
    public static void Write(Utf8JsonWriter writer, Draft draft)
    {
        writer.WriteStartObject();
        WriteMembers(writer, draft);
        writer.WriteEndObject();
    }

    public static void WriteMembers(Utf8JsonWriter writer, Draft draft)
    {
        writer.WriteString("text"u8, draft.Words.Text);
        writer.WriteStringIfAny("audience"u8, draft.Words.Audience);
        writer.WriteStringIfAny("from"u8, draft.Words.From);
        writer.WriteStartArray("attachments"u8);
        foreach (var attachment in draft.Words.Attachments)
        {
            writer.WriteStringValue(attachment);
        }

        writer.WriteEndArray();
        writer.WriteNumber("revision"u8, draft.Revision);
        writer.WriteTimeIfAny("updatedAt"u8, draft.UpdatedAt);
    }
}
