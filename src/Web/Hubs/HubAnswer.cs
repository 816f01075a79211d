using System.Text.Json;
using System.Text.Json.Serialization;

namespace Conversations.Web.Hubs;

/// <summary>
/// An answer written beforehand. <see cref="Written"/> is called while the answer is being put into the reader's pipe, under that pipe's lock: whatever is
/// sent because of it comes behind the answer. So no delta can overtake the snapshot it builds on.
/// </summary>
[JsonConverter(typeof(Converter))]
public sealed class HubAnswer(byte[] json, Action? written = null)
{
    public ReadOnlySpan<byte> Json => json;

    public void Written() => written?.Invoke();

    private sealed class Converter : JsonConverter<HubAnswer>
    {
        public override HubAnswer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are only written.");

        public override void Write(Utf8JsonWriter writer, HubAnswer value, JsonSerializerOptions options)
        {
            writer.WriteRawValue(value.Json, skipInputValidation: true);
            value.Written();
        }
    }
}
