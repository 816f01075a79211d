using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Conversations.Web.Json;

/// <summary>How all our JSON is written: as short as is safe for application/json with nosniff, and times in UTC with a Z.</summary>
public static class JsonText
{
    public static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static void WriteTime(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset at) =>
        writer.WriteString(name, at.UtcDateTime);

    /// <summary>Absent when there is no time.</summary>
    public static void WriteTimeIfAny(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? at)
    {
        if (at is { } time)
        {
            writer.WriteString(name, time.UtcDateTime);
        }
    }

    /// <summary>Absent when there is no text.</summary>
    public static void WriteStringIfAny(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    public static void WriteTexts(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    /// <summary>The bytes of one value written by <paramref name="write"/>.</summary>
    public static byte[] Bytes<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            write(writer, value);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
