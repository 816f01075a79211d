using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Web.Errors;

namespace Conversations.Web.Access;

/// <summary>Marks the hubs: they take a key as access_token on the WebSocket request; their Origin was checked before, in place of the antiforgery header.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SocketEndpointAttribute : Attribute;

/// <summary>
/// Finds out who asks, whether they may, and whether a browser was tricked into asking. Says nothing of endpoints that are open to all,
/// refuses whatever says neither, and lets the caller travel on to the grains.
/// </summary>
public sealed class Identification(RequestDelegate next, SessionCookies cookies, ApiKeys keys, Revocation revocation, TimeProvider clock)
{
    private const string Bearer = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<OpenToAllAttribute>() is not null)
        {
            return next(context);
        }

        // Framework endpoints made while routing (405, 415) carry nothing and do nothing but answer their status.
        return endpoint.Metadata.GetMetadata<RequiresAttribute>() is { } requires
            ? InvokeAsync(context, endpoint, requires.Permission)
            : endpoint is RouteEndpoint
                ? throw new InvalidOperationException($"Endpoint {endpoint.DisplayName} names no permission.")
                : next(context);
    }

    private async Task InvokeAsync(HttpContext context, Endpoint endpoint, Permission permission)
    {
        var isSocket = endpoint.Metadata.GetMetadata<SocketEndpointAttribute>() is not null;
        var identity = await FindAsync(context, isSocket) ?? throw new ProblemException(Problems.Unauthenticated);
        if (identity.Ticket is { } ticket && !isSocket)
        {
            RefuseForged(context, ticket);
        }

        if (!identity.Caller.May(permission))
        {
            throw new ProblemException(Problems.Forbidden);
        }

        context.Features.Set(identity);
        context.User = identity.Principal;
        Caller.Current = identity.Caller;
        await next(context);
    }

    private async ValueTask<Identity?> FindAsync(HttpContext context, bool isSocket)
    {
        if (KeyOf(context, isSocket) is { } key)
        {
            return await keys.FindAsync(key, context.RequestAborted) is { } row && await revocation.OfKeyAsync(row, context.RequestAborted) is { } employee
                ? Identity.OfKey(employee, row)
                : null;
        }

        if (cookies.Read(context) is not { } ticket
            || await revocation.OfSessionAsync(ticket.Employee, ticket.Stamp, ticket.Id, context.RequestAborted) is not { } caller)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        if (now >= ticket.SeenAt + SessionTicket.RenewAfter)
        {
            ticket = ticket with { SeenAt = now };
            cookies.Write(context, ticket);
        }

        return Identity.OfSession(caller, ticket);
    }

    /// <summary>A header that is there decides, good or not: a request with a wrong key does not fall back to a cookie.</summary>
    private static string? KeyOf(HttpContext context, bool isSocket)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count > 0)
        {
            return header.Count == 1 && header[0]!.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[0]![Bearer.Length..].Trim() : "";
        }

        // Browsers cannot set headers on a socket; anywhere else a key in an address would end up in logs.
        return isSocket && context.WebSockets.IsWebSocketRequest && context.Request.Query.TryGetValue("access_token", out var token) ? token.ToString() : null;
    }

    private static void RefuseForged(HttpContext context, SessionTicket ticket)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        SameOrigin.Require(context);
        if (context.Request.Headers["X-CSRF-Token"] is not [{ } token] || !Secrets.AreSame(token, ticket.Csrf))
        {
            throw new ProblemException(Problems.Antiforgery);
        }
    }
}
