using Conversations.Web.Access;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Conversations.Web.Edge;

/// <summary>
/// The dashboard's files. Names with a hash in them never change and are kept for a year; the page itself is asked for anew each time, so
/// that a new version is seen at once. Looking at a one-time link's page uses nothing up.
/// </summary>
public static class Pages
{
    private const string Assets = "/assets";
    private const string Widget = "/widget.js";
    private static readonly string[] PagePaths = ["/", "/in/{token}", "/c/{**rest}", "/mine/{**rest}", "/unattended/{**rest}", "/all/{**rest}", "/queue/{**rest}", "/floor/{**rest}", "/search/{**rest}", "/settings/{**rest}"];

    /// <summary>Only what is the same for everybody goes compressed: the length of an answer with secrets in it would tell of them.</summary>
    public static void AddPageFiles(this IServiceCollection services) => services.AddResponseCompression(static options =>
    {
        options.EnableForHttps = true;
        options.MimeTypes = ["text/html", "text/css", "text/javascript", "image/svg+xml"];
    });

    public static void UsePageFiles(this WebApplication app) => app.UseResponseCompression().UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = static file =>
        {
            var path = file.Context.Request.Path;
            var headers = file.Context.Response.Headers;
            headers.CacheControl = path.StartsWithSegments(Assets) ? "public, max-age=31536000, immutable" : "no-cache";
            if (path == Widget)
            {
                headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            }
        },
    });

    public static void MapPages(this WebApplication app)
    {
        var open = new OpenToAllAttribute("The page holds nothing; what it shows it asks for.");
        foreach (var path in PagePaths)
        {
            app.MapGet(path, ServeAsync).WithMetadata(open);
        }
    }

    private static async Task ServeAsync(HttpContext context)
    {
        var page = context.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider.GetFileInfo("index.html");
        if (!page.Exists)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        await context.Response.SendFileAsync(page, context.RequestAborted);
    }
}
