using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Web.Errors;

namespace Conversations.Web.Input;

/// <summary>Words of ours: a reply, a note. Blank ones and too long ones have problem types of their own.</summary>
public sealed class WordsMember(string name) : BodyMember(name)
{
    protected override string? ReadValue(ref Utf8JsonReader reader, out object? value) => TextReading.Read(ref reader, out value);

    public override void CheckRange(object value)
    {
        var text = (string)value;
        if (VisibleText.IsBlank(text))
        {
            throw new ProblemException(Problems.EmptyText);
        }

        if (text.Length > Limits.OwnTextCodePointsMax && VisibleText.CodePoints(text) > Limits.OwnTextCodePointsMax)
        {
            throw new ProblemException(Problems.TextTooLong);
        }
    }

    public override void Describe(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "string");
        writer.WriteNumber("minLength"u8, 1);
        writer.WriteNumber("maxLength"u8, Limits.OwnTextCodePointsMax);
    }
}

/// <summary>A short text on one line: a name, an id, an address. Must not be blank unless it is a secret typed by a person.</summary>
public sealed class LineMember(string name, int charsMax, bool maySpace = false) : BodyMember(name)
{
    protected override string? ReadValue(ref Utf8JsonReader reader, out object? value) => TextReading.Read(ref reader, out value);

    public override void CheckRange(object value)
    {
        var text = (string)value;
        if (text.Length > charsMax)
        {
            throw OutOfRange($"must not be longer than {charsMax} characters");
        }

        if (!maySpace && (VisibleText.IsBlank(text) || text.Any(char.IsControl)))
        {
            throw OutOfRange("must be one line that can be read");
        }
    }

    public override void Describe(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "string");
        writer.WriteNumber("minLength"u8, maySpace ? 0 : 1);
        writer.WriteNumber("maxLength"u8, charsMax);
    }
}

/// <summary>One of a few words.</summary>
public sealed class ChoiceMember(string name, params string[] choices) : BodyMember(name)
{
    protected override string? ReadValue(ref Utf8JsonReader reader, out object? value) =>
        TextReading.Read(ref reader, out value) is null && choices.Contains((string?)value)
            ? null
            : "must be one of " + string.Join(", ", choices);

    public override void Describe(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "string");
        writer.WriteStartArray("enum"u8);
        foreach (var choice in choices)
        {
            writer.WriteStringValue(choice);
        }

        writer.WriteEndArray();
    }
}

/// <summary>A list of short texts without repeats.</summary>
public sealed class LinesMember(string name, int itemsMax, int charsMax) : BodyMember(name)
{
    protected override string? ReadValue(ref Utf8JsonReader reader, out object? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return "must be a list of texts";
        }

        string? wrong = null;
        var texts = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (TextReading.Read(ref reader, out var text) is { } trouble)
            {
                wrong ??= trouble;
                reader.Skip();
            }
            else
            {
                texts.Add((string)text!);
            }
        }

        value = texts.ToImmutable();
        return wrong is null ? null : "must be a list of texts: one " + wrong;
    }

    public override void CheckRange(object value)
    {
        var texts = (ImmutableArray<string>)value;
        if (texts.Length > itemsMax || texts.Any(text => text.Length > charsMax || VisibleText.IsBlank(text) || text.Any(char.IsControl)))
        {
            throw OutOfRange($"must be at most {itemsMax} texts of 1 to {charsMax} characters");
        }

        if (texts.Distinct(StringComparer.Ordinal).Count() != texts.Length)
        {
            throw OutOfRange("must not hold anything twice");
        }
    }

    public override void Describe(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "array");
        writer.WriteNumber("maxItems"u8, itemsMax);
        writer.WriteBoolean("uniqueItems"u8, true);
        writer.WriteStartObject("items"u8);
        writer.WriteString("type"u8, "string");
        writer.WriteNumber("minLength"u8, 1);
        writer.WriteNumber("maxLength"u8, charsMax);
        writer.WriteEndObject();
    }
}

internal static class TextReading
{
    public static string? Read(ref Utf8JsonReader reader, out object? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.String)
        {
            return "must be a text";
        }

        var isGood = JsonStrings.TryRead(ref reader, out var text, out var trouble);
        value = text;
        return isGood ? null : trouble;
    }
}
