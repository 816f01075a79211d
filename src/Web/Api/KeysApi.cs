using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.OpenApi;

namespace Conversations.Web.Api;

/// <summary>API keys: shown once, recognised by their first characters, revoked for good.</summary>
public sealed class KeysApi(ApiKeys keys, Standings standings, TimeProvider clock)
{
    private const string Root = "/api/v1/keys";

    private static readonly BodyShape New = new(
        "NewKey",
        new LineMember("name", Limits.NameCharsMax),
        new LineMember("employeeId", 64).Optional(),
        new TimeMember("expiresAt").Optional());

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Root, Permission.ManageKeys, ListAsync, new ApiDescription("API keys, without the keys.") { Answers = [new(200, "KeyList")] });
        routes.MapApi("POST", Root, Permission.ManageKeys, CreateAsync, new ApiDescription("Makes a key that acts as an employee (oneself if none is named); shown this once.")
        {
            Body = New,
            Answers = [new(201, "NewKeyAnswer")],
            Problems = [Problems.UnknownEmployee],
        });
        routes.MapApi("DELETE", Root + "/{prefix}", Permission.ManageKeys, RevokeAsync, new ApiDescription("Revokes the key with that prefix, everywhere within 30 seconds.") { Answers = [new(204, null)] });
    }

    private async Task ListAsync(HttpContext context)
    {
        var rows = await keys.ListAsync(context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, rows, static (writer, all) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var row in all)
            {
                Write(writer, row);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private async Task CreateAsync(HttpContext context)
    {
        var body = await New.ReadAsync(context);
        var employee = body.TextOrNull("employeeId") is { } id ? new EmployeeId(id) : context.Caller().Employee;
        var expiresAt = body.TimeOrNull("expiresAt");
        if (expiresAt <= clock.GetUtcNow())
        {
            throw new ProblemException(Problem.Of(Problems.OutOfRange, "expiresAt", "must lie in the future"));
        }

        if (!await standings.MayAsync(employee, Permission.Self, context.RequestAborted))
        {
            throw new ProblemException(Problems.UnknownEmployee);
        }

        var key = await keys.AddAsync(employee, body.Text("name"), expiresAt, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, key, static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, it.AsSpan(0, ApiKeys.PrefixChars));
            writer.WriteString("key"u8, it);
            writer.WriteString("prefix"u8, it.AsSpan(0, ApiKeys.PrefixChars));
            writer.WriteEndObject();
        });
    }

    private async Task RevokeAsync(HttpContext context)
    {
        if (!await keys.RevokeAsync((string)context.Request.RouteValues["prefix"]!, context.RequestAborted))
        {
            throw new ProblemException(Problems.NotFound);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static void Write(Utf8JsonWriter writer, ApiKeyRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, row.Prefix);
        writer.WriteString("prefix"u8, row.Prefix);
        writer.WriteString("name"u8, row.Name);
        writer.WriteString("employeeId"u8, row.Employee.Value);
        writer.WriteTime("createdAt"u8, row.CreatedAt);
        writer.WriteTimeIfAny("expiresAt"u8, row.ExpiresAt);
        writer.WriteTimeIfAny("revokedAt"u8, row.RevokedAt);
        writer.WriteEndObject();
    }
}
