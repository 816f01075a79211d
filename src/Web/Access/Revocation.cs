using System.Globalization;
using System.Security.Claims;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Access;

/// <summary>Who a session or a key is, as of now.</summary>
public sealed class Revocation(Standings standings, ApiKeys keys, EndedSessions ended, TimeProvider clock) : IRevocation
{
    public async ValueTask<Caller?> FindCallerAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (principal.FindFirst(CallerClaims.KeyHash)?.Value is { } hash)
        {
            return await keys.FindByHashAsync(hash, cancellationToken) is { } row ? await OfKeyAsync(row, cancellationToken) : null;
        }

        if (principal.FindFirst(CallerClaims.Employee)?.Value is not { } employee
            || principal.FindFirst(CallerClaims.Stamp)?.Value is not { } stamp
            || principal.FindFirst(CallerClaims.Session)?.Value is not { } session
            || principal.FindFirst(CallerClaims.EndsAt)?.Value is not { } ends
            || clock.GetUtcNow().ToUnixTimeSeconds() >= long.Parse(ends, CultureInfo.InvariantCulture))
        {
            return null;
        }

        return await OfSessionAsync(new EmployeeId(employee), stamp, session, cancellationToken);
    }

    public async ValueTask<Caller?> OfSessionAsync(EmployeeId employee, string stamp, string session, CancellationToken cancellationToken)
    {
        var standing = await standings.FindAsync(employee, cancellationToken);
        return standing is { IsDisabled: false } && standing.Stamp == stamp && !await ended.HasAsync(session, cancellationToken)
            ? CallerOf(standing, via: null)
            : null;
    }

    public async ValueTask<Caller?> OfKeyAsync(ApiKeyRow row, CancellationToken cancellationToken) =>
        await standings.FindAsync(row.Employee, cancellationToken) is { IsDisabled: false } standing ? CallerOf(standing, via: "key") : null;

    private static Caller CallerOf(Standing standing, string? via) => new(standing.Settings.Id, standing.Settings.Name, standing.Settings.Role, via);
}
