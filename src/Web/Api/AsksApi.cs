using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Asks;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Conversations.Web.Asks;
using Conversations.Web.Company;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.Lists;
using Conversations.Web.OpenApi;
using Orleans;

namespace Conversations.Web.Api;

/// <summary>Asking colleagues. First the conversation has it in its journal, then the ask begins: cut off in between, the conversation begins it seconds later, or the same call again does.</summary>
public sealed class AsksApi(IGrainFactory grains, KnownConversations known, AskDesk desk, ISummaries summaries, IJournal journal, IListFreshness lists, IDirectory directory)
{
    private const string Root = "/api/v1/asks";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("POST", "/api/v1/conversations/{id}/asks", Permission.Ask, BeginAsync, new ApiDescription("Asks colleagues about it: those near first, then wider.")
        {
            Body = AskBodies.New,
            Answers = [new(201, "AskBegun")],
            Problems = [Problems.IllegalMove, Problems.CommandIdReused, Problems.TooMany],
        });
        routes.MapApi("GET", Root, Permission.Ask, ListAsync, new ApiDescription("Asks for oneself, or one's own newest ones.")
        {
            Query = [new("view", """{"type":"string","enum":["forMe","mine"],"default":"forMe"}""")],
            Answers = [new(200, "AskPage")],
        });
        routes.MapApi("GET", Root + "/{id}", Permission.Ask, GetAsync, new ApiDescription("One ask as it is now.") { Answers = [new(200, "Ask")] });
        Map(routes, "/answer", AskBodies.Answer, static body => new AnswerAsk { Id = body.Uuid("id"), Text = body.Text("text") }, "Answers it; the first one's answer stands.", Problems.AlreadyAnswered);
        Map(routes, "/decline", CommandBodies.Bare, static body => new DeclineAsk { Id = body.Uuid("id") }, "Not now: one is left in peace with it.");
        Map(routes, "/cancel", CommandBodies.Bare, static body => new CancelAsk { Id = body.Uuid("id") }, "The asker needs it no more.");
        Map(routes, "/good", CommandBodies.Bare, static body => new JudgeAnswer { Id = body.Uuid("id"), IsGood = true }, "The answer helped: it is kept, and whoever gave it is thanked.");
        Map(routes, "/notGood", CommandBodies.Bare, static body => new JudgeAnswer { Id = body.Uuid("id"), IsGood = false }, "The answer did not help: the ask goes on where it was.");
    }

    private void Map(IEndpointRouteBuilder routes, string path, BodyShape shape, Func<BodyValues, AskCommand> make, string summary, params string[] problems) =>
        routes.MapApi("POST", Root + "/{id}" + path, Permission.Ask, context => ExecuteAsync(context, shape, make), new ApiDescription(summary)
        {
            Body = shape,
            Answers = [new(200, "AskMoved")],
            Problems = [Problems.IllegalMove, Problems.CommandIdReused, .. problems],
        });

    private async Task BeginAsync(HttpContext context)
    {
        var conversation = await known.RequireAsync(context);
        Query.Of(context);
        var body = await AskBodies.New.ReadAsync(context);
        var (id, question, topics) = (body.Uuid("id"), body.Text("question"), body.Texts("topics") ?? []);
        if (question.Length > Limits.AskQuestionCodePointsMax && VisibleText.CodePoints(question) > Limits.AskQuestionCodePointsMax)
        {
            throw new ProblemException(Problems.TextTooLong);
        }

        var outcome = await grains.GetGrain<IConversationGrain>(conversation.Value).Execute(new AskColleagues { Id = id, Question = question, Topics = topics });
        if (outcome.Summary is { } changed)
        {
            lists.Apply(changed);
        }

        if (outcome.Rejection is { } rejection)
        {
            await (await Rejections.ToProblemAsync(rejection, conversation, journal, context.RequestAborted)).WriteAsync(context);
            return;
        }

        var queue = (outcome.Summary ?? await summaries.ReadAsync(conversation, context.RequestAborted))!.Queue;
        var begun = await desk.Of(id).Begin(new AskOrder { Id = id, Conversation = conversation, Question = question, Topics = topics, Seq = outcome.Result!.Seq, Queue = queue });
        Require(begun);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, (id, outcome.Result.Seq), static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, it.id);
            writer.WriteNumber("seq"u8, it.Seq);
            writer.WriteEndObject();
        });
    }

    private async Task ExecuteAsync(HttpContext context, BodyShape shape, Func<BodyValues, AskCommand> make)
    {
        var (_, ask) = await desk.RequireAsync(context);
        Query.Of(context);
        var command = make(await shape.ReadAsync(context));
        var state = Require(await ask.Execute(command));
        if (command is AnswerAsk or JudgeAnswer { IsGood: true } && await ask.Get() is { } now)
        {
            await (command is AnswerAsk ? desk.DraftAsync(now, context.Caller().Employee, context.RequestAborted) : desk.KeepAsync(now, context.RequestAborted));
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, state, static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteString("state"u8, it);
            writer.WriteEndObject();
        });
    }

    private async Task GetAsync(HttpContext context)
    {
        var (_, ask) = await desk.RequireAsync(context);
        Query.Of(context);
        var view = await ask.Get() ?? throw new ProblemException(Problems.NotFound);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (view, me: context.Caller().Employee, directory.Current), static (writer, it) => AskJson.Write(writer, it.view, it.me, it.Current));
    }

    private async Task ListAsync(HttpContext context)
    {
        var isMine = Query.Of(context, "view").OneOf("view", "forMe", "forMe", "mine") == "mine";
        var me = context.Caller().Employee;
        var colleague = await desk.Colleague(me).Get();
        var ids = isMine ? colleague.Own : colleague.AskedNow.TakeLast(Limits.OwnAsksMax).ToImmutableArray();
        var asks = await Task.WhenAll(ids.Select(id => desk.Of(id).Get()));

        // Between being asked and the ask's knowing of it lies a moment, and after its end another: then it is not one's to answer.
        var items = asks.OfType<AskView>().Where(ask => isMine || (ask.State == AskStates.Running && ask.People.Any(person => person.Employee == me && person.State == "asked")));
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (items, me, colleague, directory.Current), static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var ask in it.items)
            {
                AskJson.Write(writer, ask, it.me, it.Current);
            }

            writer.WriteEndArray();
            writer.WriteNumber("askedToday"u8, it.colleague.AskedToday);
            writer.WriteNumber("thanks"u8, it.colleague.Thanks);
            writer.WriteEndObject();
        });
    }

    private static string Require(AskOutcome outcome) => outcome.Rejection is { } no
        ? throw new ProblemException(new Problem(no.Slug) { State = no.State, Owner = no.Owner?.Value, Detail = no.Detail })
        : outcome.State!;
}
