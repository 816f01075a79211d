using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Presence;
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

/// <summary>People. A new one gets a one-time link; who changes role or is disabled is signed out everywhere within 60 seconds.</summary>
public sealed class EmployeesApi(
    IGrainFactory grains, ICredentials credentials, SettingsReader settings, Standings standings, Invitations invitations, IDirectory directory,
    Changes changes, PresenceBoard presence)
{
    private const string Root = "/api/v1/employees";
    private const int EmailChars = 254;

    private static readonly BodyMember[] Work =
    [
        new LineMember("team", Limits.NameCharsMax).OrNull().Optional(),
        new LineMember("department", Limits.NameCharsMax).OrNull().Optional(),
        new LinesMember("topics", Limits.FollowedTopicsMax, Limits.TopicCharsMax).Optional(),
        new LinesMember("skills", Limits.SkillsMax, Limits.NameCharsMax).Optional(),
        new NumberMember("capacity", 1, Limits.CapacityMax).Optional(),
    ];

    private static readonly BodyShape New = new(
        "NewEmployee", [new LineMember("name", Limits.NameCharsMax), new LineMember("email", EmailChars), RoleMember(), .. Work]);

    private static readonly BodyShape Patch = new(
        "EmployeePatch",
        [new LineMember("name", Limits.NameCharsMax).Optional(), new LineMember("email", EmailChars).Optional(), RoleMember().Optional(), new FlagMember("disabled").Optional(), .. Work]);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Root, Permission.ReadDirectory, ListAsync, new ApiDescription("Colleagues, by id; e-mail addresses for admins only.") { Query = Paging.Members, Answers = [new(200, "EmployeePage")] });
        routes.MapApi("POST", Root, Permission.ManageEmployees, CreateAsync, new ApiDescription("Adds a colleague; the answer holds the path of a one-time sign-in link.")
        {
            Body = New,
            Answers = [new(201, "NewEmployeeAnswer")],
            Problems = [Problems.EmailTaken],
        });
        routes.MapApi("PATCH", Root + "/{id}", Permission.ManageEmployees, ChangeAsync, new ApiDescription("Changes what the body names; another role, or disabling, ends sessions.")
        {
            Body = Patch,
            Answers = [new(200, "Employee")],
            Problems = [Problems.EmailTaken],
        });
        routes.MapApi("POST", Root + "/{id}/link", Permission.ManageEmployees, InviteAsync, new ApiDescription("Makes a new one-time sign-in link, for who forgot the password.")
        {
            Answers = [new(201, "Link")],
        });
        routes.MapApi("POST", Root + "/{id}/invitations", Permission.ManageEmployees, InviteAsync, new ApiDescription("The same: an invitation to come in, once, until it expires.")
        {
            Answers = [new(201, "Link")],
        });
    }

    private Task ListAsync(HttpContext context)
    {
        var write = context.Caller().May(Permission.ManageEmployees) ? (Action<Utf8JsonWriter, EmployeeSettings, PresenceView?>)EmployeeJson.WriteFull : EmployeeJson.WriteBrief;
        return Paging.WriteAsync<EmployeeSettings>(
            context, settings, SettingsKinds.Employee, employee => employee.Id.Value, (writer, employee) => write(writer, employee, presence.Find(employee.Id)));
    }

    private async Task CreateAsync(HttpContext context)
    {
        var body = await New.ReadAsync(context);
        var email = EmailOf(body)!;
        var employee = new EmployeeSettings
        {
            Id = new EmployeeId(Secrets.NewId("em")),
            Name = body.Text("name"),
            Email = email,
            Role = RoleNames.Parse(body.Text("role"))!.Value,
            Intent = "available",
            Team = body.TextOrNull("team") ?? "",
            Department = body.TextOrNull("department") ?? "",
            Topics = body.Texts("topics") ?? [],
            Skills = body.Texts("skills") ?? [],
            Capacity = (int)(body.Number("capacity") ?? Limits.CapacityUsual),
        };
        await PutSignInAsync(new SignInRow(employee.Id, email, PasswordHash: null, Secrets.NewToken(), Disabled: false), context.RequestAborted);
        if (!await grains.GetGrain<IEmployeeGrain>(employee.Id.Value).Create(employee))
        {
            throw new InvalidOperationException("A new employee's id exists already.");
        }

        standings.Forget(employee.Id);
        await directory.RefreshAsync(context.RequestAborted);
        changes.Tell(Changes.Directory);
        var link = await invitations.MakeAsync(employee.Id, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, (employee.Id, link), static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, it.Id.Value);
            writer.WriteString("link"u8, it.link);
            writer.WriteEndObject();
        });
    }

    private async Task ChangeAsync(HttpContext context)
    {
        var known = await RequireAsync(context);
        var body = await Patch.ReadAsync(context);
        var patch = new EmployeePatch
        {
            Name = body.TextOrNull("name"),
            Email = EmailOf(body),
            Role = body.TextOrNull("role") is { } role ? RoleNames.Parse(role) : null,
            Disabled = body.Flag("disabled"),
            Team = body.Has("team") ? body.TextOrNull("team") ?? "" : null,
            Department = body.Has("department") ? body.TextOrNull("department") ?? "" : null,
            Topics = body.Texts("topics"),
            Skills = body.Texts("skills"),
            Capacity = (int?)body.Number("capacity"),
            NewStamp = Secrets.NewToken(),
        };
        var isOwn = known.Id == context.Caller().Employee;
        if (isOwn && ((patch.Role ?? known.Role) != known.Role || (patch.Disabled ?? known.Disabled) != known.Disabled))
        {
            // The last admin would lock everybody out; a second one can do it for her.
            throw new ProblemException(Problem.Of(Problems.OutOfRange, "role", "nobody changes the own role or disables herself"));
        }

        var change = await grains.GetGrain<IEmployeeGrain>(known.Id.Value).Change(patch) ?? throw new ProblemException(Problems.NotFound);
        var saved = change.IsEmailTaken ? throw new ProblemException(Problems.EmailTaken) : change.Settings;
        standings.Forget(known.Id);
        await directory.RefreshAsync(context.RequestAborted);
        changes.Tell(Changes.Directory);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, saved, (writer, employee) => EmployeeJson.WriteFull(writer, employee, presence.Find(employee.Id)));
    }

    private async Task InviteAsync(HttpContext context)
    {
        var employee = await RequireAsync(context);
        var invitation = await invitations.InviteAsync(employee.Id, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, invitation, static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteString("link"u8, it.Path);
            writer.WriteTime("expiresAt"u8, it.ExpiresAt);
            writer.WriteEndObject();
        });
    }

    private async ValueTask PutSignInAsync(SignInRow signIn, CancellationToken cancellationToken)
    {
        if (!await credentials.PutSignInAsync(signIn, cancellationToken))
        {
            throw new ProblemException(Problems.EmailTaken);
        }
    }

    private async ValueTask<EmployeeSettings> RequireAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var standing = Ids.HaveShape(id) ? await standings.FindAsync(new EmployeeId(id), context.RequestAborted) : null;
        return standing?.Settings ?? throw new ProblemException(Problems.NotFound);
    }

    /// <summary>One @ with something before and a name after it; whether it can be reached only a message can tell.</summary>
    private static string? EmailOf(BodyValues body)
    {
        if (body.TextOrNull("email") is not { } text)
        {
            return null;
        }

        var email = SignIns.NormalEmail(text);
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < email.Length - 1 && email.LastIndexOf('@') == at && !email.Any(char.IsWhiteSpace)
            ? email
            : throw new ProblemException(Problem.Of(Problems.OutOfRange, "email", "is not an e-mail address"));
    }

    private static ChoiceMember RoleMember() => new("role", "agent", "lead", "admin", "operator", "auditor", "colleague");
}
