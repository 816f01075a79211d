using System.Collections.Immutable;
using System.Text.Json;

namespace Conversations.Web.Input;

/// <summary>An object inside a body, read as strictly as the body.</summary>
public sealed class ObjectMember(string name, BodyShape shape) : BodyMember(name)
{
    protected override string? ReadValue(ref Utf8JsonReader reader, out object? value)
    {
        var wrong = shape.ReadNested(ref reader, out var values);
        value = values;
        return wrong;
    }

    public override void CheckRange(object value) => ((BodyValues)value).CheckRanges();

    public override void Describe(Utf8JsonWriter writer) => shape.Describe(writer);
}

/// <summary>A list of objects.</summary>
public sealed class ObjectsMember(string name, int itemsMax, BodyShape shape) : BodyMember(name)
{
    protected override string? ReadValue(ref Utf8JsonReader reader, out object? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return "must be a list of objects";
        }

        string? wrong = null;
        var items = ImmutableArray.CreateBuilder<BodyValues>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var trouble = shape.ReadNested(ref reader, out var values);
            if (trouble is not null)
            {
                wrong ??= trouble;
                reader.Skip();
            }

            items.Add(values);
        }

        value = items.ToImmutable();
        return wrong is null ? null : "must be a list of objects: in one " + wrong;
    }

    public override void CheckRange(object value)
    {
        var items = (ImmutableArray<BodyValues>)value;
        if (items.Length > itemsMax)
        {
            throw OutOfRange($"must be at most {itemsMax}");
        }

        foreach (var item in items)
        {
            item.CheckRanges();
        }
    }

    public override void Describe(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "array");
        writer.WriteNumber("maxItems"u8, itemsMax);
        writer.WriteStartObject("items"u8);
        shape.Describe(writer);
        writer.WriteEndObject();
    }
}
