using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Settings;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.Kept;
using Conversations.Web.OpenApi;

namespace Conversations.Web.Api;

/// <summary>The company's topics, each with the words it is known by.</summary>
public sealed class TopicsApi(TopicSet topics)
{
    private const string Path = "/api/v1/topics";

    private static readonly BodyShape One = new("Topic", new LineMember("name", Limits.TopicCharsMax), Words().Optional());
    private static readonly BodyShape Patch = new("TopicPatch", Words());

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Path, Permission.ReadDirectory, ReadAsync, new ApiDescription("The company's topics.") { Answers = [new(200, "TopicList")] });
        routes.MapApi("POST", Path, Permission.ShareWithAll, AddAsync, new ApiDescription("Adds a topic.")
        {
            Body = One,
            Answers = [new(200, "TopicList")],
            Problems = [Problems.TopicTaken, Problems.TooMany],
        });
        routes.MapApi("PATCH", Path, Permission.ShareWithAll, ChangeAsync, new ApiDescription("Sets the words a topic is known by.")
        {
            Query = [new("name", """{"type":"string"}""")],
            Body = Patch,
            Answers = [new(200, "TopicList")],
            Problems = [Problems.NotFound],
        });
        routes.MapApi("DELETE", Path, Permission.ShareWithAll, RemoveAsync, new ApiDescription("Takes a topic out of the set; who follows it follows nothing by it.")
        {
            Query = [new("name", """{"type":"string"}""")],
            Answers = [new(200, "TopicList")],
            Problems = [Problems.NotFound],
        });
    }

    private async Task ReadAsync(HttpContext context)
    {
        Query.Of(context);
        await WriteAsync(context, await topics.ReadAsync(context.RequestAborted));
    }

    /// <summary>Names that differ in letter case only are one name.</summary>
    private async Task AddAsync(HttpContext context)
    {
        Query.Of(context);
        var body = await One.ReadAsync(context);
        var topic = new Topic(body.Text("name"), body.Texts("words") ?? []);
        await WriteAsync(context, await topics.ChangeAsync(
            all => all.Any(one => string.Equals(one.Name, topic.Name, StringComparison.OrdinalIgnoreCase)) ? throw new ProblemException(Problem.Of(Problems.TopicTaken, "name", "is another topic's name"))
                : all.Length < Limits.TopicsMax ? all.Add(topic)
                : throw new ProblemException(Problems.TooMany),
            context.RequestAborted));
    }

    private async Task ChangeAsync(HttpContext context)
    {
        var name = NameIn(context);
        var words = (await Patch.ReadAsync(context)).Texts("words")!.Value;
        await WriteAsync(context, await topics.ChangeAsync(all => all.SetItem(PlaceOf(all, name), new Topic(name, words)), context.RequestAborted));
    }

    private async Task RemoveAsync(HttpContext context)
    {
        var name = NameIn(context);
        await WriteAsync(context, await topics.ChangeAsync(all => all.RemoveAt(PlaceOf(all, name)), context.RequestAborted));
    }

    private static LinesMember Words() => new("words", Limits.TopicWordsMax, Limits.TopicCharsMax);

    private static string NameIn(HttpContext context) => Query.Of(context, "name").Text("name") ?? throw Query.Invalid("name", "must be there");

    /// <exception cref="ProblemException">not-found</exception>
    private static int PlaceOf(ImmutableArray<Topic> all, string name)
    {
        for (var at = 0; at < all.Length; at++)
        {
            if (all[at].Name == name)
            {
                return at;
            }
        }

        throw new ProblemException(Problems.NotFound);
    }

    private static Task WriteAsync(HttpContext context, ImmutableArray<Topic> all) => JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, all, static (writer, items) =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("items"u8);
        foreach (var topic in items)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, topic.Name);
            writer.WriteTexts("words"u8, topic.Words);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
