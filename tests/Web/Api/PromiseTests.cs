using System.Net;
using System.Text.Json;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

public sealed class PromiseTests(SharedServer shared)
{
    [Fact]
    public async Task A_promise_made_by_hand_is_read_in_its_conversation_and_among_mine()
    {
        var (id, agent) = await shared.EmployAsync("agent");
        var conversation = await shared.Channel.ArriveAsync();
        var promise = await MakeAsync(agent, conversation, DateTime.UtcNow.AddHours(2));

        var item = Assert.Single((await agent.GetAsync($"/api/v1/conversations/{conversation}/promises")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
        Assert.Equal((promise.ToString(), "call back", "open", id, false), (Text(item, "id"), Text(item, "text"), Text(item, "state"), Text(item, "answers"), item.GetProperty("handedOver").GetBoolean()));

        var mine = (await agent.GetAsync("/api/v1/promises")).Is(HttpStatusCode.OK).Json;
        Assert.Equal((conversation, 1), (Text(Assert.Single(mine.GetProperty("items").EnumerateArray()).GetProperty("conversation"), "id"), mine.GetProperty("mine").GetProperty("open").GetInt32()));
        Assert.Empty((await agent.GetAsync("/api/v1/promises?state=broken")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
        (await agent.GetAsync("/api/v1/promises?cursor=x")).Is(HttpStatusCode.BadRequest, "invalid-query");
        (await agent.GetAsync("/api/v1/promises?state=maybe")).Is(HttpStatusCode.BadRequest, "invalid-query");
    }

    [Fact]
    public async Task A_reply_gives_a_promise_and_a_later_one_keeps_it()
    {
        var (_, agent) = await shared.EmployAsync("agent");
        var conversation = await shared.Channel.ArriveAsync();
        var first = new { id = Guid.NewGuid(), text = "by tomorrow", seenSeq = 1, promises = new[] { new { text = "the refund", dueAt = DateTime.UtcNow.AddDays(1) } } };
        var answer = (await agent.PostAsync($"/api/v1/conversations/{conversation}/replies", first)).Is(HttpStatusCode.Accepted);
        Assert.Equal(answer.Text, (await agent.PostAsync($"/api/v1/conversations/{conversation}/replies", first)).Is(HttpStatusCode.Accepted).Text);
        (await agent.PostAsync($"/api/v1/conversations/{conversation}/replies", new { first.id, first.text, first.seenSeq })).Is(HttpStatusCode.UnprocessableEntity, "command-id-reused");
        var promise = Text(Assert.Single(await ItemsAsync(agent, conversation)), "id");

        (await agent.PostAsync($"/api/v1/conversations/{conversation}/replies", new { id = Guid.NewGuid(), text = "done", seenSeq = 1, keeps = new[] { promise } })).Is(HttpStatusCode.Accepted);
        var kept = Assert.Single(await ItemsAsync(agent, conversation));
        Assert.Equal(("kept", true), (Text(kept, "state"), kept.TryGetProperty("evidenceSeq", out _)));
        (await agent.PostAsync($"/api/v1/conversations/{conversation}/replies", new { id = Guid.NewGuid(), text = "again", seenSeq = 1, keeps = new[] { "nothing" } })).Is(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Resolving_with_an_open_promise_is_refused_with_a_list_and_a_follow_up_is_laid_aside()
    {
        var (_, agent) = await shared.EmployAsync("agent");
        var conversation = await shared.Channel.ArriveAsync();
        var dueAt = DateTime.UtcNow.AddHours(2);
        var promise = await MakeAsync(agent, conversation, dueAt);

        var refused = await agent.PostAsync($"/api/v1/conversations/{conversation}/resolve", new { id = Guid.NewGuid() });
        refused.Is(HttpStatusCode.Conflict, "open-promises");
        Assert.Equal((promise.ToString(), "call back"), (Text(refused.Json.GetProperty("promises")[0], "id"), Text(refused.Json.GetProperty("promises")[0], "text")));

        (await agent.PostAsync($"/api/v1/conversations/{conversation}/resolve", new { id = Guid.NewGuid(), followUp = true })).Is(HttpStatusCode.OK);
        Assert.Equal("snoozed", (await agent.GetAsync($"/api/v1/conversations/{conversation}")).Is(HttpStatusCode.OK)["state"]);
        (await agent.PostAsync($"/api/v1/conversations/{conversation}/promises/{promise}/keep", new { id = Guid.NewGuid(), evidenceSeq = 1 })).Is(HttpStatusCode.OK);
        (await agent.PostAsync($"/api/v1/conversations/{conversation}/resolve", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_promise_is_moved_with_the_customer_told_handed_over_and_released()
    {
        var (_, agent) = await shared.EmployAsync("agent");
        var (colleagueId, colleague) = await shared.EmployAsync("agent");
        var (operatorId, _) = await shared.EmployAsync("operator");
        var conversation = await shared.Channel.ArriveAsync();
        var one = $"/api/v1/conversations/{conversation}/promises/{await MakeAsync(agent, conversation, DateTime.UtcNow.AddHours(2))}";

        var moved = (await agent.PostAsync(one + "/move", new { id = Guid.NewGuid(), dueAt = DateTime.UtcNow.AddDays(1), text = "tomorrow, sorry", seenSeq = 3 })).Is(HttpStatusCode.Accepted);
        Assert.Equal("pending", moved["delivery"]);
        var entries = (await agent.GetAsync($"/api/v1/conversations/{conversation}/entries")).Is(HttpStatusCode.OK).Json.GetProperty("entries").EnumerateArray().Select(entry => Text(entry, "kind")).ToList();
        Assert.Equal("replyQueued promiseMoved", string.Join(' ', entries.Skip(3).Take(2)));
        Assert.Equal(1, Assert.Single(await ItemsAsync(agent, conversation)).GetProperty("moves").GetInt32());

        (await colleague.PostAsync(one + "/release", new { id = Guid.NewGuid(), reason = "not mine" })).Is(HttpStatusCode.Conflict, "owned-by-other");
        (await agent.PostAsync(one + "/handOver", new { id = Guid.NewGuid(), employeeId = operatorId })).Is(HttpStatusCode.UnprocessableEntity, "unknown-employee");
        (await agent.PostAsync(one + "/handOver", new { id = Guid.NewGuid(), employeeId = colleagueId })).Is(HttpStatusCode.OK);
        Assert.Equal(1, (await colleague.GetAsync("/api/v1/promises")).Is(HttpStatusCode.OK).Json.GetProperty("mine").GetProperty("open").GetInt32());
        (await colleague.PostAsync(one + "/release", new { id = Guid.NewGuid(), reason = "the customer withdrew" })).Is(HttpStatusCode.OK);
        (await colleague.PostAsync(one + "/release", new { id = Guid.NewGuid(), reason = "again" })).Is(HttpStatusCode.Conflict, "illegal-move");
        (await colleague.PostAsync($"/api/v1/conversations/{conversation}/promises/nothing/keep", new { id = Guid.NewGuid() })).Is(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Bodies_are_read_strictly()
    {
        var (_, agent) = await shared.EmployAsync("agent");
        var path = $"/api/v1/conversations/{await shared.Channel.ArriveAsync()}/promises";
        (await agent.PostAsync(path, new { id = Guid.NewGuid(), text = "x" })).Is(HttpStatusCode.BadRequest, "invalid-body");
        (await agent.PostAsync(path, new { id = Guid.NewGuid(), text = " ", dueAt = DateTime.UtcNow.AddHours(1) })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await agent.PostAsync(path, new { id = Guid.NewGuid(), text = "x", dueAt = DateTime.UtcNow.AddHours(-1) })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await agent.PostAsync(path, new { id = Guid.NewGuid(), text = "x", dueAt = DateTime.UtcNow.AddHours(1), why = 1 })).Is(HttpStatusCode.BadRequest, "invalid-body");
    }

    private static async Task<Guid> MakeAsync(ApiClient agent, string conversation, DateTime dueAt)
    {
        var id = Guid.NewGuid();
        (await agent.PostAsync($"/api/v1/conversations/{conversation}/promises", new { id, text = "call back", dueAt })).Is(HttpStatusCode.Created);
        return id;
    }

    private static async Task<List<JsonElement>> ItemsAsync(ApiClient agent, string conversation) =>
        [.. (await agent.GetAsync($"/api/v1/conversations/{conversation}/promises")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
