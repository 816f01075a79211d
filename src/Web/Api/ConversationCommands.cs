using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Web.Access;
using Conversations.Web.Attachments;
using Conversations.Web.Drafts;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.Lists;
using Conversations.Web.OpenApi;
using Orleans;

namespace Conversations.Web.Api;

/// <summary>
/// The commands on a conversation: who and which are checked, then the body is read, then the grain decides. Before the answer goes out
/// this node's lists know what was done.
/// </summary>
public sealed class ConversationCommands(IGrainFactory grains, KnownConversations known, Standings standings, IJournal journal, IListFreshness lists, DraftDesk drafts,
    AttachmentDesk attachments, ReplyVoices voices)
{
    private const string Root = "/api/v1/conversations/{id}";
    private static readonly string[] Moves = [Problems.IllegalMove, Problems.CommandIdReused];

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "POST", "/replies", Permission.Reply, CommandBodies.Reply, ReplyOf, 202, "Answers the customer.", Problems.NewerMessage, Problems.OwnedByOther, Problems.AudienceMismatch, Problems.UnknownAttachment, Problems.TooMany);
        MapReplyMove(routes, "/cancel", "Takes a reply back.", (id, reply) => new CancelReply { Id = id, ReplyId = reply });
        MapReplyMove(routes, "/retry", "Sends a reply again.", (id, reply) => new RetryReply { Id = id, ReplyId = reply });
        MapReplyMove(routes, "/markSent", "Says that a reply did arrive.", (id, reply) => new MarkReplySent { Id = id, ReplyId = reply });
        Map(routes, "POST", "/notes", Permission.Note, CommandBodies.Note, NoteOf, 201, "Leaves a note for colleagues.", Problems.UnknownEmployee);
        Map(routes, "POST", "/claim", Permission.Claim, CommandBodies.Bare, (_, it) => new Claim { Id = it.Uuid("id") }, 200, "Takes it.", Problems.AlreadyOwned);
        Map(routes, "POST", "/offer/accept", Permission.TakeOffers, CommandBodies.Bare, (_, it) => new AcceptOffer { Id = it.Uuid("id") }, 200, "Takes what is offered to one.");
        Map(routes, "POST", "/offer/decline", Permission.TakeOffers, CommandBodies.Decline, (_, it) => new DeclineOffer { Id = it.Uuid("id"), Reason = it.TextOrNull("reason") }, 200, "Says not now to what is offered to one.");
        Map(routes, "POST", "/release", Permission.Release, CommandBodies.Bare, (_, it) => new Release { Id = it.Uuid("id") }, 200, "Gives it back to its queue.", Problems.OwnedByOther);
        Map(routes, "POST", "/assign", Permission.Assign, CommandBodies.Assign, AssignOf, 200, "Gives it to a colleague.", Problems.OwnedByOther, Problems.UnknownEmployee);
        Map(routes, "POST", "/handover", Permission.Assign, CommandBodies.Handover, HandoverOf, 200, "Hands it to a colleague, or to another queue; its owner keeps it until it is taken.", Problems.OwnedByOther, Problems.UnknownEmployee, Problems.UnknownQueue, Problems.OutOfRange);
        Map(routes, "POST", "/handover/accept", Permission.Claim, CommandBodies.Bare, (_, it) => new AcceptHandover { Id = it.Uuid("id") }, 200, "Takes what is handed to one.", Problems.OwnedByOther);
        Map(routes, "POST", "/handover/return", Permission.Claim, CommandBodies.HandoverReturn, (_, it) => new ReturnHandover { Id = it.Uuid("id"), Reason = it.TextOrNull("reason") ?? "" }, 200, "Gives back, untaken, what is handed to one.", Problems.OwnedByOther);
        Map(routes, "POST", "/handover/withdraw", Permission.Assign, CommandBodies.Bare, (_, it) => new WithdrawHandover { Id = it.Uuid("id") }, 200, "Keeps after all what one hands over.", Problems.OwnedByOther);
        Map(routes, "POST", "/snooze", Permission.Snooze, CommandBodies.Snooze, (_, it) => new Snooze { Id = it.Uuid("id"), Until = it.Time("until") }, 200, "Lays it aside until a time.", Problems.OutOfRange);
        Map(routes, "POST", "/resolve", Permission.Resolve, PromiseBodies.Resolve, (_, it) => new Resolve { Id = it.Uuid("id"), FollowUp = it.Flag("followUp") ?? false }, 200, "Says that it is done.", Problems.OpenPromises);
        MapPromises(routes);
        Map(routes, "POST", "/reopen", Permission.Resolve, CommandBodies.Bare, (_, it) => new Reopen { Id = it.Uuid("id") }, 200, "Takes it up again.");
        Map(routes, "PUT", "/priority", Permission.Prioritise, CommandBodies.Priority, (_, it) => new SetPriority { Id = it.Uuid("id"), Priority = it.Text("priority") }, 200, "Sets its priority.");
        Map(routes, "PUT", "/labels", Permission.Label, CommandBodies.Labels, (_, it) => new SetLabels { Id = it.Uuid("id"), Labels = it.Texts("labels")!.Value }, 200, "Sets the whole set of its labels.");
    }

    private void MapPromises(IEndpointRouteBuilder routes)
    {
        const string one = "/promises/{promiseId}";
        Map(routes, "POST", "/promises", Permission.Promise, PromiseBodies.Make, (_, it) => PromiseBodies.MakeOf(it), 201, "Gives the customer one's word.", Problems.OutOfRange, Problems.TooMany);
        Map(routes, "POST", one + "/keep", Permission.Promise, PromiseBodies.Keep, (context, it) => new KeepPromise { Id = it.Uuid("id"), PromiseId = PromiseIdOf(context), EvidenceSeq = it.Number("evidenceSeq") }, 200, "Says that it was kept.", Problems.OutOfRange);
        Map(routes, "POST", one + "/move", Permission.Promise, PromiseBodies.Move, (context, it) => PromiseBodies.MoveOf(PromiseIdOf(context), it), 202, "Moves it and tells the customer.", Problems.OutOfRange, Problems.NewerMessage, Problems.OwnedByOther, Problems.AudienceMismatch);
        Map(routes, "POST", one + "/release", Permission.Promise, PromiseBodies.Release, (context, it) => new ReleasePromise { Id = it.Uuid("id"), PromiseId = PromiseIdOf(context), Reason = it.Text("reason") }, 200, "Says that it needs not be kept any more.", Problems.OwnedByOther);
        Map(routes, "POST", one + "/handOver", Permission.Promise, PromiseBodies.HandOver, (context, it) => new HandPromiseOver { Id = it.Uuid("id"), PromiseId = PromiseIdOf(context), Employee = new EmployeeId(it.Text("employeeId")) }, 200, "Lets a colleague answer for it.", Problems.OwnedByOther, Problems.UnknownEmployee);
    }

    private void MapReplyMove(IEndpointRouteBuilder routes, string path, string summary, Func<Guid, Guid, ConversationCommand> make) =>
        Map(routes, "POST", "/replies/{replyId}" + path, Permission.Reply, CommandBodies.Bare, (context, it) => make(it.Uuid("id"), ReplyIdOf(context)), 200, summary);

    private void Map(
        IEndpointRouteBuilder routes,
        string method,
        string path,
        Permission permission,
        BodyShape body,
        Func<HttpContext, BodyValues, ConversationCommand> make,
        int status,
        string summary,
        params string[] problems) =>
        routes.MapApi(method, Root + path, permission, context => ExecuteAsync(context, body, make, status), new ApiDescription(summary)
        {
            Body = body,
            Answers = [new(status, status == 202 ? "ReplyPlaced" : path is "/claim" or "/offer/accept" ? "Claimed" : "Placed")],
            Problems = [.. Moves, .. problems],
        });

    private async Task ExecuteAsync(HttpContext context, BodyShape shape, Func<HttpContext, BodyValues, ConversationCommand> make, int status)
    {
        var id = await known.RequireAsync(context);
        if (context.Request.RouteValues.ContainsKey("replyId"))
        {
            ReplyIdOf(context);
        }

        if (context.Request.RouteValues.ContainsKey("promiseId"))
        {
            PromiseIdOf(context);
        }

        Query.Of(context);
        var body = await shape.ReadAsync(context);
        var command = make(context, body);
        await RequireColleaguesAsync(command, context.RequestAborted);
        if (command is Reply said)
        {
            command = said with { Voice = await voices.OfAsync(context.Caller().Employee, context.RequestAborted) };
        }
        else if (command is MovePromise moved)
        {
            command = moved with { Voice = await voices.OfAsync(context.Caller().Employee, context.RequestAborted) };
        }

        if (command is Reply reply && body.Texts("attachments") is { IsEmpty: false } files)
        {
            command = await attachments.AttachAsync(reply, files, context.Caller().Employee, id, context.Request);
        }

        var outcome = await grains.GetGrain<IConversationGrain>(id.Value).Execute(command);
        if (outcome.Summary is { } summary)
        {
            lists.Apply(summary);
        }

        if (outcome.Rejection is { } rejection)
        {
            await (await Rejections.ToProblemAsync(rejection, id, journal, context.RequestAborted)).WriteAsync(context);
            return;
        }

        if (body.Number("draftRevision") is { } revision)
        {
            await drafts.SentAsync(context.Caller().Employee, id, revision);
        }

        await JsonAnswer.WriteAsync(context, status, outcome.Result!, WriteResult);
    }

    /// <summary>
    /// Colleagues a command names must be able to answer. A command that was answered before is answered the same again, whatever has become
    /// of them since: that the grain knows.
    /// </summary>
    private async ValueTask RequireColleaguesAsync(ConversationCommand command, CancellationToken cancellationToken)
    {
        IEnumerable<EmployeeId> named = command switch
        {
            AssignEmployee assign => [assign.Employee],
            OfferHandover { To: { } to } => [to],
            AddNote note => note.Mentions,
            HandPromiseOver handed => [handed.Employee],
            _ => [],
        };
        foreach (var employee in named)
        {
            if (!await standings.MayAsync(employee, Permission.Reply, cancellationToken) && await journal.FindCommandAsync(command.Id, cancellationToken) is null)
            {
                throw new ProblemException(Problems.UnknownEmployee);
            }
        }

        if (command is OfferHandover { ToQueue: { } queue } && (!Ids.HaveShape(queue.Value) || await grains.GetGrain<IQueueGrain>(queue.Value).Get() is null)
            && await journal.FindCommandAsync(command.Id, cancellationToken) is null)
        {
            throw new ProblemException(Problems.UnknownQueue);
        }
    }

    private static Reply ReplyOf(HttpContext context, BodyValues body) => PromiseBodies.With(new()
    {
        Id = body.Uuid("id"),
        Text = body.TextOrNull("text") ?? (body.Texts("attachments") is { IsEmpty: false } ? "" : throw new ProblemException(Problem.Of(Problems.InvalidBody, "text", "is missing"))),
        SeenSeq = body.Number("seenSeq")!.Value,
        Audience = body.TextOrNull("audience"),
        SendAnyway = body.Flag("sendAnyway") ?? false,
        HoldSeconds = (int)(body.Number("holdSeconds") ?? 0),
    }, body);

    private static AddNote NoteOf(HttpContext context, BodyValues body) => new()
    {
        Id = body.Uuid("id"),
        Text = body.Text("text"),
        Mentions = [.. (body.Texts("mentions") ?? []).Select(id => new EmployeeId(id))],
    };

    private static AssignEmployee AssignOf(HttpContext context, BodyValues body) =>
        new() { Id = body.Uuid("id"), Employee = new EmployeeId(body.Text("employeeId")) };

    private static OfferHandover HandoverOf(HttpContext context, BodyValues body) => body.Has("employeeId") == body.Has("queue")
        ? throw new ProblemException(Problem.Of(Problems.InvalidBody, "employeeId", "or queue: exactly one of them"))
        : new OfferHandover
        {
            Id = body.Uuid("id"),
            To = body.TextOrNull("employeeId") is { } to ? new EmployeeId(to) : null,
            ToQueue = body.TextOrNull("queue") is { } queue ? new QueueId(queue) : null,
            Summary = body.TextOrNull("summary") ?? "",
            Seconds = (int)(body.Number("seconds") ?? Limits.HandoverSecondsDefault),
        };

    private static Guid ReplyIdOf(HttpContext context) => IdOf(context, "replyId");

    private static Guid PromiseIdOf(HttpContext context) => IdOf(context, "promiseId");

    private static Guid IdOf(HttpContext context, string name) =>
        Guid.TryParseExact((string?)context.Request.RouteValues[name], "D", out var id) ? id : throw new ProblemException(Problems.NotFound);

    private static void WriteResult(Utf8JsonWriter writer, CommandResult result)
    {
        writer.WriteStartObject();
        WriteMembers(writer, result);
        writer.WriteEndObject();
    }

    internal static void WriteMembers(Utf8JsonWriter writer, CommandResult result)
    {
        writer.WriteNumber("seq"u8, result.Seq);
        writer.WriteStringIfAny("delivery"u8, result.Delivery);
        if (result.Epoch is { } epoch)
        {
            writer.WriteNumber("epoch"u8, epoch);
        }

        writer.WriteTimeIfAny("leaseUntil"u8, result.LeaseUntil);
    }
}
