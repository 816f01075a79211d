using System.Text.Json;
using Conversations.Contracts;

namespace Conversations.Channels.Webhook;

/// <summary>
/// Utf8JsonReader for bodies of strangers: strict about what is JSON, lenient about what stands in strings, with a depth it can name as the fault.
/// Throws JsonException when the body is not JSON and <see cref="TooDeepException"/> when it is nested beyond the limit.
/// </summary>
internal ref struct LenientReader
{
    private Utf8JsonReader reader;

    private LenientReader(ReadOnlySpan<byte> json)
    {
        // One more than allowed, so that the limit is found here and not as one of many reasons for a JsonException.
        reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Limits.JsonDepthMax + 1 });
    }

    public readonly JsonTokenType Token => reader.TokenType;

    /// <summary>Where the current token starts in the body that was given.</summary>
    public readonly int Start => (int)reader.TokenStartIndex;

    /// <summary>Just behind the current token.</summary>
    public readonly int End => (int)reader.BytesConsumed;

    /// <summary>
    /// A reader over the body, and the body as it reads it: a byte order mark becomes blanks and NUL bytes a stand-in, both of the same length, so
    /// that <see cref="Start"/> and <see cref="End"/> are places in the body as it came.
    /// </summary>
    public static LenientReader Over(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        if (!body.StartsWith(byteOrderMark) && !body.Contains((byte)0))
        {
            return new LenientReader(body);
        }

        var copy = body.ToArray();
        if (body.StartsWith(byteOrderMark))
        {
            copy.AsSpan(0, byteOrderMark.Length).Fill((byte)' ');
        }

        copy.AsSpan().Replace((byte)0, LenientText.NulStandIn);
        return new LenientReader(copy);
    }

    /// <summary>Moves to the next token; false at the end of a whole document.</summary>
    public bool Next()
    {
        if (!reader.Read())
        {
            return false;
        }

        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= Limits.JsonDepthMax)
        {
            throw new TooDeepException();
        }

        return true;
    }

    /// <summary>Moves to the end of the current value, if it has an inside.</summary>
    public void SkipValue()
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        var depth = reader.CurrentDepth;
        while (Next() && reader.CurrentDepth > depth)
        {
        }
    }

    /// <summary>Whether the current member's name is this one, exactly, however it is escaped.</summary>
    public readonly bool IsMember(ReadOnlySpan<byte> name) => reader.ValueIsEscaped
        ? System.Text.Encoding.UTF8.GetBytes(LenientText.Read(reader.ValueSpan, isEscaped: true)).AsSpan().SequenceEqual(name)
        : reader.ValueSpan.SequenceEqual(name);

    /// <summary>The current string.</summary>
    public readonly string Text() => LenientText.Read(reader.ValueSpan, reader.ValueIsEscaped);

    /// <summary>The current number if it is a count: whole, not negative, and exact as a double; else null.</summary>
    public readonly long? Count()
    {
        if (reader.TryGetInt64(out var whole))
        {
            return whole >= 0 ? whole : null;
        }

        const double exactMax = 1L << 53;
        return reader.TryGetDouble(out var number) && number is >= 0 and <= exactMax && Math.Floor(number) == number ? (long)number : null;
    }

    /// <summary>Reads the current value where a text is expected: null counts as absent, anything else that is no string is noted and skipped.</summary>
    public TextMember TextMember()
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String: return new TextMember(Text(), IsWrongType: false);
            case JsonTokenType.Null: return default;
            default:
                SkipValue();
                return new TextMember(null, IsWrongType: true);
        }
    }
}

/// <summary>A member that should be a text: its value, or null when absent or of another type.</summary>
internal readonly record struct TextMember(string? Value, bool IsWrongType);

internal sealed class TooDeepException : Exception;
