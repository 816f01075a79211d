using System.Security.Claims;
using Conversations.Contracts.Access;

namespace Conversations.Web.Access;

/// <summary>Whether somebody who was let in may still be here. What it says is at most 30 seconds old.</summary>
public interface IRevocation
{
    /// <summary>
    /// The caller as of now (with the role and name of now), or null when the session's stamp was replaced, the key was revoked or ran out,
    /// or the employee was disabled. Long-lived connections ask at least every 30 seconds and close on null.
    /// </summary>
    ValueTask<Caller?> FindCallerAsync(ClaimsPrincipal principal, CancellationToken cancellationToken);
}

/// <summary>Names of the claims an identified principal carries.</summary>
public static class CallerClaims
{
    public const string Employee = "sub";

    /// <summary>Of a session: the stamp it was opened under.</summary>
    public const string Stamp = "stamp";

    /// <summary>Of a session: its id.</summary>
    public const string Session = "sid";

    /// <summary>Of an API key: its SHA-256.</summary>
    public const string KeyHash = "key";

    /// <summary>Of a session: Unix seconds after which it is over, whatever its use.</summary>
    public const string EndsAt = "ends";
}
