using Conversations.Contracts;
using Conversations.Web.Errors;

namespace Conversations.Web.Access;

/// <summary>Requests that a foreign page made a browser send are refused by where they come from.</summary>
public static class SameOrigin
{
    /// <summary>An Origin, where there is one, must be this server's; without one the browser must not say that another site asks.</summary>
    /// <exception cref="ProblemException">antiforgery</exception>
    public static void Require(HttpContext context)
    {
        var origin = context.Request.Headers.Origin;
        var isOurs = origin.Count == 0 ? !IsCrossSite(context) : IsOurs(context, origin);
        if (!isOurs)
        {
            throw new ProblemException(Problems.Antiforgery);
        }
    }

    private static bool IsOurs(HttpContext context, Microsoft.Extensions.Primitives.StringValues origin) =>
        origin.Count == 1 && string.Equals(origin[0], context.Request.Scheme + "://" + context.Request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private static bool IsCrossSite(HttpContext context) =>
        context.Request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site != "same-origin" && site != "none";
}
