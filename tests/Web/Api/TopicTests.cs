using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

/// <summary>The company's topics and the words they are known by.</summary>
public sealed class TopicTests(SharedServer shared)
{
    private const string Path = "/api/v1/topics";

    [Fact]
    public async Task A_topic_is_added_by_leads_given_other_words_and_taken_away()
    {
        var ((_, agent), (_, lead)) = (await shared.EmployAsync("agent"), await shared.EmployAsync("lead"));
        var name = $"Baggage & more/{Guid.NewGuid():N}";
        var at = $"{Path}?name={Uri.EscapeDataString(name)}";
        (await lead.PatchAsync(at, new { words = new[] { "bag" } })).Is(HttpStatusCode.NotFound, "not-found");
        (await lead.PostAsync(Path, new { name, words = new[] { "suitcase", "Koffer" } })).Is(HttpStatusCode.OK);
        Assert.Equal("""["suitcase","Koffer"]""", await WordsAsync(agent, name));
        var taken = await lead.PostAsync(Path, new { name = name.ToUpperInvariant() });
        taken.Is(HttpStatusCode.Conflict, "topic-taken");
        (await lead.PatchAsync(at, new { words = new[] { "bag" } })).Is(HttpStatusCode.OK);
        Assert.Equal("""["bag"]""", await WordsAsync(agent, name));
        (await lead.PatchAsync(at, new { words = Enumerable.Range(0, 51).Select(n => $"w{n}") })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await lead.PatchAsync(at, new { words = new[] { "bag", "bag" } })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await agent.PatchAsync(at, new { words = Array.Empty<string>() })).Is(HttpStatusCode.Forbidden, "forbidden");
        (await agent.PostAsync(Path, new { name = "x" })).Is(HttpStatusCode.Forbidden, "forbidden");
        (await lead.DeleteAsync(at)).Is(HttpStatusCode.OK);
        Assert.Null(await WordsAsync(agent, name));
    }

    private static async Task<string?> WordsAsync(ApiClient who, string name) =>
        (await who.GetAsync(Path)).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("name").GetString() == name).Select(item => item.GetProperty("words").GetRawText()).SingleOrDefault();
}
