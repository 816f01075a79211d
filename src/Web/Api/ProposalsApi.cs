using System.Globalization;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Web.Errors;
using Conversations.Web.Floor;
using Conversations.Web.Input;
using Conversations.Web.OpenApi;

namespace Conversations.Web.Api;

/// <summary>What a colleague on the floor proposed: sent in her name, as it is or with changes, or given back with a word.</summary>
public sealed class ProposalsApi(KnownConversations known, FloorOrders orders, IJournal journal)
{
    private const string Root = "/api/v1/conversations/{id}/proposals/{seq}";
    private static readonly string[] Moves = [Problems.IllegalMove, Problems.CommandIdReused];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("POST", Root + "/send", Permission.Reply, SendAsync, new ApiDescription("Sends what a colleague proposed, in her name.")
        {
            Body = FloorBodies.Send,
            Answers = [new(202, "ReplyPlaced")],
            Problems = [.. Moves, Problems.NewerMessage, Problems.OwnedByOther, Problems.AudienceMismatch],
        });
        routes.MapApi("POST", Root + "/giveBack", Permission.Reply, GiveBackAsync, new ApiDescription("Gives what a colleague proposed back to her with a word.")
        {
            Body = FloorBodies.GiveBack,
            Answers = [new(200, "Placed")],
            Problems = [.. Moves],
        });
    }

    private async Task SendAsync(HttpContext context)
    {
        var (id, entry) = await RequireAsync(context);
        var body = await FloorBodies.Send.ReadAsync(context);
        var proposed = TextOf(entry);
        await orders.ExecuteAsync(context, id, new SendProposal
        {
            Id = body.Uuid("id"),
            ProposalSeq = entry.Seq,
            Text = body.TextOrNull("text") ?? (proposed.Length > 0 ? proposed : throw new ProblemException(Problems.EmptyText)),
            SeenSeq = body.Number("seenSeq")!.Value,
            SendAnyway = body.Flag("sendAnyway") ?? false,
            Proposed = proposed,
            AuthorName = FirstNameOf(entry),
        }, StatusCodes.Status202Accepted);
    }

    private async Task GiveBackAsync(HttpContext context)
    {
        var (id, entry) = await RequireAsync(context);
        var body = await FloorBodies.GiveBack.ReadAsync(context);
        await orders.ExecuteAsync(context, id, new GiveBackProposal { Id = body.Uuid("id"), ProposalSeq = entry.Seq, Word = body.Text("text") }, StatusCodes.Status200OK);
    }

    /// <exception cref="ProblemException">not-found</exception>
    private async ValueTask<(ConversationId Id, EntryRow Proposal)> RequireAsync(HttpContext context)
    {
        var id = await known.RequireAsync(context);
        Query.Of(context);
        return long.TryParse((string?)context.Request.RouteValues["seq"], NumberStyles.None, CultureInfo.InvariantCulture, out var seq) && seq > 0
            && (await journal.ReadEntriesAsync(id.Value, seq - 1, 1, context.RequestAborted)).FirstOrDefault() is { Kind: EntryKinds.DraftProposed } entry && entry.Seq == seq
            ? (id, entry)
            : throw new ProblemException(Problems.NotFound);
    }

    private static string TextOf(EntryRow proposal)
    {
        using var words = JsonDocument.Parse(proposal.Words ?? "{}");
        return words.RootElement.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "";
    }

    /// <summary>Customers know a person of the floor by her first name.</summary>
    private static string FirstNameOf(EntryRow proposal) => (proposal.Actor.Name ?? "").Split(' ', 2, StringSplitOptions.TrimEntries)[0];
}
