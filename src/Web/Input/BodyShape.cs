using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Conversations.Contracts;
using Conversations.Web.Errors;
using Microsoft.Net.Http.Headers;

namespace Conversations.Web.Input;

/// <summary>
/// What a call's body may hold, member by member: read strictly by it, and described by it in the OpenAPI document, so that the two cannot
/// differ. Whatever is unknown, twice there, in other letter case, of another type, not UTF-8, with NUL or half a surrogate pair, is refused
/// whole as invalid-body; what is well-formed but out of range is refused after that, as the member says.
/// </summary>
public sealed class BodyShape(string name, params BodyMember[] members)
{
    private const int ErrorsMax = 20;

    public string Name { get; } = name;

    public IReadOnlyList<BodyMember> Members { get; } = members;

    /// <exception cref="ProblemException">unsupported-media-type, body-too-large, invalid-body, or what a member refuses.</exception>
    public async ValueTask<BodyValues> ReadAsync(HttpContext context)
    {
        CheckMediaType(context.Request);
        var buffer = await BoundedBody.ReadAsync(context, Limits.ApiBodyBytesMax);
        try
        {
            return Parse(buffer);
        }
        finally
        {
            context.Request.BodyReader.AdvanceTo(buffer.End);
        }
    }

    public BodyValues Parse(ReadOnlySequence<byte> body)
    {
        var bytes = body.IsSingleSegment ? body.FirstSpan : body.ToArray();
        var errors = new BodyErrors(ErrorsMax);
        var values = new BodyValues(members);
        if (!Utf8.IsValid(bytes))
        {
            errors.Add("$", "not UTF-8");
        }
        else
        {
            ReadObject(bytes, values, errors);
        }

        errors.ThrowIfAny();
        values.CheckRanges();
        return values;
    }

    /// <summary>Reads an object inside a body by this shape; the reader stands on its first brace. Returns what is wrong with its form, or null.</summary>
    internal string? ReadNested(ref Utf8JsonReader reader, out BodyValues values)
    {
        values = new BodyValues(members);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return "must be an object";
        }

        var errors = new BodyErrors(ErrorsMax);
        ReadMembers(ref reader, values, errors);
        return errors.First;
    }

    /// <summary>Writes the members of its JSON schema.</summary>
    public void Describe(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "object");
        writer.WriteBoolean("additionalProperties"u8, false);
        writer.WriteStartArray("required"u8);
        foreach (var member in members.Where(static member => member.IsRequired))
        {
            writer.WriteStringValue(member.Name);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("properties"u8);
        foreach (var member in members)
        {
            writer.WritePropertyName(member.Name);
            Describe(writer, member);
        }

        writer.WriteEndObject();
    }

    private static void Describe(Utf8JsonWriter writer, BodyMember member)
    {
        writer.WriteStartObject();
        if (member.IsNullable)
        {
            writer.WriteStartArray("anyOf"u8);
            writer.WriteStartObject();
        }

        member.Describe(writer);
        if (member.IsNullable)
        {
            writer.WriteEndObject();
            writer.WriteRawValue("""{"type":"null"}""");
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void CheckMediaType(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || request.Headers.ContentEncoding.Count > 0)
        {
            throw new ProblemException(Problems.UnsupportedMediaType);
        }

        if (type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(Problem.Of(Problems.InvalidBody, "$", "charset must be utf-8"));
        }
    }

    private void ReadObject(ReadOnlySpan<byte> bytes, BodyValues values, BodyErrors errors)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Limits.JsonDepthMax });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                errors.Add("$", "must be an object");
                return;
            }

            ReadMembers(ref reader, values, errors);
            while (reader.Read())
            {
                // To the end: what follows the object is an error too.
            }
        }
        catch (JsonException)
        {
            errors.Add("$", "not JSON");
        }
    }

    /// <summary>Up to the closing brace.</summary>
    private void ReadMembers(ref Utf8JsonReader reader, BodyValues values, BodyErrors errors)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader, values, errors);
        }

        foreach (var member in members)
        {
            if (member.IsRequired && !values.Has(member.Name) && !errors.Has(member.Name))
            {
                errors.Add(member.Name, "is missing");
            }
        }
    }

    private void ReadMember(ref Utf8JsonReader reader, BodyValues values, BodyErrors errors)
    {
        if (!JsonStrings.TryRead(ref reader, out var found, out var trouble))
        {
            errors.Add("$", "a member's name " + trouble);
            reader.Read();
            reader.Skip();
            return;
        }

        var member = Array.Find(members, it => it.Name == found);
        reader.Read();
        if (member is null)
        {
            var near = Array.Find(members, it => it.Name.Equals(found, StringComparison.OrdinalIgnoreCase));
            errors.Add(found, near is null ? "is not a member of this body" : $"is written {near.Name}");
            reader.Skip();
        }
        else if (values.Has(member.Name) || errors.Has(member.Name))
        {
            errors.Add(member.Name, "is there twice");
            reader.Skip();
        }
        else if (member.Read(ref reader, out var value) is { } wrong)
        {
            errors.Add(member.Name, wrong);
            reader.Skip();
        }
        else
        {
            values.Set(member.Name, value);
        }
    }
}
