using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

public sealed class VoiceApiTests(SharedServer shared)
{
    [Fact]
    public async Task A_reply_goes_out_with_its_authors_own_words_as_just_set_and_asking_again_answers_the_same()
    {
        var (_, agent) = await shared.EmployAsync("agent");
        var root = "/api/v1/conversations/" + await shared.Channel.ArriveAsync();
        (await agent.PatchAsync("/api/v1/employees/me/preferences", new { signOff = "Kind regards\nMara" })).Is(HttpStatusCode.OK);
        var reply = new { id = Guid.NewGuid(), text = "Hello Ana", seenSeq = 1 };
        var placed = (await agent.PostAsync(root + "/replies", reply)).Is(HttpStatusCode.Accepted);
        (await agent.PatchAsync("/api/v1/employees/me/preferences", new { signOffs = new Dictionary<string, string> { ["webhook"] = "Yours, Mara" } })).Is(HttpStatusCode.OK);
        Assert.Equal(placed.Text, (await agent.PostAsync(root + "/replies", reply)).Is(HttpStatusCode.Accepted).Text);
        (await agent.PostAsync(root + "/replies", new { id = Guid.NewGuid(), text = "One more thing", seenSeq = 3 })).Is(HttpStatusCode.Accepted);
        var entries = (await agent.GetAsync(root + "/entries")).Is(HttpStatusCode.OK).Json.GetProperty("entries").EnumerateArray()
            .Where(static entry => entry.GetProperty("kind").GetString() == "replyQueued").Select(static entry => entry.GetProperty("data").GetProperty("text").GetString());
        Assert.Equal(["Hello Ana\n\nKind regards\nMara", "One more thing\n\nYours, Mara"], entries);
    }

    [Fact]
    public async Task Sign_offs_have_bounds()
    {
        var (_, agent) = await shared.EmployAsync("agent");
        const string Path = "/api/v1/employees/me/preferences";
        (await agent.PatchAsync(Path, new { shortSignOff = new string('x', 30), nameShown = "full" })).Is(HttpStatusCode.OK);
        (await agent.PatchAsync(Path, new { shortSignOff = new string('x', 31) })).Is(HttpStatusCode.UnprocessableEntity, "text-too-long");
        (await agent.PatchAsync(Path, new { nameShown = "none" })).Is(HttpStatusCode.BadRequest, "invalid-body");
        (await agent.PatchAsync(Path, new { signOffs = Enumerable.Range(0, 50).ToDictionary(i => $"c{i}", _ => "x") })).Is(HttpStatusCode.OK);
        (await agent.PatchAsync(Path, new { signOffs = Enumerable.Range(0, 51).ToDictionary(i => $"c{i}", _ => "x") })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
    }
}
