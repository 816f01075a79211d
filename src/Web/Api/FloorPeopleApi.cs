using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Settings;
using Conversations.Web.Access;
using Conversations.Web.Company;
using Conversations.Web.Errors;
using Conversations.Web.Floor;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.Kept;
using Conversations.Web.OpenApi;
using Orleans;

namespace Conversations.Web.Api;

/// <summary>Who is on the open floor: coming, leaving, how one stands, and grades set by hand.</summary>
public sealed class FloorPeopleApi(IGrainFactory grains, SettingsReader settings, Standings standings, IDirectory directory, Changes changes)
{
    private const string Root = "/api/v1/floor";

    /// <summary>People read for the list of those on the floor.</summary>
    private const int EmployeesMax = 50_000;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Root + "/me", Permission.UseFloor, ReadAsync, new ApiDescription("How one stands on the open floor.") { Answers = [new(200, "FloorStanding")] });
        routes.MapApi("POST", Root + "/enrolment", Permission.UseFloor, EnrolAsync, new ApiDescription("Comes to the open floor, accepting the company's promises; topics, where named, are what one follows from then on.")
        {
            Body = FloorBodies.Enrolment,
            Answers = [new(200, "FloorStanding")],
            Problems = [Problems.CommandIdReused],
        });
        routes.MapApi("POST", Root + "/leave", Permission.UseFloor, LeaveAsync, new ApiDescription("Leaves the open floor; what was earned is kept.")
        {
            Body = FloorBodies.Bare,
            Answers = [new(200, "FloorStanding")],
            Problems = [Problems.CommandIdReused],
        });
        routes.MapApi("GET", Root + "/people", Permission.ManageFloor, ListAsync, new ApiDescription("Who is on the open floor, by name.") { Answers = [new(200, "FloorPeople")] });
        routes.MapApi("PUT", Root + "/people/{id}/grade", Permission.ManageFloor, SetGradeAsync, new ApiDescription("Sets a grade by hand, with a reason the person reads.")
        {
            Body = FloorBodies.Grade,
            Answers = [new(200, "FloorStanding")],
            Problems = [Problems.CommandIdReused],
        });
    }

    private async Task ReadAsync(HttpContext context)
    {
        Query.Of(context);
        await WriteAsync(context, context.Caller().Employee, await GrainOf(context.Caller().Employee).Get());
    }

    private async Task EnrolAsync(HttpContext context)
    {
        var body = await FloorBodies.Enrolment.ReadAsync(context);
        if (body.Flag("accept") != true || body.Number("version") != FloorPromises.Version)
        {
            throw new ProblemException(Problem.Of(Problems.OutOfRange, "accept", $"the promises of version {FloorPromises.Version} are to be accepted"));
        }

        var me = context.Caller().Employee;
        if (body.Texts("topics") is { } topics)
        {
            await grains.GetGrain<IEmployeeGrain>(me.Value).Change(new EmployeePatch { Topics = topics, NewStamp = Secrets.NewToken() });
            standings.Forget(me);
        }

        await AnswerAsync(context, me, await GrainOf(me).Enrol(body.Uuid("id"), FloorPromises.Version));
    }

    private async Task LeaveAsync(HttpContext context)
    {
        var body = await FloorBodies.Bare.ReadAsync(context);
        var me = context.Caller().Employee;
        await AnswerAsync(context, me, await GrainOf(me).Leave(body.Uuid("id")));
    }

    private async Task SetGradeAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (!Ids.HaveShape(id) || await standings.FindAsync(new EmployeeId(id), context.RequestAborted) is null)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var body = await FloorBodies.Grade.ReadAsync(context);
        var employee = new EmployeeId(id);
        await AnswerAsync(context, employee, await GrainOf(employee).SetGrade(body.Uuid("id"), body.Text("grade"), body.Text("reason")));
    }

    private async Task ListAsync(HttpContext context)
    {
        Query.Of(context);
        var all = await settings.AllAsync<EmployeeSettings>(SettingsKinds.Employee, EmployeesMax, context.RequestAborted);
        var onFloor = all.Where(employee => employee is { Disabled: false } && FloorGrades.IsKnown(employee.FloorGrade)).OrderBy(employee => employee.Name, StringComparer.CurrentCultureIgnoreCase).ToList();
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, onFloor, static (writer, people) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var person in people)
            {
                writer.WriteStartObject();
                writer.WriteString("employeeId"u8, person.Id.Value);
                writer.WriteString("name"u8, person.Name);
                writer.WriteString("grade"u8, person.FloorGrade);
                writer.WriteBoolean("needsGrade"u8, !Policy.Allows(person.Role, Permission.Reply));
                writer.WriteTexts("topics"u8, person.Topics);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private async Task AnswerAsync(HttpContext context, EmployeeId employee, FloorOutcome outcome)
    {
        if (outcome.Rejection is { } rejection)
        {
            throw new ProblemException(new Problem(rejection.Slug) { Detail = rejection.Detail });
        }

        standings.Forget(employee);
        changes.Tell(Changes.Directory);
        await WriteAsync(context, employee, outcome.Standing);
    }

    private async Task WriteAsync(HttpContext context, EmployeeId employee, FloorStanding standing)
    {
        var person = (await standings.FindAsync(employee, context.RequestAborted))?.Settings ?? throw new ProblemException(Problems.NotFound);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (person, standing, directory.Current), static (writer, it) => FloorJson.WriteStanding(writer, it.person, it.standing, it.Current));
    }

    private IFloorPersonGrain GrainOf(EmployeeId employee) => grains.GetGrain<IFloorPersonGrain>(employee.Value);
}
