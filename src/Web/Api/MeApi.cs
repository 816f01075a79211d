using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Settings;
using Conversations.Web.Access;
using Conversations.Web.Company;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.Kept;
using Conversations.Web.OpenApi;
using Conversations.Web.Presence;
using Orleans;

namespace Conversations.Web.Api;

/// <summary>One's own name, presence and password.</summary>
public sealed class MeApi(IGrainFactory grains, SignIns signIns, Standings standings, IDirectory directory, Changes changes, PresenceExchange exchange)
{
    private const string Root = "/api/v1/employees/me";
    private static readonly BodyShape Name = new("MyName", new LineMember("name", Limits.NameCharsMax));
    private static readonly BodyShape Topics = new("MyTopics", new LinesMember("topics", Limits.FollowedTopicsMax, Limits.TopicCharsMax));
    private static readonly BodyShape Presence = new("Presence", new ChoiceMember("intent", "available", "busy", "away", "wrapUp", "offline"));

    private static readonly BodyShape Password = new(
        "NewPassword",
        new LineMember("password", Passwords.CharsMax, maySpace: true),
        new LineMember("currentPassword", Passwords.CharsMax, maySpace: true).Optional());

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Root, Permission.Self, ReadAsync, new ApiDescription("Oneself.") { Answers = [new(200, "Me")] });
        routes.MapApi("PUT", Root, Permission.Self, RenameAsync, new ApiDescription("Sets one's own name.") { Body = Name, Answers = [new(200, "Me")] });
        routes.MapApi("PUT", Root + "/presence", Permission.Self, SetPresenceAsync, new ApiDescription("Says whether one can take work.") { Body = Presence, Answers = [new(200, "Me")] });
        routes.MapApi("PUT", Root + "/topics", Permission.Self, FollowAsync, new ApiDescription("Sets what one follows: what colleagues ask one about.") { Body = Topics, Answers = [new(200, "Me")] });
        routes.MapApi("PUT", Root + "/password", Permission.Self, SetPasswordAsync, new ApiDescription("Sets one's own password; ends all other sessions and goes on in a new one.")
        {
            Body = Password,
            Answers = [new(200, "Session")],
            Problems = [ProblemTypes.WeakPassword, Problems.InvalidCredentials, Problems.TooManyAttempts],
        });
    }

    private async Task ReadAsync(HttpContext context) =>
        await AnswerAsync(context, await RequireAsync(GrainOf(context).Get()));

    private async Task RenameAsync(HttpContext context)
    {
        var body = await Name.ReadAsync(context);
        await ChangeAsync(context, new EmployeePatch { Name = body.Text("name"), NewStamp = Secrets.NewToken() });
    }

    private async Task FollowAsync(HttpContext context)
    {
        var body = await Topics.ReadAsync(context);
        await ChangeAsync(context, new EmployeePatch { Topics = body.Texts("topics"), NewStamp = Secrets.NewToken() });
    }

    private async Task ChangeAsync(HttpContext context, EmployeePatch patch)
    {
        var change = await GrainOf(context).Change(patch) ?? throw new ProblemException(Problems.NotFound);
        var saved = change.Settings;
        standings.Forget(saved.Id);
        await directory.RefreshAsync(context.RequestAborted);
        changes.Tell(Changes.Directory);
        await AnswerAsync(context, saved);
    }

    private async Task SetPresenceAsync(HttpContext context)
    {
        var body = await Presence.ReadAsync(context);
        await AnswerAsync(context, await RequireAsync(GrainOf(context).SetIntent(body.Text("intent"))));
    }

    private async Task SetPasswordAsync(HttpContext context)
    {
        // A key is no person at a keyboard: whoever found one must not take the account over for good.
        var ticket = context.Identity().Ticket ?? throw new ProblemException(Problems.Forbidden);
        var body = await Password.ReadAsync(context);
        var session = await signIns.SetPasswordAsync(context, ticket, body.Text("password"), body.TextOrNull("currentPassword"));
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, session, EmployeeJson.WriteSession);
    }

    /// <summary>Oneself, and what her grain knows of her presence; this node's board learns it in passing.</summary>
    private async Task AnswerAsync(HttpContext context, EmployeeSettings me)
    {
        var presence = await GrainOf(context).Presence();
        if (presence is not null)
        {
            exchange.Take(presence);
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (me, presence), static (writer, it) => EmployeeJson.WriteMe(writer, it.me, it.presence));
    }

    private IEmployeeGrain GrainOf(HttpContext context) => grains.GetGrain<IEmployeeGrain>(context.Caller().Employee.Value);

    private static async ValueTask<EmployeeSettings> RequireAsync(Task<EmployeeSettings?> employee) =>
        await employee ?? throw new ProblemException(Problems.NotFound);
}
