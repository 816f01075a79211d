using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Web.Access;
using Conversations.Web.Company;
using Microsoft.Net.Http.Headers;
using Orleans;

namespace Conversations.Web.Tracking;

/// <summary>Answers whoever has a tracking link. A token that was ended is answered as one that never was.</summary>
public sealed class TrackingRoute(IGrainFactory grains, TrackingTokens tokens, TrackingPace pace, IDirectory directory, TimeProvider clock)
{
    public const string Path = "/t/";

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path + "{token}", ServeAsync).WithMetadata(new OpenToAllAttribute("Whoever has the link may look: the token in it is the right to."));

    private async Task ServeAsync(HttpContext context)
    {
        var words = TrackingWords.For(context.Request);
        var known = tokens.Read((string)context.Request.RouteValues["token"]!);
        if (!(known is { } opened ? pace.AllowsLink(opened.Link) : pace.AllowsGuess(context.Connection.RemoteIpAddress)))
        {
            context.Response.Headers.RetryAfter = "60";
            await WriteAsync(context, StatusCodes.Status429TooManyRequests, TrackingPage.Later(words));
            return;
        }

        var custody = known is { } link ? await FindAsync(link.Conversation, link.Link) : null;
        await (custody is null
            ? WriteAsync(context, StatusCodes.Status404NotFound, TrackingPage.Gone(words))
            : WriteAsync(context, StatusCodes.Status200OK, TrackingPage.Of(custody, FirstName(custody), words, clock.GetUtcNow())));
    }

    private async ValueTask<CustodyView?> FindAsync(ConversationId conversation, Guid link) =>
        await grains.GetGrain<IConversationGrain>(conversation.Value).Custody() is { } custody && custody.TrackingLink == link ? custody : null;

    private string? FirstName(CustodyView custody)
    {
        var view = directory.Current;
        var name = view.NameOf(view.AccountableFor(custody.Owner, custody.Queue))?.Trim();
        return string.IsNullOrEmpty(name) ? null : name.Split(' ', 2)[0];
    }

    private static Task WriteAsync(HttpContext context, int status, string page)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = TrackingPage.ContentSecurity;
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        response.Headers[HeaderNames.Vary] = HeaderNames.AcceptLanguage;
        return response.Body.WriteAsync(Encoding.UTF8.GetBytes(page), context.RequestAborted).AsTask();
    }
}
