using System.Collections.Immutable;
using Conversations.Contracts.Access;
using Conversations.Web.Access;
using Conversations.Web.Input;

namespace Conversations.Web.OpenApi;

/// <summary>What the OpenAPI document says of an endpoint; part of its metadata.</summary>
public sealed record ApiDescription(string Summary)
{
    /// <summary>The shape it reads its body by.</summary>
    public BodyShape? Body { get; init; }

    /// <summary>Name of the schema of a body that is read leniently.</summary>
    public string? RawBody { get; init; }

    /// <summary>Whether the body is a file of any type.</summary>
    public bool IsBodyRaw { get; init; }
    public ImmutableArray<QueryMember> Query { get; init; } = [];
    public ImmutableArray<ApiAnswer> Answers { get; init; } = [];

    /// <summary>Slugs it may refuse with, beside those that follow from its permission, path and body.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];
}

/// <param name="Schema">Name of a schema in schemas.json; null for an answer without a body.</param>
public sealed record ApiAnswer(int Status, string? Schema);

/// <param name="Schema">JSON schema of the value.</param>
public sealed record QueryMember(string Name, string Schema);

public static class ApiRoutes
{
    /// <summary>Maps one call with who may make it and what is said of it.</summary>
    public static void MapApi(
        this IEndpointRouteBuilder routes, string method, string pattern, Permission permission, RequestDelegate handler, ApiDescription description) =>
        routes.MapMethods(pattern, [method], handler).WithMetadata(new RequiresAttribute(permission), description);
}
