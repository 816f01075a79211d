using System.Text.Json;
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
using Orleans;

namespace Conversations.Web.Api;

/// <summary>Queues: their names, who is accountable for what waits there, and how soon it should be answered.</summary>
public sealed class QueuesApi(IGrainFactory grains, SettingsReader settings, Standings standings, IDirectory directory, Changes changes)
{
    private const string Root = "/api/v1/queues";
    private const int TargetSecondsMax = 604_800;
    private const int NoticeSecondsMax = 86_400;
    private const int OfferSecondsMax = 600;
    private const int AlarmSecondsMax = 604_800;

    private static readonly BodyShape New = new(
        "NewQueue",
        new LineMember("name", Limits.NameCharsMax),
        new LineMember("dutyEmployeeId", 64).OrNull().Optional(),
        new NumberMember("replyTargetSeconds", 1, TargetSecondsMax).OrNull().Optional(),
        new NumberMember("noticeSeconds", 10, NoticeSecondsMax).OrNull().Optional(),
        new LinesMember("skills", Limits.SkillsMax, Limits.NameCharsMax).Optional(),
        new FlagMember("offers").Optional(),
        new NumberMember("offerSeconds", 5, OfferSecondsMax).OrNull().Optional(),
        new NumberMember("alarmSeconds", 10, AlarmSecondsMax).OrNull().Optional());

    private static readonly BodyShape Patch = new(
        "QueuePatch",
        new LineMember("name", Limits.NameCharsMax).Optional(),
        new LineMember("dutyEmployeeId", 64).OrNull().Optional(),
        new NumberMember("replyTargetSeconds", 1, TargetSecondsMax).OrNull().Optional(),
        new NumberMember("noticeSeconds", 10, NoticeSecondsMax).OrNull().Optional(),
        new LinesMember("skills", Limits.SkillsMax, Limits.NameCharsMax).Optional(),
        new FlagMember("offers").Optional(),
        new NumberMember("offerSeconds", 5, OfferSecondsMax).OrNull().Optional(),
        new NumberMember("alarmSeconds", 10, AlarmSecondsMax).OrNull().Optional());

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Root, Permission.ReadDirectory, ListAsync, new ApiDescription("Queues, by id.") { Query = Paging.Members, Answers = [new(200, "QueuePage")] });
        routes.MapApi("POST", Root, Permission.ManageQueues, CreateAsync, new ApiDescription("Makes a queue.")
        {
            Body = New,
            Answers = [new(201, "NewId")],
            Problems = [Problems.UnknownEmployee, Problems.DutyRequired],
        });
        routes.MapApi("PATCH", Root + "/{id}", Permission.ManageQueues, ChangeAsync, new ApiDescription("Changes what the body names; null takes away.")
        {
            Body = Patch,
            Answers = [new(200, "Queue")],
            Problems = [Problems.UnknownEmployee, Problems.DutyRequired],
        });
    }

    private Task ListAsync(HttpContext context) =>
        Paging.WriteAsync<QueueSettings>(context, settings, SettingsKinds.Queue, queue => queue.Id.Value, Write);

    private async Task CreateAsync(HttpContext context)
    {
        var body = await New.ReadAsync(context);
        var queue = new QueueSettings
        {
            Id = new QueueId(Secrets.NewId("qu")),
            Name = body.Text("name"),
            DutyEmployee = await DutyOfAsync(body, context.RequestAborted),
            ReplyTargetSeconds = (int?)body.Number("replyTargetSeconds"),
            NoticeSeconds = (int?)body.Number("noticeSeconds"),
            Skills = body.Texts("skills") ?? [],
            Offers = body.Flag("offers") ?? false,
            OfferSeconds = (int?)body.Number("offerSeconds"),
            AlarmSeconds = (int?)body.Number("alarmSeconds"),
        };
        RequireDuty(queue.Offers, queue.DutyEmployee);
        if (!await grains.GetGrain<IQueueGrain>(queue.Id.Value).Create(queue))
        {
            throw new InvalidOperationException("A new queue's id exists already.");
        }

        await directory.RefreshAsync(context.RequestAborted);
        changes.Tell(Changes.Directory);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, queue.Id.Value, static (writer, id) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, id);
            writer.WriteEndObject();
        });
    }

    private async Task ChangeAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var grain = grains.GetGrain<IQueueGrain>(Ids.HaveShape(id) ? id : throw new ProblemException(Problems.NotFound));
        var known = await grain.Get() ?? throw new ProblemException(Problems.NotFound);
        var body = await Patch.ReadAsync(context);
        var duty = await DutyOfAsync(body, context.RequestAborted);
        RequireDuty(body.Flag("offers") ?? known.Offers, body.Has("dutyEmployeeId") ? duty : known.DutyEmployee);
        var changed = await grain.Change(new QueuePatch
        {
            Name = body.TextOrNull("name"),
            SetsDuty = body.Has("dutyEmployeeId"),
            DutyEmployee = duty,
            SetsTarget = body.Has("replyTargetSeconds"),
            ReplyTargetSeconds = (int?)body.Number("replyTargetSeconds"),
            SetsNotice = body.Has("noticeSeconds"),
            NoticeSeconds = (int?)body.Number("noticeSeconds"),
            Skills = body.Texts("skills"),
            Offers = body.Flag("offers"),
            SetsOfferSeconds = body.Has("offerSeconds"),
            OfferSeconds = (int?)body.Number("offerSeconds"),
            SetsAlarm = body.Has("alarmSeconds"),
            AlarmSeconds = (int?)body.Number("alarmSeconds"),
        }) ?? throw new ProblemException(Problems.NotFound);
        await directory.RefreshAsync(context.RequestAborted);
        changes.Tell(Changes.Directory);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, changed, Write);
    }

    /// <summary>What is offered and taken by nobody needs one who answers for it.</summary>
    private static void RequireDuty(bool offers, EmployeeId? duty)
    {
        if (offers && duty is null)
        {
            throw new ProblemException(Problems.DutyRequired);
        }
    }

    private async ValueTask<EmployeeId?> DutyOfAsync(BodyValues body, CancellationToken cancellationToken)
    {
        if (body.TextOrNull("dutyEmployeeId") is not { } text)
        {
            return null;
        }

        var employee = new EmployeeId(text);
        return await standings.MayAsync(employee, Permission.Reply, cancellationToken) ? employee : throw new ProblemException(Problems.UnknownEmployee);
    }

    private static void Write(Utf8JsonWriter writer, QueueSettings queue)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, queue.Id.Value);
        writer.WriteString("name"u8, queue.Name);
        writer.WriteString("dutyEmployeeId"u8, queue.DutyEmployee?.Value);
        WriteSeconds(writer, "replyTargetSeconds"u8, queue.ReplyTargetSeconds);
        WriteSeconds(writer, "noticeSeconds"u8, queue.NoticeSeconds);
        writer.WriteTexts("skills"u8, queue.Skills);
        writer.WriteBoolean("offers"u8, queue.Offers);
        WriteSeconds(writer, "offerSeconds"u8, queue.OfferSeconds);
        WriteSeconds(writer, "alarmSeconds"u8, queue.AlarmSeconds);
        writer.WriteEndObject();
    }

    private static void WriteSeconds(Utf8JsonWriter writer, ReadOnlySpan<byte> name, int? seconds)
    {
        if (seconds is { } known)
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
