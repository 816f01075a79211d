using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

public sealed class HandBackTests(SharedServer shared)
{
    private const string Mine = "/api/v1/employees/me/handBack";

    [Fact]
    public async Task Everything_one_owns_goes_back_with_a_note_and_asking_again_answers_the_same()
    {
        var (_, agent) = await shared.EmployAsync("agent");
        var conversations = new List<string>();
        for (var number = 0; number < 5; number++)
        {
            conversations.Add(await OwnedByAsync(agent));
        }

        var id = Guid.NewGuid();
        Assert.Equal("5", (await agent.PostAsync(Mine, new { id, note = "Back tomorrow." })).Is(HttpStatusCode.OK)["returned"]);
        Assert.Equal("5", (await agent.PostAsync(Mine, new { id, note = "Back tomorrow." })).Is(HttpStatusCode.OK)["returned"]);
        (await agent.PostAsync(Mine, new { id, note = "Something else." })).Is(HttpStatusCode.UnprocessableEntity, "command-id-reused");
        Assert.Equal("0", (await agent.PostAsync(Mine, new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK)["returned"]);
        foreach (var conversation in conversations)
        {
            var entries = (await agent.GetAsync($"/api/v1/conversations/{conversation}/entries?after=2")).Is(HttpStatusCode.OK).Json.GetProperty("entries");
            Assert.Equal(["noteAdded", "released"], entries.EnumerateArray().Select(static entry => entry.GetProperty("kind").GetString()));
            Assert.Equal("Back tomorrow.", entries[0].GetProperty("data").GetProperty("text").GetString());
        }
    }

    [Fact]
    public async Task More_than_a_page_goes_back_in_one_order()
    {
        var (_, agent) = await shared.EmployAsync("agent");
        await Parallel.ForEachAsync(Enumerable.Range(0, 230), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) => await OwnedByAsync(agent));
        Assert.Equal("230", (await agent.PostAsync(Mine, new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK)["returned"]);
        Assert.Equal("0", (await agent.GetAsync("/api/v1/conversations?view=mine")).Is(HttpStatusCode.OK)["total"]);
    }

    [Fact]
    public async Task A_lead_hands_back_for_a_colleague_and_an_agent_may_not()
    {
        var (id, agent) = await shared.EmployAsync("agent");
        var (_, lead) = await shared.EmployAsync("lead");
        var (_, other) = await shared.EmployAsync("agent");
        await OwnedByAsync(agent);
        var route = $"/api/v1/employees/{id}/handBack";
        (await other.PostAsync(route, new { id = Guid.NewGuid() })).Is(HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal("1", (await lead.PostAsync(route, new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK)["returned"]);
        (await lead.PostAsync("/api/v1/employees/nobody/handBack", new { id = Guid.NewGuid() })).Is(HttpStatusCode.NotFound, "not-found");
    }

    private async Task<string> OwnedByAsync(ApiClient agent)
    {
        var conversation = await shared.Channel.ArriveAsync();
        (await agent.PostAsync($"/api/v1/conversations/{conversation}/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        return conversation;
    }
}
