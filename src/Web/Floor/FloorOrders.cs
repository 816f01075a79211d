using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Conversations.Web.Errors;
using Conversations.Web.Json;
using Conversations.Web.Lists;
using Orleans;

namespace Conversations.Web.Floor;

/// <summary>Gives an order to a conversation and answers with what came of it; this node's lists know it before the answer goes out.</summary>
public sealed class FloorOrders(IGrainFactory grains, IJournal journal, IListFreshness lists)
{
    public async Task ExecuteAsync(HttpContext context, ConversationId id, ConversationCommand command, int status)
    {
        // One claim of a person after another: how many she may have is counted there.
        var outcome = command is ClaimOnFloor claim
            ? await grains.GetGrain<IFloorPersonGrain>(context.Caller().Employee.Value).Claim(id, claim)
            : await grains.GetGrain<IConversationGrain>(id.Value).Execute(command);
        if (outcome.Summary is { } summary)
        {
            lists.Apply(summary);
        }

        if (outcome.Rejection is { } rejection)
        {
            var problem = await Rejections.ToProblemAsync(rejection, id, journal, context.RequestAborted);
            await (problem.Entry is { } entry && !FloorThread.IsPublic(entry) ? problem with { Entry = null } : problem).WriteAsync(context);
            return;
        }

        await JsonAnswer.WriteAsync(context, status, outcome.Result!, WriteResult);
    }

    private static void WriteResult(Utf8JsonWriter writer, CommandResult result)
    {
        writer.WriteStartObject();
        writer.WriteNumber("seq"u8, result.Seq);
        writer.WriteStringIfAny("delivery"u8, result.Delivery);
        if (result.Epoch is { } epoch)
        {
            writer.WriteNumber("epoch"u8, epoch);
        }

        writer.WriteTimeIfAny("leaseUntil"u8, result.LeaseUntil);
        writer.WriteEndObject();
    }
}
