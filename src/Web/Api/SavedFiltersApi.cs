using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Web.Access;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.Kept;
using Conversations.Web.Lists;
using Conversations.Web.OpenApi;

namespace Conversations.Web.Api;

/// <summary>Saved filters with how many conversations each holds for the one who asks.</summary>
public sealed class SavedFiltersApi(Shelf<SavedFilter> shelf, ListTotals totals)
{
    private const string Root = "/api/v1/saved-filters";
    private const int PositionMax = 1_000_000;
    private const int IdCharsMax = 64;
    private const int WordsCharsMax = 200;

    private static readonly BodyShape Spec = new(
        "FilterSpec",
        new ChoiceMember("view", "mine", "unattended", "queue", "all").Optional(),
        new LineMember("queue", IdCharsMax).Optional(),
        new ChoiceMember("state", "new", "offered", "owned", "waitingCustomer", "waitingInternal", "snoozed", "resolved", "closed").Optional(),
        new LineMember("owner", IdCharsMax).Optional(),
        new LineMember("label", Limits.LabelCharsMax).Optional(),
        new LineMember("q", WordsCharsMax).Optional(),
        new ChoiceMember("sort", "timeLeft", "oldest", "newest").Optional());

    private static readonly BodyShape New = new(
        "NewSavedFilter",
        new UuidMember("id"),
        new LineMember("name", Limits.NameCharsMax),
        new ObjectMember("spec", Spec),
        new ChoiceMember("scope", "mine", "all"),
        new NumberMember("position", 0, PositionMax).Optional());

    private static readonly BodyShape Patch = new(
        "SavedFilterPatch",
        new LineMember("name", Limits.NameCharsMax).Optional(),
        new ObjectMember("spec", Spec).Optional(),
        new NumberMember("position", 0, PositionMax).Optional());

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Root, Permission.ReadConversations, ListAsync, new ApiDescription("One's own saved filters and everybody's by position, each with its total for oneself.") { Answers = [new(200, "SavedFilterList")] });
        routes.MapApi("POST", Root, Permission.ReadConversations, AddAsync, new ApiDescription("Keeps a filter; scope all needs lead or admin.")
        {
            Body = New,
            Answers = [new(201, "SavedFilter")],
            Problems = [Problems.TooMany, Problems.CommandIdReused],
        });
        routes.MapApi("PATCH", Root + "/{id}", Permission.ReadConversations, ChangeAsync, new ApiDescription("Changes what the body names, the spec as a whole; the scope stays.")
        {
            Body = Patch,
            Answers = [new(200, "SavedFilter")],
        });
        routes.MapApi("DELETE", Root + "/{id}", Permission.ReadConversations, RemoveAsync, new ApiDescription("Takes one away.") { Answers = [new(204, null)] });
    }

    private async Task ListAsync(HttpContext context)
    {
        Query.Of(context);
        var caller = context.Caller();
        var items = (await shelf.ListAsync(caller, context.RequestAborted)).Sort(static (one, other) => (one.What.Position, one.What.Name, one.Id).CompareTo((other.What.Position, other.What.Name, other.Id)));
        var counted = ImmutableArray.CreateBuilder<(KeptItem<SavedFilter>, long)>(items.Length);
        foreach (var item in items)
        {
            counted.Add((item, await TotalOfAsync(item, caller, context.RequestAborted)));
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, counted.MoveToImmutable(), static (writer, all) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var item in all)
            {
                Write(writer, item);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private async Task AddAsync(HttpContext context)
    {
        var body = await New.ReadAsync(context);
        var filter = new SavedFilter(body.Text("name"), SpecOf(body.Object("spec")), body.Text("scope"), (int)(body.Number("position") ?? 0));
        var item = await shelf.AddAsync(context.Caller(), body.Uuid("id").ToString("D"), filter.Scope == "all", filter, context.RequestAborted);
        await AnswerAsync(context, StatusCodes.Status201Created, item);
    }

    private async Task ChangeAsync(HttpContext context)
    {
        var id = KeptIds.Of(context);
        var body = await Patch.ReadAsync(context);
        var item = await shelf.ChangeAsync(
            context.Caller(),
            id,
            known => ValueTask.FromResult(known with
            {
                Name = body.TextOrNull("name") ?? known.Name,
                Spec = body.Has("spec") ? SpecOf(body.Object("spec")) : known.Spec,
                Position = (int)(body.Number("position") ?? known.Position),
            }),
            context.RequestAborted);
        await AnswerAsync(context, StatusCodes.Status200OK, item);
    }

    private async Task RemoveAsync(HttpContext context)
    {
        await shelf.RemoveAsync(context.Caller(), KeptIds.Of(context), context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task AnswerAsync(HttpContext context, int status, KeptItem<SavedFilter> item)
    {
        var total = await TotalOfAsync(item, context.Caller(), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, status, (item, total), Write);
    }

    private ValueTask<long> TotalOfAsync(KeptItem<SavedFilter> item, Caller caller, CancellationToken cancellationToken) =>
        totals.OfAsync(item.What.Spec.ToList(caller.Employee), caller.Employee, cancellationToken);

    private static FilterSpec SpecOf(BodyValues spec) => new()
    {
        View = spec.TextOrNull("view"),
        Queue = IdOf(spec, "queue"),
        State = spec.TextOrNull("state"),
        Owner = IdOf(spec, "owner"),
        Label = spec.TextOrNull("label"),
        Q = spec.TextOrNull("q"),
        Sort = spec.TextOrNull("sort"),
    };

    private static string? IdOf(BodyValues spec, string name) =>
        spec.TextOrNull(name) is not { } id ? null
        : Ids.HaveShape(id) ? id
        : throw new ProblemException(Problem.Of(Problems.OutOfRange, "spec", $"{name} is not an id"));

    private static void Write(Utf8JsonWriter writer, (KeptItem<SavedFilter> Item, long Total) it)
    {
        var filter = it.Item.What;
        writer.WriteStartObject();
        writer.WriteString("id"u8, it.Item.Id);
        writer.WriteString("name"u8, filter.Name);
        writer.WriteStartObject("spec"u8);
        writer.WriteStringIfAny("view"u8, filter.Spec.View);
        writer.WriteStringIfAny("queue"u8, filter.Spec.Queue);
        writer.WriteStringIfAny("state"u8, filter.Spec.State);
        writer.WriteStringIfAny("owner"u8, filter.Spec.Owner);
        writer.WriteStringIfAny("label"u8, filter.Spec.Label);
        writer.WriteStringIfAny("q"u8, filter.Spec.Q);
        writer.WriteStringIfAny("sort"u8, filter.Spec.Sort);
        writer.WriteEndObject();
        writer.WriteString("scope"u8, filter.Scope);
        writer.WriteNumber("position"u8, filter.Position);
        writer.WriteNumber("total"u8, it.Total);
        writer.WriteEndObject();
    }
}
