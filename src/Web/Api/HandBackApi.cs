using System.Security.Cryptography;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Web.Access;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.Lists;
using Conversations.Web.OpenApi;
using Orleans;

namespace Conversations.Web.Api;

/// <summary>
/// Everything a person owns goes back to its queues. What she owns is read first, in pages; then each conversation gets a command whose id is made of the order's
/// and its own, so that an order that comes again, or was cut off halfway, gives nothing back twice and finishes what is left.
/// </summary>
public sealed class HandBackApi(IGrainFactory grains, ISummaries summaries, Standings standings, IListFreshness lists)
{
    private const string DefaultNote = "Handed back to the queue.";
    private const int AtOnceMax = 16;

    private static readonly BodyShape Order = new("HandBack", new UuidMember("id"), new WordsMember("note").Optional());

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("POST", "/api/v1/employees/me/handBack", Permission.Release, context => RunAsync(context, context.Caller().Employee), Describe("Gives everything one owns back to its queues, with a note each."));
        routes.MapApi("POST", "/api/v1/employees/{id}/handBack", Permission.TakeFromOthers, ForOtherAsync, Describe("Gives everything a colleague owns back to its queues, with a note each."));
    }

    private static ApiDescription Describe(string summary) => new(summary) { Body = Order, Answers = [new(200, "HandedBack")], Problems = [Problems.CommandIdReused] };

    private async Task ForOtherAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var standing = Ids.HaveShape(id) ? await standings.FindAsync(new EmployeeId(id), context.RequestAborted) : null;
        await RunAsync(context, standing?.Settings.Id ?? throw new ProblemException(Problems.NotFound));
    }

    private async Task RunAsync(HttpContext context, EmployeeId from)
    {
        Query.Of(context);
        var body = await Order.ReadAsync(context);
        var order = new HandBackOrder { Id = body.Uuid("id"), From = from, Note = body.TextOrNull("note") ?? DefaultNote };
        var person = grains.GetGrain<IEmployeeGrain>(from.Value);
        var outcome = await person.FindHandBack(order) ?? await person.RecordHandBack(order, await ReturnAllAsync(order, context.RequestAborted));
        if (outcome.IsReused)
        {
            throw new ProblemException(Problems.CommandIdReused);
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, outcome.Returned, static (writer, returned) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("returned"u8, returned);
            writer.WriteEndObject();
        });
    }

    private async Task<int> ReturnAllAsync(HandBackOrder order, CancellationToken cancellationToken)
    {
        var owned = await ReadOwnedAsync(order.From, cancellationToken);
        var returned = 0;
        await Parallel.ForEachAsync(owned, new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax, CancellationToken = cancellationToken }, async (id, _) =>
        {
            var command = new HandBack { Id = CommandId(order.Id, id), From = order.From, Note = order.Note };
            var outcome = await grains.GetGrain<IConversationGrain>(id.Value).Execute(command);
            if (outcome.Summary is { } summary)
            {
                lists.Apply(summary);
            }

            // A no means that it is somebody else's, or resolved, by now: then there is nothing to give back.
            if (outcome.Rejection is null)
            {
                Interlocked.Increment(ref returned);
            }
        });
        return returned;
    }

    private async Task<List<ConversationId>> ReadOwnedAsync(EmployeeId owner, CancellationToken cancellationToken)
    {
        var owned = new List<ConversationId>();
        var query = new SummaryQuery { View = "mine", Reader = owner, Sort = "oldest", Limit = Limits.ConversationsPageMax };
        while (owned.Count < Limits.HandBackMax)
        {
            var page = await summaries.QueryAsync(query, cancellationToken);
            owned.AddRange(page.Items.Select(static row => row.Id));
            if (page.Next is null)
            {
                break;
            }

            query = query with { Cursor = page.Next };
        }

        return owned;
    }

    /// <summary>The same for the same order and conversation, on every node and in every try.</summary>
    internal static Guid CommandId(Guid order, ConversationId conversation)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. order.ToByteArray(), .. System.Text.Encoding.ASCII.GetBytes(conversation.Value)], hash);
        hash[7] = (byte)((hash[7] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16]);
    }
}
