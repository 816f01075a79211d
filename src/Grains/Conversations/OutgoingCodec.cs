using System.Text.Json;
using System.Text.Json.Serialization;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Conversations;

/// <summary>The payload of an outbox row.</summary>
public static class OutgoingCodec
{
    public static string Write(OutgoingReply reply) => JsonSerializer.Serialize(reply, OutgoingJson.Default.OutgoingReply);

    public static OutgoingReply Read(string payload) =>
        JsonSerializer.Deserialize(payload, OutgoingJson.Default.OutgoingReply) ?? throw new JsonException("A payload is an object.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OutgoingReply))]
internal sealed partial class OutgoingJson : JsonSerializerContext;
