using System.Text.Json;

namespace Conversations.Load.Wire;

/// <summary>What the harness keeps of an entry: everything it compares, no text.</summary>
public sealed record EntryFacts
{
    public required long Seq { get; init; }
    public required string Kind { get; init; }

    /// <summary>Hash of the whole entry in canonical spelling; equal on every road it is read by.</summary>
    public required string Hash { get; init; }
    public string ActorKind { get; init; } = "";
    public string? ActorId { get; init; }
    public string? TextHash { get; init; }
    public string? ExternalId { get; init; }
    public string? Visibility { get; init; }
    public string? ReplyId { get; init; }
    public string? Employee { get; init; }
    public long? Epoch { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }

    /// <exception cref="KeyNotFoundException">A published member is missing.</exception>
    public static EntryFacts Read(JsonElement entry)
    {
        var actor = entry.GetProperty("actor");
        var data = entry.GetProperty("data");
        return new EntryFacts
        {
            Seq = entry.GetProperty("seq").GetInt64(),
            Kind = entry.GetProperty("kind").GetString()!,
            Hash = HashOf(CanonicalJson.Of(entry)),
            ActorKind = Text(actor, "kind") ?? "",
            ActorId = Text(actor, "id"),
            TextHash = data.ValueKind == JsonValueKind.Object && data.TryGetProperty("text", out var text) ? HashOf(text.GetString()) : null,
            ExternalId = Text(data, "externalId"),
            Visibility = Text(data, "visibility") ?? Text(data, "audience"),
            ReplyId = Text(data, "replyId"),
            Employee = Text(data, "employeeId"),
            Epoch = data.ValueKind == JsonValueKind.Object && data.TryGetProperty("epoch", out var epoch) && epoch.ValueKind == JsonValueKind.Number ? epoch.GetInt64() : null,
            From = Text(data, "from"),
            To = Text(data, "to"),
        };
    }

    private static string HashOf(string? text) => Wire.TextHash.Of(text);

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
