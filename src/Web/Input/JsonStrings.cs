using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Conversations.Web.Input;

/// <summary>Reads strings that can be stored, compared and shown: no NUL, no half of a surrogate pair.</summary>
internal static class JsonStrings
{
    public static bool TryRead(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? trouble)
    {
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The reader's own word for an escaped surrogate without its other half.
            text = null;
            trouble = "has half a surrogate pair";
            return false;
        }

        trouble = text.Contains('\0') ? "has a NUL" : null;
        return trouble is null;
    }
}
