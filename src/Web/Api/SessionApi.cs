using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Web.Access;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.OpenApi;

namespace Conversations.Web.Api;

/// <summary>Sign-in, by password or one-time link; who is signed in; sign-out.</summary>
public sealed class SessionApi(SignIns signIns, Standings standings)
{
    private const string Root = "/api/v1/session";
    private const int TokenChars = 128;

    private static readonly BodyShape Credentials = new(
        "Credentials", new LineMember("email", 254), new LineMember("password", Passwords.CharsMax, maySpace: true));

    private static readonly BodyShape LinkToken = new("LinkToken", new LineMember("token", TokenChars));

    public void Map(IEndpointRouteBuilder routes)
    {
        var open = new OpenToAllAttribute("This is how one becomes somebody.");
        routes.MapPost(Root, SignInAsync).WithMetadata(open, new ApiDescription("Signs in: sets the session's cookie.")
        {
            Body = Credentials,
            Answers = [new(200, "Session")],
            Problems = [Problems.InvalidCredentials, Problems.TooManyAttempts, Problems.Antiforgery, ProblemTypes.InsecureSignIn],
        });
        routes.MapPost(Root + "/link", UseLinkAsync).WithMetadata(open, new ApiDescription("Signs in with the token of a one-time link, which is then used up.")
        {
            Body = LinkToken,
            Answers = [new(200, "Session")],
            Problems = [Problems.NotFound, Problems.LinkUsed, Problems.TooManyAttempts, Problems.Antiforgery, ProblemTypes.InsecureSignIn],
        });
        routes.MapApi("GET", Root, Permission.Self, ReadAsync, new ApiDescription("Who is signed in.") { Answers = [new(200, "Session")] });
        routes.MapApi("DELETE", Root, Permission.Self, SignOutAsync, new ApiDescription("Signs out; the cookie is worth nothing from then on.") { Answers = [new(204, null)] });
    }

    private async Task SignInAsync(HttpContext context)
    {
        SameOrigin.Require(context);
        var body = await Credentials.ReadAsync(context);
        var session = await signIns.ByPasswordAsync(context, body.Text("email"), body.Text("password"));
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, session, EmployeeJson.WriteSession);
    }

    private async Task UseLinkAsync(HttpContext context)
    {
        SameOrigin.Require(context);
        var body = await LinkToken.ReadAsync(context);
        var session = await signIns.ByLinkAsync(context, body.Text("token"));
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, session, EmployeeJson.WriteSession);
    }

    private async Task ReadAsync(HttpContext context)
    {
        // A key has no session and needs no token; it is told who it acts as all the same.
        var standing = await standings.FindAsync(context.Caller().Employee, context.RequestAborted) ?? throw new ProblemException(Problems.Unauthenticated);
        var session = new OpenSession(standing.Settings, context.Identity().Ticket?.Csrf ?? "");
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, session, EmployeeJson.WriteSession);
    }

    private async Task SignOutAsync(HttpContext context)
    {
        if (context.Identity().Ticket is { } ticket)
        {
            await signIns.EndAsync(context, ticket);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
