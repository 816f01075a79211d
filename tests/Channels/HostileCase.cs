using System.Text;
using System.Text.Json;

namespace Conversations.Channels.Tests;

/// <summary>
/// One case of fixtures/*.json. The body is a list of parts (a text, a repeated text, or bytes in base64) put together. It is either "malformed" with
/// its reason, or "items", each a message with the members worth checking, or quarantined with id, reason and sometimes its raw text.
/// Knows nothing of the receiver, so that the tests of the web endpoint can post the same bodies.
/// </summary>
public sealed record HostileCase(string File, string Name, byte[] Body, string? Malformed, IReadOnlyList<JsonElement> Items, int? Count)
{
    /// <summary>The time at which the fixtures are meant to be read.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<IReadOnlyList<HostileCase>> ReadOnce = new(() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "fixtures"), "*.json").Order(StringComparer.Ordinal).SelectMany(ReadFile),
    ]);

    public static IReadOnlyList<HostileCase> All() => ReadOnce.Value;

    public override string ToString() => $"{File}: {Name}";

    private static IEnumerable<HostileCase> ReadFile(string path)
    {
        var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(path)).RootElement;
        foreach (var item in document.GetProperty("cases").EnumerateArray())
        {
            yield return new HostileCase(
                Path.GetFileNameWithoutExtension(path),
                item.GetProperty("name").GetString()!,
                BodyOf(item.GetProperty("body")),
                item.TryGetProperty("malformed", out var reason) ? reason.GetString() : null,
                item.TryGetProperty("items", out var items) ? [.. items.EnumerateArray()] : [],
                item.TryGetProperty("count", out var count) ? count.GetInt32() : null);
        }
    }

    private static byte[] BodyOf(JsonElement parts)
    {
        var body = new MemoryStream();
        foreach (var part in parts.EnumerateArray())
        {
            body.Write(part.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(part.GetString()!)
                : part.TryGetProperty("base64", out var bytes) ? bytes.GetBytesFromBase64()
                : Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part.GetProperty("repeat").GetString(), part.GetProperty("times").GetInt32()))));
        }

        return body.ToArray();
    }
}
