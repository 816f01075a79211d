using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Offers;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Conversations.Web.Company;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.Lists;
using Conversations.Web.OpenApi;
using Orleans;

namespace Conversations.Web.Api;

/// <summary>What is offered to one, and "next best for me". To take and to refuse an offer are commands on its conversation.</summary>
public sealed class OffersApi(IGrainFactory grains, IJournal journal, IListFreshness lists, IDirectory directory)
{
    private const string Next = "/api/v1/next";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/api/v1/employees/me/offers", Permission.TakeOffers, ListAsync, new ApiDescription("What is offered to one now, the one that ends first first.") { Answers = [new(200, "OfferList")] });
        routes.MapApi("GET", Next, Permission.TakeOffers, LookAsync, new ApiDescription("What one would do best to take next, the best first, and why.") { Answers = [new(200, "NextList")] });
        routes.MapApi("POST", Next, Permission.TakeOffers, TakeAsync, new ApiDescription("Takes what one would do best to take next.")
        {
            Body = CommandBodies.Bare,
            Answers = [new(200, "Taken")],
            Problems = [Problems.NothingWaits, Problems.CommandIdReused],
        });
    }

    private async Task ListAsync(HttpContext context)
    {
        Query.Of(context);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, await Mine(context).Offers(), (writer, offers) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var offer in offers)
            {
                OfferJson.Write(writer, offer.Conversation, offer.Epoch, offer.Until, offer.Reason, directory.Current);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private async Task LookAsync(HttpContext context)
    {
        Query.Of(context);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, await Mine(context).Find(), WriteNext);
    }

    /// <summary>The best of what waits is claimed; where a colleague is faster, the next best. Under an id that was answered before, what was taken then.</summary>
    private async Task TakeAsync(HttpContext context)
    {
        Query.Of(context);
        var command = new TakeNext { Id = (await CommandBodies.Bare.ReadAsync(context)).Uuid("id") };
        if (await AgainAsync(context, command))
        {
            return;
        }

        foreach (var work in await Mine(context).Find())
        {
            var outcome = await ExecuteAsync(work.Conversation, command);
            if (outcome.Result is { } result)
            {
                await AnswerAsync(context, work.Conversation, result);
                return;
            }

            if (outcome.Rejection!.Slug == Problems.CommandIdReused)
            {
                // The same id was answered while this call looked.
                _ = await AgainAsync(context, command) ? true : throw new ProblemException(Problems.CommandIdReused);
                return;
            }

            if (outcome.Rejection.Slug is not (Problems.AlreadyOwned or Problems.IllegalMove))
            {
                await (await Rejections.ToProblemAsync(outcome.Rejection, work.Conversation, journal, context.RequestAborted)).WriteAsync(context);
                return;
            }
        }

        throw new ProblemException(Problems.NothingWaits);
    }

    /// <summary>Answers a repeated command; false when the id is new.</summary>
    private async Task<bool> AgainAsync(HttpContext context, TakeNext command)
    {
        if (await journal.FindCommandAsync(command.Id, context.RequestAborted) is not { } known)
        {
            return false;
        }

        if (!ConversationIds.HasShape(known.Stream))
        {
            throw new ProblemException(Problems.CommandIdReused);
        }

        var conversation = new ConversationId(known.Stream);
        var result = (await ExecuteAsync(conversation, command)).Result ?? throw new ProblemException(Problems.CommandIdReused);
        await AnswerAsync(context, conversation, result);
        return true;
    }

    private async Task<CommandOutcome> ExecuteAsync(ConversationId conversation, TakeNext command)
    {
        var outcome = await grains.GetGrain<IConversationGrain>(conversation.Value).Execute(command);
        if (outcome.Summary is { } summary)
        {
            lists.Apply(summary);
        }

        return outcome;
    }

    private INextGrain Mine(HttpContext context) => grains.GetGrain<INextGrain>(context.Caller().Employee.Value);

    private static Task AnswerAsync(HttpContext context, ConversationId conversation, CommandResult result) =>
        JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (conversation, result), static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteString("conversationId"u8, it.conversation.Value);
            ConversationCommands.WriteMembers(writer, it.result);
            writer.WriteEndObject();
        });

    private static void WriteNext(Utf8JsonWriter writer, ImmutableArray<NextWork> works)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("items"u8);
        foreach (var work in works)
        {
            writer.WriteStartObject();
            writer.WriteString("conversationId"u8, work.Conversation.Value);
            writer.WriteNumber("score"u8, work.Score);
            writer.WriteStartArray("why"u8);
            foreach (var reason in work.Why)
            {
                writer.WriteStartObject();
                writer.WriteString("kind"u8, reason.Kind);
                writer.WriteNumber("points"u8, reason.Points);
                writer.WriteNumber("figure"u8, reason.Figure);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
