using System.Net;
using System.Text.Json;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

public sealed class NoticeApiTests(SharedServer shared)
{
    private const string Mine = "/api/v1/employees/me/notices";

    [Fact]
    public async Task Who_is_mentioned_and_assigned_reads_it_and_has_seen_it_on_all_devices()
    {
        var (id, agent) = await shared.EmployAsync("agent");
        var conversation = await shared.Channel.ArriveAsync();
        (await shared.Admin.PostAsync($"/api/v1/conversations/{conversation}/notes", new { id = Guid.NewGuid(), text = "please look", mentions = new[] { id } })).Is(HttpStatusCode.Created);
        (await shared.Admin.PostAsync($"/api/v1/conversations/{conversation}/assign", new { id = Guid.NewGuid(), employeeId = id })).Is(HttpStatusCode.OK);

        var page = await agent.GetUntilAsync(Mine, static read => read.GetProperty("unseen").GetInt32() >= 2);
        var items = page.GetProperty("items");
        Assert.Equal(["assigned", "mentioned"], items.EnumerateArray().Select(static item => item.GetProperty("kind").GetString()));
        Assert.Equal((conversation, "admin", "Ana"), (items[0].GetProperty("conversationId").GetString(), items[0].GetProperty("actor").GetProperty("id").GetString(), items[0].GetProperty("customer").GetProperty("name").GetString()));
        var next = (await agent.GetAsync(Mine + "?limit=1")).Is(HttpStatusCode.OK)["next"];
        var second = (await agent.GetAsync($"{Mine}?limit=1&before={next}")).Is(HttpStatusCode.OK).Json.GetProperty("items")[0];
        Assert.Equal("mentioned", second.GetProperty("kind").GetString());

        Assert.Equal("1", (await agent.PostAsync(Mine + "/seen", new { upTo = second.GetProperty("id").GetString() })).Is(HttpStatusCode.OK)["unseen"]);
        Assert.Equal("0", (await agent.PostAsync(Mine + "/seen", new { upTo = items[0].GetProperty("id").GetString() })).Is(HttpStatusCode.OK)["unseen"]);
        (await agent.PostAsync(Mine + "/seen", new { upTo = "x" })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await agent.GetAsync(Mine + "?before=x")).Is(HttpStatusCode.BadRequest, "invalid-query");
    }
}
