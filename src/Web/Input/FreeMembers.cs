using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Conversations.Contracts;
using Conversations.Web.Errors;

namespace Conversations.Web.Input;

/// <summary>A text that may be empty and may have several lines.</summary>
public sealed class FreeTextMember(string name, int codePointsMax) : BodyMember(name)
{
    protected override string? ReadValue(ref Utf8JsonReader reader, out object? value) => TextReading.Read(ref reader, out value);

    public override void CheckRange(object value)
    {
        var text = (string)value;
        if (text.Length > codePointsMax && VisibleText.CodePoints(text) > codePointsMax)
        {
            throw new ProblemException(Problems.TextTooLong);
        }
    }

    public override void Describe(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "string");
        writer.WriteNumber("maxLength"u8, codePointsMax);
    }
}

/// <summary>A short text of a fixed form.</summary>
public sealed class FormMember(string name, string pattern, Func<string, bool>? isKnown = null) : BodyMember(name)
{
    private readonly Regex form = new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private const string ZonePattern = "[A-Za-z][A-Za-z0-9_+-]{0,31}(/[A-Za-z0-9_+-]{1,31}){0,2}";

    /// <summary>A time zone this server knows by its IANA name.</summary>
    public static FormMember TimeZone(string name) => new(name, $"^{ZonePattern}$", static zone => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _));

    /// <summary>auto, or a time zone this server knows by its IANA name.</summary>
    public static FormMember TimeZoneOrAuto(string name) => new(
        name, $"^(auto|{ZonePattern})$", static zone => zone == "auto" || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _));

    /// <summary>A time of day.</summary>
    public static FormMember Clock(string name) => new(name, "^([01][0-9]|2[0-3]):[0-5][0-9]$");

    protected override string? ReadValue(ref Utf8JsonReader reader, out object? value) => TextReading.Read(ref reader, out value);

    public override void CheckRange(object value)
    {
        if (!form.IsMatch((string)value) || isKnown?.Invoke((string)value) == false)
        {
            throw OutOfRange("is not one of those that are known");
        }
    }

    public override void Describe(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "string");
        writer.WriteString("pattern"u8, form.ToString());
    }
}

/// <summary>An object of short texts by name.</summary>
public sealed class MapMember(string name, int itemsMax, int nameCharsMax, int valueCharsMax) : BodyMember(name)
{
    protected override string? ReadValue(ref Utf8JsonReader reader, out object? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return "must be an object of texts";
        }

        string? wrong = null;
        var map = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNamed = JsonStrings.TryRead(ref reader, out var key, out var trouble);
            reader.Read();
            trouble = TextReading.Read(ref reader, out var text) ?? trouble;
            if (trouble is not null)
            {
                reader.Skip();
            }
            else if (!map.TryAdd(key!, (string)text!))
            {
                trouble = "is there twice";
            }

            wrong ??= isNamed ? trouble : "must have names that can be read";
        }

        value = map.ToImmutable();
        return wrong is null ? null : "must be an object of texts: one " + wrong;
    }

    public override void CheckRange(object value)
    {
        var map = (ImmutableDictionary<string, string>)value;
        if (map.Count > itemsMax || map.Any(item => !IsLine(item.Key, nameCharsMax) || !IsLine(item.Value, valueCharsMax)))
        {
            throw OutOfRange($"must be at most {itemsMax} texts of 1 to {valueCharsMax} characters under names of 1 to {nameCharsMax}");
        }
    }

    public override void Describe(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "object");
        writer.WriteNumber("maxProperties"u8, itemsMax);
        writer.WriteStartObject("additionalProperties"u8);
        writer.WriteString("type"u8, "string");
        writer.WriteNumber("minLength"u8, 1);
        writer.WriteNumber("maxLength"u8, valueCharsMax);
        writer.WriteEndObject();
    }

    private static bool IsLine(string text, int charsMax) => text.Length <= charsMax && !VisibleText.IsBlank(text) && !text.Any(char.IsControl);
}
