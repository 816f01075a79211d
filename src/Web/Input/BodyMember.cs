using System.Text.Json;
using Conversations.Contracts;
using Conversations.Web.Errors;

namespace Conversations.Web.Input;

/// <summary>One member of a body: its type, whether it must be there, its range, and how it is described.</summary>
public abstract class BodyMember(string name)
{
    public string Name { get; } = name;

    public bool IsRequired { get; private set; } = true;

    /// <summary>Whether null may stand for "none".</summary>
    public bool IsNullable { get; private set; }

    public BodyMember Optional()
    {
        IsRequired = false;
        return this;
    }

    public BodyMember OrNull()
    {
        IsNullable = true;
        return this;
    }

    /// <summary>Reads the value the reader stands on. Returns what is wrong with its form, or null.</summary>
    public string? Read(ref Utf8JsonReader reader, out object? value)
    {
        value = null;
        return IsNullable && reader.TokenType == JsonTokenType.Null ? null : ReadValue(ref reader, out value);
    }

    protected abstract string? ReadValue(ref Utf8JsonReader reader, out object? value);

    /// <summary>Refuses a well-formed value that is out of range.</summary>
    /// <exception cref="ProblemException">The member's own problem.</exception>
    public virtual void CheckRange(object value)
    {
    }

    /// <summary>Writes the members of its JSON schema.</summary>
    public abstract void Describe(Utf8JsonWriter writer);

    protected ProblemException OutOfRange(string what) => new(Problem.Of(Problems.OutOfRange, Name, what));
}

/// <summary>A command's id, made by the caller.</summary>
public sealed class UuidMember(string name) : BodyMember(name)
{
    protected override string? ReadValue(ref Utf8JsonReader reader, out object? value)
    {
        var isUuid = reader.TokenType == JsonTokenType.String & reader.TryGetUuid(out var uuid);
        value = uuid;
        return isUuid ? null : "must be a UUID";
    }

    public override void Describe(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "string");
        writer.WriteString("format"u8, "uuid");
    }
}

public sealed class FlagMember(string name) : BodyMember(name)
{
    protected override string? ReadValue(ref Utf8JsonReader reader, out object? value)
    {
        value = reader.TokenType == JsonTokenType.True;
        return reader.TokenType is JsonTokenType.True or JsonTokenType.False ? null : "must be true or false";
    }

    public override void Describe(Utf8JsonWriter writer) => writer.WriteString("type"u8, "boolean");
}

/// <summary>A whole number.</summary>
public sealed class NumberMember(string name, long min, long max) : BodyMember(name)
{
    protected override string? ReadValue(ref Utf8JsonReader reader, out object? value)
    {
        var number = 0L;
        var isWhole = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out number);
        value = number;
        return isWhole ? null : "must be a whole number";
    }

    public override void CheckRange(object value)
    {
        if ((long)value < min || (long)value > max)
        {
            throw OutOfRange($"must be {min} to {max}");
        }
    }

    public override void Describe(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "integer");
        writer.WriteNumber("minimum"u8, min);
        if (max != long.MaxValue)
        {
            writer.WriteNumber("maximum"u8, max);
        }
    }
}

/// <summary>A time with its offset, ISO 8601.</summary>
public sealed class TimeMember(string name) : BodyMember(name)
{
    protected override string? ReadValue(ref Utf8JsonReader reader, out object? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.String || !JsonStrings.TryRead(ref reader, out var text, out _) || !HasOffset(text) || !reader.TryGetDateTimeOffset(out var time))
        {
            return "must be a time with an offset, ISO 8601";
        }

        value = time.ToUniversalTime();
        return null;
    }

    public override void Describe(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "string");
        writer.WriteString("format"u8, "date-time");
    }

    // A time without an offset would be read in the server's own zone.
    private static bool HasOffset(string text) => text.Length > 10 && (text[^1] == 'Z' || text.AsSpan(10).IndexOfAny('+', '-') >= 0);
}

internal static class UuidReading
{
    public static bool TryGetUuid(this ref Utf8JsonReader reader, out Guid uuid)
    {
        uuid = Guid.Empty;
        return reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.TryGetGuid(out uuid);
    }
}
