using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.Golden;

/// <summary>One line of a golden journal; exactly one member is set. What a codec wrote stands in it as the string that it wrote.</summary>
public sealed record GoldenStep
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public Append? Append { get; init; }

    public GoldenClaim? Claim { get; init; }

    public GoldenDeferral? Defer { get; init; }

    /// <summary>The stream whose words are destroyed.</summary>
    public string? Erase { get; init; }

    public static GoldenStep Read(string line) => JsonSerializer.Deserialize<GoldenStep>(line, Json) ?? throw new JsonException("A step is an object.");

    public string Write() => JsonSerializer.Serialize(this, Json);
}

/// <summary>The delivery of a channel claims what is due; it gets these replies, in this order.</summary>
public sealed record GoldenClaim(ChannelId Channel, DateTimeOffset Now, ImmutableArray<Guid> Replies);

/// <summary>A claimed reply is put back to be tried again.</summary>
public sealed record GoldenDeferral(Guid ReplyId, int Attempt, DateTimeOffset NotBefore, string Reason);
