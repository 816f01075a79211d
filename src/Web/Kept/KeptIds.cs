using Conversations.Contracts;
using Conversations.Web.Errors;

namespace Conversations.Web.Kept;

internal static class KeptIds
{
    /// <summary>The id in the path, as it is stored.</summary>
    /// <exception cref="ProblemException">not-found</exception>
    public static string Of(HttpContext context) =>
        Guid.TryParseExact((string?)context.Request.RouteValues["id"], "D", out var id) ? id.ToString("D") : throw new ProblemException(Problems.NotFound);
}
