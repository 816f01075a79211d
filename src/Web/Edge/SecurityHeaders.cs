namespace Conversations.Web.Edge;

/// <summary>What every answer says to browsers: nothing but our own files runs, nobody frames us, nothing is guessed, nothing is kept.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    // Sockets are same-origin, which 'self' covers in every browser we support; images of customers' media come from anywhere over https.
    private const string ContentSecurity =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; font-src 'self'; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string Transport = "max-age=31536000";

    public Task InvokeAsync(HttpContext context)
    {
        Apply(context);
        return next(context);
    }

    public static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = ContentSecurity;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = Transport;
        }
    }
}
