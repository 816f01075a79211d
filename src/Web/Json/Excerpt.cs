using System.Text.Json;
using Conversations.Contracts;

namespace Conversations.Web.Json;

/// <summary>How a text begins, for lists: at most <see cref="Limits.LastTextCharsMax"/>, and no half characters.</summary>
public static class Excerpt
{
    public static string Of(string text)
    {
        if (text.Length <= Limits.LastTextCharsMax)
        {
            return text;
        }

        var length = char.IsHighSurrogate(text[Limits.LastTextCharsMax - 1]) ? Limits.LastTextCharsMax - 1 : Limits.LastTextCharsMax;
        return text[..length];
    }

    /// <summary>Of the payload of an outbox row; null when its words were erased.</summary>
    public static string? OfPayload(string payload)
    {
        using var document = JsonDocument.Parse(payload);
        return document.RootElement.TryGetProperty("text", out var text) && text.GetString() is { } words ? Of(words) : null;
    }
}
