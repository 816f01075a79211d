using System.Text.Json;
using System.Text.RegularExpressions;
using Conversations.Web.Access;
using Conversations.Web.Errors;

namespace Conversations.Web.OpenApi;

/// <summary>
/// The OpenAPI document, written from the endpoints themselves: who may call them, the shapes they read bodies by, and what they may refuse
/// with. So it says what is so.
/// </summary>
public static partial class OpenApiDocument
{
    private const string SchemasResource = "schemas.json";

    public static void MapOpenApiDocument(this IEndpointRouteBuilder routes)
    {
        var document = new Lazy<byte[]>(() => Write(routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()));
        routes.MapGet("/openapi/v1.json", context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = document.Value.Length;
            return context.Response.Body.WriteAsync(document.Value, context.RequestAborted).AsTask();
        }).WithMetadata(new OpenToAllAttribute("Describes; holds no data."), new ApiDescription("This document.") { Answers = [new(200, null)] });
    }

    public static byte[] Write(IEnumerable<RouteEndpoint> endpoints) => Json.JsonText.Bytes(endpoints, static (writer, all) =>
    {
        var described = all.Where(endpoint => endpoint.Metadata.GetMetadata<ApiDescription>() is not null).ToList();
        writer.WriteStartObject();
        writer.WriteString("openapi"u8, "3.1.0");
        writer.WriteStartObject("info"u8);
        writer.WriteString("title"u8, "Conversations");
        writer.WriteString("version"u8, "1");
        writer.WriteEndObject();
        WritePaths(writer, described);
        writer.WriteStartObject("components"u8);
        WriteSchemas(writer, described);
        WriteSecurity(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static void WritePaths(Utf8JsonWriter writer, List<RouteEndpoint> endpoints)
    {
        writer.WriteStartObject("paths"u8);
        foreach (var path in endpoints.GroupBy(PathOf).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject(path.Key);
            foreach (var endpoint in path)
            {
                foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
                {
                    writer.WritePropertyName(method.ToLowerInvariant());
                    WriteOperation(writer, endpoint, endpoint.Metadata.GetMetadata<ApiDescription>()!);
                }
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteOperation(Utf8JsonWriter writer, RouteEndpoint endpoint, ApiDescription description)
    {
        var permission = endpoint.Metadata.GetMetadata<RequiresAttribute>()?.Permission;
        writer.WriteStartObject();
        writer.WriteString("summary"u8, description.Summary);
        writer.WriteStartArray("security"u8);
        if (permission is not null)
        {
            WriteScheme(writer, "cookie"u8);
            WriteScheme(writer, "key"u8);
        }

        writer.WriteEndArray();
        if (permission is not null)
        {
            writer.WriteString("x-permission"u8, JsonNamingPolicy.CamelCase.ConvertName(permission.ToString()!));
        }

        WriteParameters(writer, endpoint, description);
        if ((description.Body?.Name ?? description.RawBody) is { } body)
        {
            writer.WriteStartObject("requestBody"u8);
            writer.WriteBoolean("required"u8, true);
            WriteContent(writer, "application/json"u8, body);
            writer.WriteEndObject();
        }

        if (description.IsBodyRaw)
        {
            writer.WritePropertyName("requestBody"u8);
            writer.WriteRawValue("""{"required":true,"content":{"application/octet-stream":{"schema":{"type":"string","format":"binary"}}}}""");
        }

        WriteResponses(writer, endpoint, description, permission is not null);
        writer.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter writer, RouteEndpoint endpoint, ApiDescription description)
    {
        writer.WriteStartArray("parameters"u8);
        foreach (var parameter in endpoint.RoutePattern.Parameters)
        {
            WriteParameter(writer, parameter.Name, "path"u8, isRequired: true, """{"type":"string"}""");
        }

        foreach (var member in description.Query)
        {
            WriteParameter(writer, member.Name, "query"u8, isRequired: false, member.Schema);
        }

        writer.WriteEndArray();
    }

    private static void WriteParameter(Utf8JsonWriter writer, string name, ReadOnlySpan<byte> place, bool isRequired, string schema)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, name);
        writer.WriteString("in"u8, place);
        writer.WriteBoolean("required"u8, isRequired);
        writer.WritePropertyName("schema"u8);
        writer.WriteRawValue(schema);
        writer.WriteEndObject();
    }

    private static void WriteResponses(Utf8JsonWriter writer, RouteEndpoint endpoint, ApiDescription description, bool needsCaller)
    {
        writer.WriteStartObject("responses"u8);
        foreach (var answer in description.Answers)
        {
            writer.WriteStartObject(answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
            writer.WriteString("description"u8, "Done.");
            if (answer.Schema is not null)
            {
                WriteContent(writer, "application/json"u8, answer.Schema);
            }

            writer.WriteEndObject();
        }

        foreach (var status in RefusalsOf(endpoint, description, needsCaller).GroupBy(type => type.Status).OrderBy(group => group.Key))
        {
            writer.WriteStartObject(status.Key.ToString(System.Globalization.CultureInfo.InvariantCulture));
            writer.WriteString("description"u8, string.Join(", ", status.Select(type => type.Slug).Distinct().Order(StringComparer.Ordinal)));
            WriteContent(writer, "application/problem+json"u8, "Problem");
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static IEnumerable<ProblemType> RefusalsOf(RouteEndpoint endpoint, ApiDescription description, bool needsCaller)
    {
        IEnumerable<string> slugs = description.Problems;
        slugs = needsCaller ? slugs.Concat([Contracts.Problems.Unauthenticated, Contracts.Problems.Forbidden, Contracts.Problems.Antiforgery]) : slugs;
        slugs = endpoint.RoutePattern.Parameters.Count > 0 ? slugs.Append(Contracts.Problems.NotFound) : slugs;
        slugs = description.Query.Length > 0 ? slugs.Append(Contracts.Problems.InvalidQuery) : slugs;
        slugs = description.Body is not null
            ? slugs.Concat([Contracts.Problems.InvalidBody, Contracts.Problems.BodyTooLarge, Contracts.Problems.UnsupportedMediaType, Contracts.Problems.OutOfRange, Contracts.Problems.EmptyText, Contracts.Problems.TextTooLong])
            : slugs;
        return slugs.Append(Contracts.Problems.Unavailable).Select(slug => ProblemTypes.All[slug]);
    }

    private static void WriteSchemas(Utf8JsonWriter writer, List<RouteEndpoint> endpoints)
    {
        writer.WriteStartObject("schemas"u8);
        using var stream = typeof(OpenApiDocument).Assembly.GetManifestResourceStream(SchemasResource)
            ?? throw new InvalidOperationException("The schemas are not embedded.");
        using var schemas = JsonDocument.Parse(stream);
        foreach (var schema in schemas.RootElement.EnumerateObject())
        {
            schema.WriteTo(writer);
        }

        var bodies = endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<ApiDescription>()!.Body).OfType<Input.BodyShape>().DistinctBy(body => body.Name);
        foreach (var body in bodies.Where(body => !schemas.RootElement.TryGetProperty(body.Name, out _)).OrderBy(body => body.Name, StringComparer.Ordinal))
        {
            WriteBody(writer, body);
        }

        writer.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter writer, Input.BodyShape body)
    {
        writer.WriteStartObject(body.Name);
        body.Describe(writer);
        writer.WriteEndObject();
    }

    private static void WriteSecurity(Utf8JsonWriter writer)
    {
        writer.WritePropertyName("securitySchemes"u8);
        writer.WriteRawValue("""
            {"cookie":{"type":"apiKey","in":"cookie","name":"__Host-conversations","description":"Set by POST /api/v1/session; changes also need X-CSRF-Token."},"key":{"type":"http","scheme":"bearer"}}
            """);
    }

    private static void WriteScheme(Utf8JsonWriter writer, ReadOnlySpan<byte> name)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(name);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter writer, ReadOnlySpan<byte> type, string schema)
    {
        writer.WriteStartObject("content"u8);
        writer.WriteStartObject(type);
        writer.WriteStartObject("schema"u8);
        writer.WriteString("$ref"u8, "#/components/schemas/" + schema);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string PathOf(RouteEndpoint endpoint) => Constraint().Replace("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), "{$1}");

    [GeneratedRegex(@"\{\**([^}:]+)[^}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Constraint();
}
