using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Web.Access;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.Kept;
using Conversations.Web.OpenApi;

namespace Conversations.Web.Api;

/// <summary>The company's labels with their hues. A conversation may carry others: they have no hue of their own.</summary>
public sealed class LabelsApi(LabelSet labels, LabelRenaming renaming)
{
    private const string Path = "/api/v1/labels";
    private const int HueMax = 7;

    private static readonly BodyShape One = new("Label", new LineMember("name", Limits.LabelCharsMax), new NumberMember("hue", 0, HueMax));
    private static readonly BodyShape Whole = new("LabelsPut", new ObjectsMember("items", Limits.LabelHuesMax, One));
    private static readonly BodyShape Patch = new("LabelPatch", new NumberMember("hue", 0, HueMax));
    private static readonly BodyShape Rename = new("LabelRename", new LineMember("from", Limits.LabelCharsMax), new LineMember("to", Limits.LabelCharsMax));

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Path, Permission.ReadConversations, ReadAsync, new ApiDescription("The company's labels.") { Answers = [new(200, "LabelList")] });
        routes.MapApi("PUT", Path, Permission.ShareWithAll, ReplaceAsync, new ApiDescription("Sets the whole set of the company's labels.")
        {
            Body = Whole,
            Answers = [new(200, "LabelList")],
        });
        routes.MapApi("POST", Path, Permission.ShareWithAll, AddAsync, new ApiDescription("Adds a label.")
        {
            Body = One,
            Answers = [new(200, "LabelList")],
            Problems = [Problems.LabelTaken, Problems.TooMany],
        });
        routes.MapApi("PATCH", Path, Permission.ShareWithAll, ChangeAsync, new ApiDescription("Gives a label another hue.")
        {
            Query = [new("name", """{"type":"string"}""")],
            Body = Patch,
            Answers = [new(200, "LabelList")],
            Problems = [Problems.NotFound],
        });
        routes.MapApi("DELETE", Path, Permission.ShareWithAll, RemoveAsync, new ApiDescription("Takes a label out of the set; conversations that carry it keep it.")
        {
            Query = [new("name", """{"type":"string"}""")],
            Answers = [new(200, "LabelList")],
            Problems = [Problems.NotFound],
        });
        routes.MapApi("POST", Path + "/rename", Permission.ShareWithAll, RenameAsync, new ApiDescription("Renames a label in the set, on every conversation, and in saved filters.")
        {
            Body = Rename,
            Answers = [new(200, "LabelRenamed")],
        });
    }

    private async Task ReadAsync(HttpContext context)
    {
        Query.Of(context);
        await WriteAsync(context, await labels.ReadAsync(context.RequestAborted));
    }

    private async Task ReplaceAsync(HttpContext context)
    {
        var body = await Whole.ReadAsync(context);
        var items = body.Objects("items").Select(LabelOf).ToImmutableArray();
        if (items.DistinctBy(static label => label.Name, StringComparer.Ordinal).Count() != items.Length)
        {
            throw new ProblemException(Problem.Of(Problems.OutOfRange, "items", "must not hold a name twice"));
        }

        // The whole set is named: whoever comes last has the last word, as with one after the other.
        await WriteAsync(context, await labels.ChangeAsync(_ => items, context.RequestAborted));
    }

    /// <summary>A call that is made again is refused like anybody else's: it has no id to be known by, and whose label it is nobody can tell.</summary>
    private async Task AddAsync(HttpContext context)
    {
        var label = LabelOf(await One.ReadAsync(context));
        await WriteAsync(context, await labels.ChangeAsync(all => With(all, label), context.RequestAborted));
    }

    private async Task ChangeAsync(HttpContext context)
    {
        var name = NameIn(context);
        var hue = (int)(await Patch.ReadAsync(context)).Number("hue")!.Value;
        await WriteAsync(context, await labels.ChangeAsync(all => WithHue(all, PlaceOf(all, name), hue), context.RequestAborted));
    }

    private async Task RemoveAsync(HttpContext context)
    {
        var name = NameIn(context);
        await WriteAsync(context, await labels.ChangeAsync(all => all.RemoveAt(PlaceOf(all, name)), context.RequestAborted));
    }

    /// <summary>First the set, so that the new name has its hue wherever it comes up; made again after a lost answer it goes on with the conversations.</summary>
    private async Task RenameAsync(HttpContext context)
    {
        Query.Of(context);
        var body = await Rename.ReadAsync(context);
        var (from, to) = (body.Text("from"), body.Text("to"));
        if (from == to)
        {
            throw new ProblemException(Problem.Of(Problems.OutOfRange, "to", "is the name it has"));
        }

        var all = await labels.ChangeAsync(known => Renamed(known, from, to), context.RequestAborted);
        var (changed, left) = await renaming.RunAsync(context.Caller().Employee, from, to, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (all, changed, left), static (writer, it) =>
        {
            writer.WriteStartObject();
            WriteItems(writer, it.all);
            writer.WriteNumber("changed"u8, it.changed);
            writer.WriteNumber("left"u8, it.left);
            writer.WriteEndObject();
        });
    }

    private static ImmutableArray<LabelHue> With(ImmutableArray<LabelHue> all, LabelHue label)
    {
        if (IndexOf(all, label.Name) >= 0)
        {
            throw new ProblemException(Problem.Of(Problems.LabelTaken, "name", "is another label's name"));
        }

        return all.Length < Limits.LabelHuesMax ? all.Add(label) : throw new ProblemException(Problems.TooMany);
    }

    private static ImmutableArray<LabelHue> Renamed(ImmutableArray<LabelHue> all, string from, string to)
    {
        var at = IndexOf(all, from);
        if (at < 0)
        {
            return all;
        }

        return IndexOf(all, to) < 0
            ? all.SetItem(at, all[at] with { Name = to })
            : throw new ProblemException(Problem.Of(Problems.OutOfRange, "to", "is another label's name"));
    }

    private static ImmutableArray<LabelHue> WithHue(ImmutableArray<LabelHue> all, int at, int hue) => all.SetItem(at, all[at] with { Hue = hue });

    private static string NameIn(HttpContext context) => Query.Of(context, "name").Text("name") ?? throw Query.Invalid("name", "must be there");

    /// <exception cref="ProblemException">not-found</exception>
    private static int PlaceOf(ImmutableArray<LabelHue> all, string name) =>
        IndexOf(all, name) is >= 0 and var at ? at : throw new ProblemException(Problems.NotFound);

    private static int IndexOf(ImmutableArray<LabelHue> all, string name)
    {
        for (var at = 0; at < all.Length; at++)
        {
            if (all[at].Name == name)
            {
                return at;
            }
        }

        return -1;
    }

    private static LabelHue LabelOf(BodyValues body) => new(body.Text("name"), (int)body.Number("hue")!.Value);

    private static Task WriteAsync(HttpContext context, ImmutableArray<LabelHue> all) => JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, all, static (writer, items) =>
    {
        writer.WriteStartObject();
        WriteItems(writer, items);
        writer.WriteEndObject();
    });

    private static void WriteItems(Utf8JsonWriter writer, ImmutableArray<LabelHue> all)
    {
        writer.WriteStartArray("items"u8);
        foreach (var label in all)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, label.Name);
            writer.WriteNumber("hue"u8, label.Hue);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
