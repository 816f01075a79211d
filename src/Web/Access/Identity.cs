using System.Security.Claims;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Access;

/// <summary>Who a request comes from, once found out.</summary>
/// <param name="Ticket">Of a cookie session; null when a key acts.</param>
public sealed record Identity(Caller Caller, ClaimsPrincipal Principal, SessionTicket? Ticket)
{
    public static Identity OfSession(Caller caller, SessionTicket ticket) => new(
        caller,
        PrincipalOf(
            "session",
            new Claim(CallerClaims.Employee, caller.Employee.Value),
            new Claim(CallerClaims.Stamp, ticket.Stamp),
            new Claim(CallerClaims.Session, ticket.Id),
            new Claim(CallerClaims.EndsAt, ticket.EndsAt.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture))),
        ticket);

    public static Identity OfKey(Caller caller, ApiKeyRow key) => new(
        caller,
        PrincipalOf("key", new Claim(CallerClaims.Employee, caller.Employee.Value), new Claim(CallerClaims.KeyHash, key.KeyHash)),
        Ticket: null);

    private static ClaimsPrincipal PrincipalOf(string scheme, params Claim[] claims) =>
        new(new ClaimsIdentity(claims, scheme, CallerClaims.Employee, roleType: null));
}

public static class IdentityOfRequest
{
    /// <summary>The identity of a request to an endpoint that requires one.</summary>
    public static Identity Identity(this HttpContext context) =>
        context.Features.Get<Identity>() ?? throw new InvalidOperationException("This endpoint requires no identity, so there is none.");

    public static Caller Caller(this HttpContext context) => context.Identity().Caller;
}
