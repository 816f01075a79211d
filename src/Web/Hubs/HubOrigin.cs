using Conversations.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Conversations.Web.Hubs;

/// <summary>
/// CORS does not cover sockets: any page could open one with the reader's cookie. So a request to the dashboard's hub must come from an allowed origin, or
/// from no page at all and with a key.
/// </summary>
public sealed class HubOrigin(RequestDelegate next, DashboardOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        var isOfHub = context.Request.Path.StartsWithSegments(DashboardHubSetup.Path, StringComparison.OrdinalIgnoreCase);
        if (!isOfHub || IsAllowed(context.Request))
        {
            return next(context);
        }

        return Results.Problem(statusCode: StatusCodes.Status403Forbidden, title: "This origin may not open a socket.", type: $"/problems/{Problems.Forbidden}")
            .ExecuteAsync(context);
    }

    private bool IsAllowed(HttpRequest request)
    {
        var origins = request.Headers.Origin;
        return origins.Count switch
        {
            0 => HasKey(request),
            1 => IsOwn(origins[0], request) || options.AllowedOrigins.Contains(origins[0], StringComparer.OrdinalIgnoreCase),
            _ => false,
        };
    }

    private static bool IsOwn(string? origin, HttpRequest request) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private static bool HasKey(HttpRequest request) =>
        !StringValues.IsNullOrEmpty(request.Query["access_token"])
        || request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
}
