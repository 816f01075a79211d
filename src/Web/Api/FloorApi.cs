using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Conversations.Web.Company;
using Conversations.Web.Errors;
using Conversations.Web.Floor;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.OpenApi;
using Orleans;

namespace Conversations.Web.Api;

/// <summary>The open floor: who needs us, and what one does about it. Only public conversations are to be seen here; all others are not found.</summary>
public sealed class FloorApi(IGrainFactory grains, FloorBoard board, FloorOrders orders, ISummaries summaries, IJournal journal, Standings standings, IDirectory directory, ReplyVoices voices,
    GesturesApi gestures)
{
    private const string Root = "/api/v1/floor";
    private const int PageDefault = 20;
    private const int EntriesShown = 100;
    private static readonly string[] Moves = [Problems.IllegalMove, Problems.CommandIdReused, Problems.FloorGrade, Problems.OwnedByOther];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Root, Permission.UseFloor, ListAsync, new ApiDescription("Who needs us: public, unanswered, nobody's, on one's topics, most pressing first, with the score line by line.")
        {
            Query = [new("limit", $$"""{"type":"integer","minimum":1,"maximum":{{Limits.FloorPageMax}},"default":{{PageDefault}}}""")],
            Answers = [new(200, "FloorList")],
            Problems = [Problems.FloorGrade],
        });
        routes.MapApi("GET", Root + "/mine", Permission.UseFloor, MineAsync, new ApiDescription("Public conversations one has, or answered from the floor before.") { Answers = [new(200, "FloorMine")] });
        routes.MapApi("GET", Root + "/answered", Permission.UseFloor, AnsweredAsync, new ApiDescription("Public conversations that were answered lately: what one reads while one observes.")
        {
            Answers = [new(200, "FloorMine")],
            Problems = [Problems.FloorGrade],
        });
        routes.MapApi("GET", Root + "/{id}", Permission.UseFloor, ReadAsync, new ApiDescription("A public conversation, with what of its last entries everyone can read.")
        {
            Answers = [new(200, "FloorConversation")],
            Problems = [Problems.FloorGrade],
        });
        Map(routes, "/claim", FloorBodies.Bare, it => new ClaimOnFloor { Id = it.Uuid("id") }, "Claimed", "Takes it for ten minutes; acting renews it.", Problems.AlreadyOwned, Problems.TooMany);
        Map(routes, "/release", FloorBodies.Bare, it => new ReleaseOnFloor { Id = it.Uuid("id") }, "Placed", "Gives back what one has claimed.");
        Map(routes, "/resolve", FloorBodies.Bare, it => new ResolveOnFloor { Id = it.Uuid("id") }, "Placed", "Says that what one has claimed is done.");
        Map(routes, "/replies", FloorBodies.Reply, ReplyOf, "ReplyPlaced", "Answers in public what one has claimed; needs the grade answer.", Problems.NewerMessage);
        Map(routes, "/proposals", FloorBodies.Proposal, ProposalOf, "Placed", "Writes an answer that a colleague may send; needs the grade draft.", Problems.NewerMessage, Problems.TooMany);
        routes.MapApi("GET", Root + "/{id}/gestures/allowance", Permission.UseFloor, context => GiveAsync(context, gestures.AllowanceAsync), new ApiDescription("What one may give in what one has claimed; needs the grade act.")
        {
            Answers = [new(200, "GestureAllowance")],
            Problems = [Problems.FloorGrade],
        });
        routes.MapApi("POST", Root + "/{id}/gestures", Permission.UseFloor, context => GiveAsync(context, gestures.GiveAsync), new ApiDescription("Gives something to the customer one has claimed; needs the grade act.")
        {
            Body = GesturesApi.New,
            Answers = [new(200, "Gesture")],
            Problems = [Problems.GestureDenied, .. Moves],
        });
        routes.MapApi("POST", Root + "/{id}/gestures/{gestureId}/coSignRequest", Permission.UseFloor, context => GiveAsync(context, gestures.AskAsync), new ApiDescription("Asks colleagues to sign a gesture above one's own line, in what one has claimed; needs the grade act.")
        {
            Body = GesturesApi.Ask,
            Answers = [new(200, "Gesture")],
            Problems = [Problems.GestureDenied, Problems.NewerMessage, .. Moves],
        });
        routes.MapApi("POST", Root + "/{id}/gestures/{gestureId}/release", Permission.UseFloor, TakeBackAsync, new ApiDescription("Takes back the asking.")
        {
            Body = FloorBodies.Bare,
            Answers = [new(200, "Gesture")],
            Problems = [.. Moves],
        });
        routes.MapApi("POST", Root + "/{id}/read", Permission.UseFloor, CountReadAsync, new ApiDescription("Says that one has read how a colleague answered: what counts while one observes.")
        {
            Body = FloorBodies.Bare,
            Answers = [new(200, "FloorStanding")],
            Problems = [Problems.FloorGrade, Problems.IllegalMove],
        });
    }

    private void Map(
        IEndpointRouteBuilder routes, string path, BodyShape body, Func<BodyValues, ConversationCommand> make, string schema, string summary, params string[] problems) =>
        routes.MapApi("POST", Root + "/{id}" + path, Permission.UseFloor, context => ExecuteAsync(context, body, make, schema == "ReplyPlaced" ? 202 : 200), new ApiDescription(summary)
        {
            Body = body,
            Answers = [new(schema == "ReplyPlaced" ? 202 : 200, schema)],
            Problems = [.. Moves, .. problems],
        });

    private async Task ListAsync(HttpContext context)
    {
        var standing = await RequireOnFloorAsync(context);
        var limit = (int)Query.Of(context, "limit").Number("limit", PageDefault, 1, Limits.FloorPageMax);
        var me = await standings.FindAsync(context.Caller().Employee, context.RequestAborted);
        var list = await board.ReadAsync(me?.Settings.Topics is { IsDefault: false } topics ? topics : [], standing.Recent, limit, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, list, static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var item in it.Items)
            {
                FloorJson.WriteRanked(writer, item, it.Topics);
            }

            writer.WriteEndArray();
            writer.WriteNumber("total"u8, it.Total);
            writer.WriteEndObject();
        });
    }

    private async Task MineAsync(HttpContext context)
    {
        Query.Of(context);
        var me = context.Caller().Employee;
        var standing = await GrainOf(me).Get();
        var owned = await summaries.QueryAsync(new SummaryQuery { View = "mine", Reader = me, Sort = "newest", Limit = Limits.FloorPageMax }, context.RequestAborted);
        var before = standing.Recent.IsEmpty ? [] : await summaries.ReadManyAsync(standing.Recent, context.RequestAborted);
        ImmutableArray<SummaryRow> rows =
        [
            .. owned.Items.Concat(before).Where(row => row.Visibility == Audiences.Public).DistinctBy(row => row.Id)
                .OrderByDescending(row => row.Owner == me).ThenByDescending(row => row.LastAt).Take(Limits.FloorPageMax),
        ];
        await WriteAsync(context, rows);
    }

    private async Task AnsweredAsync(HttpContext context)
    {
        Query.Of(context);
        await RequireOnFloorAsync(context);
        var newest = await summaries.QueryAsync(
            new SummaryQuery { View = "all", Reader = context.Caller().Employee, Sort = "newest", Limit = Limits.ConversationsPageMax }, context.RequestAborted);
        await WriteAsync(context, [.. newest.Items.Where(row => row is { Visibility: Audiences.Public, WaitingSince: null, LastBy: "employee" }).Take(PageDefault)]);
    }

    private Task WriteAsync(HttpContext context, ImmutableArray<SummaryRow> rows) => JsonAnswer.WriteAsync(
        context, StatusCodes.Status200OK, (rows, me: context.Caller().Employee, directory.Current), static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var row in it.rows)
            {
                FloorJson.WriteOwn(writer, row, it.me, it.Current);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    private async Task ReadAsync(HttpContext context)
    {
        Query.Of(context);
        var row = await RequirePublicAsync(context);
        await RequireOnFloorAsync(context);
        var entries = await journal.ReadEntriesAsync(row.Id.Value, Math.Max(0, row.Head - EntriesShown), EntriesShown, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (row, ShownTo(context.Caller(), entries), directory.Current), static (writer, it) => FloorJson.WriteThread(writer, it.row, it.Item2, it.Current));
    }

    private async Task CountReadAsync(HttpContext context)
    {
        var row = await RequirePublicAsync(context);
        await FloorBodies.Bare.ReadAsync(context);
        await RequireOnFloorAsync(context);
        var entries = await journal.ReadEntriesAsync(row.Id.Value, Math.Max(0, row.Head - EntriesShown), EntriesShown, context.RequestAborted);
        if (!ShownTo(context.Caller(), entries).Any(entry => entry.Kind == EntryKinds.ReplyQueued))
        {
            throw new ProblemException(new Problem(Problems.IllegalMove) { State = row.State, Detail = "Nobody has answered it yet." });
        }

        var me = context.Caller().Employee;
        var standing = await GrainOf(me).Record(new FloorResult($"read:{row.Id.Value}", FloorResults.Read, row.Id));
        var person = await standings.FindAsync(me, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (person.Settings, standing, directory.Current), static (writer, it) => FloorJson.WriteStanding(writer, it.Settings, it.standing, it.Current));
    }

    private async Task ExecuteAsync(HttpContext context, BodyShape shape, Func<BodyValues, ConversationCommand> make, int status)
    {
        var row = await RequirePublicAsync(context);
        Query.Of(context);
        var command = make(await shape.ReadAsync(context));
        var caller = context.Caller();
        Caller.Current = caller with { Floor = (await GrainOf(caller.Employee).Get()).Grade };
        await orders.ExecuteAsync(
            context, row.Id, command is ReplyOnFloor reply ? reply with { Voice = await voices.OfAsync(caller.Employee, context.RequestAborted) } : command, status);
    }

    private async Task GiveAsync(HttpContext context, Func<HttpContext, ConversationId, Task> give)
    {
        var row = await RequirePublicAsync(context);
        var caller = context.Caller() with { Floor = (await RequireOnFloorAsync(context)).Grade };
        if (!caller.May(Permission.Give) && !FloorGrades.MayGive(caller.Floor))
        {
            throw new ProblemException(new Problem(Problems.FloorGrade) { Detail = $"This needs the grade {FloorGrades.Act}." });
        }

        Caller.Current = caller;
        await give(context, row.Id);
    }

    /// <summary>Also by who lost the grade since: it is her own.</summary>
    private async Task TakeBackAsync(HttpContext context)
    {
        var row = await RequirePublicAsync(context);
        Caller.Current = context.Caller() with { Floor = (await RequireOnFloorAsync(context)).Grade };
        await gestures.ReleaseAsync(context, row.Id);
    }

    private static ReplyOnFloor ReplyOf(BodyValues body) =>
        new() { Id = body.Uuid("id"), Text = body.Text("text"), SeenSeq = body.Number("seenSeq")!.Value, HoldSeconds = (int)(body.Number("holdSeconds") ?? 0) };

    private static ProposeReply ProposalOf(BodyValues body) => new() { Id = body.Uuid("id"), Text = body.Text("text"), SeenSeq = body.Number("seenSeq")!.Value };

    private static ImmutableArray<EntryRow> ShownTo(Caller reader, ImmutableArray<EntryRow> entries) => FloorThread.Of(entries, reader.Employee, reader.May(Permission.Reply));

    /// <summary>A conversation everyone can read; any other is not found here, whoever asks.</summary>
    private async ValueTask<SummaryRow> RequirePublicAsync(HttpContext context) =>
        await summaries.ReadAsync(KnownConversations.IdOf(context), context.RequestAborted) is { Visibility: Audiences.Public } row ? row : throw new ProblemException(Problems.NotFound);

    private async ValueTask<FloorStanding> RequireOnFloorAsync(HttpContext context) =>
        await GrainOf(context.Caller().Employee).Get() is { Grade: not FloorGrades.None } standing
            ? standing
            : throw new ProblemException(new Problem(Problems.FloorGrade) { Detail = "Come to the floor first." });

    private IFloorPersonGrain GrainOf(EmployeeId employee) => grains.GetGrain<IFloorPersonGrain>(employee.Value);
}
