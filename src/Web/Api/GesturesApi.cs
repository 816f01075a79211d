using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Settings;
using Conversations.Web.Access;
using Conversations.Web.Company;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.Lists;
using Conversations.Web.OpenApi;
using Conversations.Web.Presence;
using Orleans;

namespace Conversations.Web.Api;

/// <summary>What may be given in a conversation, giving it, and the co-sign of a colleague. Each gesture has a grain that decides it.</summary>
public sealed class GesturesApi(IGrainFactory grains, KnownConversations known, IListFreshness lists, SettingsReader settings, PresenceBoard presence)
{
    private const string Root = "/api/v1/conversations/{id}/gestures";
    private const int EmployeesMax = 50_000;
    private static readonly string[] Moves = [Problems.IllegalMove, Problems.CommandIdReused];

    internal static readonly BodyShape New = new(
        "NewGesture", new UuidMember("id"), KindOf(), AmountOf(), new LineMember("reason", Limits.GestureReasonCodePointsMax), new FlagMember("hold").Optional(), CustomerOf());

    internal static readonly BodyShape Ask = new("CoSignRequest", new UuidMember("id"), KindOf(), AmountOf(), new LineMember("reason", Limits.GestureReasonCodePointsMax), CustomerOf());
    private static readonly BodyShape Sign = new("CoSign", new UuidMember("id"), new FlagMember("accept"));

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Root + "/allowance", Permission.Give, AllowanceAsync, new ApiDescription("What one may give here and now, by kind, with the rule that binds.") { Answers = [new(200, "GestureAllowance")] });
        routes.MapApi("POST", Root, Permission.Give, GiveAsync, new ApiDescription("Gives something to the customer, or with hold lays it aside.")
        {
            Body = New,
            Answers = [new(200, "Gesture")],
            Problems = [Problems.GestureDenied, Problems.NewerMessage, .. Moves],
        });
        routes.MapApi("GET", Root + "/{gestureId}", Permission.ReadConversations, ReadAsync, new ApiDescription("The receipt of a gesture.") { Answers = [new(200, "Gesture")] });
        MapMove(routes, "/commit", Permission.Give, CommandBodies.Bare, "Gives what was laid aside.", static (grain, conversation, body) => grain.Commit(body.Uuid("id"), conversation));
        MapMove(routes, "/release", Permission.Give, CommandBodies.Bare, "Puts back what was laid aside, or takes back the asking.", static (grain, conversation, body) => grain.Release(body.Uuid("id"), conversation));
        MapMove(routes, "/fulfil", Permission.Give, CommandBodies.Bare, "Sends a fulfilment that failed, or of which it is not known, again; for who gave it, leads and admins.", static (grain, conversation, body) => grain.Fulfil(body.Uuid("id"), conversation));
        MapMove(routes, "/markFulfilled", Permission.Give, CommandBodies.Bare, "Says that such a one was carried out by other means.", static (grain, conversation, body) => grain.MarkFulfilled(body.Uuid("id"), conversation));
        MapMove(routes, "/coSign", Permission.CoSign, Sign, "Signs a colleague's gesture, or says that one will not.", static (grain, conversation, body) => grain.CoSign(body.Uuid("id"), conversation, body.Flag("accept")!.Value));
        routes.MapApi("POST", Root + "/{gestureId}/coSignRequest", Permission.Give, AskAsync, new ApiDescription("Asks colleagues to sign a gesture that is above one's own line.")
        {
            Body = Ask,
            Answers = [new(200, "Gesture")],
            Problems = [Problems.GestureDenied, Problems.NewerMessage, .. Moves],
        });
    }

    private static ChoiceMember KindOf() => new("kind", [.. GestureKinds.All]);

    /// <summary>Whom it is meant for, as the caller sees the conversation.</summary>
    private static BodyMember CustomerOf() => new LineMember("customerId", Limits.IdCharsMax, maySpace: true).Optional();

    private static NumberMember AmountOf() => new("amount", 1, Limits.GestureAmountMax);

    private void MapMove(
        IEndpointRouteBuilder routes, string path, Permission permission, BodyShape body, string summary, Func<IGestureGrain, ConversationId, BodyValues, Task<GestureOutcome>> move) =>
        routes.MapApi("POST", $"{Root}/{{gestureId}}{path}", permission, async context =>
        {
            var (conversation, gesture) = await NamedAsync(context);
            var values = await body.ReadAsync(context);
            await AnswerAsync(context, await move(GrainOf(gesture), conversation, values));
        }, new ApiDescription(summary) { Body = body, Answers = [new(200, "Gesture")], Problems = [Problems.GestureDenied, .. Moves] });

    private async Task AllowanceAsync(HttpContext context) => await AllowanceAsync(context, await known.RequireAsync(context));

    internal async Task AllowanceAsync(HttpContext context, ConversationId conversation)
    {
        Query.Of(context);
        var allowance = await grains.GetGrain<IAllowanceGrain>(conversation.Value).Get() ?? throw new ProblemException(Problems.NotFound);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, allowance, GestureJson.Write);
    }

    private async Task GiveAsync(HttpContext context) => await GiveAsync(context, await known.RequireAsync(context));

    internal async Task GiveAsync(HttpContext context, ConversationId conversation)
    {
        Query.Of(context);
        var body = await New.ReadAsync(context);
        var order = OrderOf(body, body.Uuid("id"), conversation) with { Hold = body.Flag("hold") ?? false };
        await AnswerAsync(context, await GrainOf(order.Id).Give(order));
    }

    private async Task AskAsync(HttpContext context) => await AskAsync(context, await known.RequireAsync(context));

    internal async Task AskAsync(HttpContext context, ConversationId conversation)
    {
        var gesture = GestureOf(context);
        var body = await Ask.ReadAsync(context);
        var asked = await CoSignersAsync(context.Caller().Employee, context.RequestAborted);
        await AnswerAsync(context, await GrainOf(gesture).AskCoSign(new CoSignAsk(body.Uuid("id"), OrderOf(body, gesture, conversation), asked)));
    }

    internal async Task ReleaseAsync(HttpContext context, ConversationId conversation)
    {
        var gesture = GestureOf(context);
        var body = await CommandBodies.Bare.ReadAsync(context);
        await AnswerAsync(context, await GrainOf(gesture).Release(body.Uuid("id"), conversation));
    }

    private async Task ReadAsync(HttpContext context)
    {
        var (conversation, gesture) = await NamedAsync(context);
        var view = await GrainOf(gesture).Get();
        await JsonAnswer.WriteAsync(
            context, StatusCodes.Status200OK, view?.Conversation == conversation ? view : throw new ProblemException(Problems.NotFound), GestureJson.Write);
    }

    private async Task AnswerAsync(HttpContext context, GestureOutcome outcome)
    {
        if (outcome.Summary is { } summary)
        {
            lists.Apply(summary);
        }

        if (outcome.Gesture is { } gesture)
        {
            await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, gesture, GestureJson.Write);
            return;
        }

        var problem = outcome.Denial is { } denial
            ? new Problem(Problems.GestureDenied) { Denied = JsonText.Bytes(denial, GestureJson.Write) }
            : new Problem(outcome.Rejection!.Slug) { State = outcome.Rejection.State, Detail = outcome.Rejection.Detail };
        await problem.WriteAsync(context);
    }

    /// <summary>Who may sign and is there, colleagues of the same team first; when nobody is there, all who may.</summary>
    private async Task<ImmutableArray<EmployeeId>> CoSignersAsync(EmployeeId asker, CancellationToken cancellationToken)
    {
        var everybody = await settings.AllAsync<EmployeeSettings>(SettingsKinds.Employee, EmployeesMax, cancellationToken);
        var team = everybody.Find(person => person.Id == asker)?.Team ?? "";
        var able = everybody.Where(person => person.Id != asker && !person.Disabled && Policy.Allows(person.Role, Permission.CoSign))
            .OrderByDescending(person => team.Length > 0 && person.Team == team).ToList();
        var present = able.Where(person => presence.Find(person.Id) is { IsConnected: true, Intent: not ("offline" or "away") }).ToList();
        return [.. (present.Count > 0 ? present : able).Take(Limits.CoSignersMax).Select(static person => person.Id)];
    }

    private async Task<(ConversationId Conversation, Guid Gesture)> NamedAsync(HttpContext context)
    {
        var conversation = await known.RequireAsync(context);
        return (conversation, GestureOf(context));
    }

    private static Guid GestureOf(HttpContext context)
    {
        Query.Of(context);
        return Guid.TryParseExact((string?)context.Request.RouteValues["gestureId"], "D", out var gesture) ? gesture : throw new ProblemException(Problems.NotFound);
    }

    private static GiveOrder OrderOf(BodyValues body, Guid gesture, ConversationId conversation) => new()
    {
        Id = gesture,
        Conversation = conversation,
        Kind = body.Text("kind"),
        Amount = body.Number("amount")!.Value,
        Reason = body.Text("reason"),
        CustomerId = body.TextOrNull("customerId"),
    };

    private IGestureGrain GrainOf(Guid gesture) => grains.GetGrain<IGestureGrain>(GestureStreams.Of(gesture));
}
