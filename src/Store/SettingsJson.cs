using System.Text.Json;
using System.Text.Json.Serialization;

namespace Conversations.Store;

/// <summary>How settings stand in their rows: for grain storage, and for the few who write rows before there are grains.</summary>
public static class SettingsJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write<T>(T settings) => JsonSerializer.Serialize(settings, Options);

    /// <exception cref="JsonException">The payload is not of that type.</exception>
    public static T Read<T>(string payload) => JsonSerializer.Deserialize<T>(payload, Options) ?? throw new JsonException("Settings are an object.");
}
