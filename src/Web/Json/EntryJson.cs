using System.Text.Json;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Json;

/// <summary>An entry of a conversation: the one writer of "Entry", for REST and hub alike.</summary>
public static class EntryJson
{
    public static void Write(Utf8JsonWriter writer, EntryRow entry)
    {
        writer.WriteStartObject();
        writer.WriteNumber("seq"u8, entry.Seq);
        writer.WriteTime("at"u8, entry.At);
        writer.WriteString("kind"u8, entry.Kind);
        writer.WriteStartObject("actor"u8);
        writer.WriteString("kind"u8, entry.Actor.Kind);
        writer.WriteString("id"u8, entry.Actor.Id);
        writer.WriteString("name"u8, entry.Actor.Name);
        writer.WriteStringIfAny("via"u8, entry.Actor.Via);
        writer.WriteEndObject();
        writer.WritePropertyName("data"u8);
        writer.WriteRawValue(Data(entry), skipInputValidation: true);
        writer.WriteEndObject();
    }

    /// <summary>The object as UTF-8, to be kept and sent to many.</summary>
    public static byte[] ToUtf8(EntryRow entry) => JsonText.Bytes(entry, Write);

    public static void WriteArray(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<EntryRow> entries)
    {
        writer.WriteStartArray(name);
        foreach (var entry in entries)
        {
            Write(writer, entry);
        }

        writer.WriteEndArray();
    }

    /// <summary>The members of both objects side by side. Both were written by us, so they are joined as text, not parsed again.</summary>
    private static string Data(EntryRow entry)
    {
        var data = Members(entry.Data);
        var words = Members(entry.Words ?? "{}");
        var comma = data.IsEmpty || words.IsEmpty ? "" : ",";
        return string.Concat("{", string.Concat(data, comma, words), "}");
    }

    private static ReadOnlySpan<char> Members(string json)
    {
        var text = json.AsSpan().Trim();
        if (text.Length < 2 || text[0] != '{' || text[^1] != '}')
        {
            throw new FormatException("The data of an entry is not a JSON object.");
        }

        return text[1..^1].Trim();
    }
}
