using System.Net;
using System.Text.Json;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

public sealed class HandoverTests(SharedServer shared)
{
    [Fact]
    public async Task What_is_handed_over_stays_its_givers_until_it_is_taken_and_both_are_told()
    {
        var (mara, giver) = await shared.EmployAsync("agent");
        var (jonas, taker) = await shared.EmployAsync("agent");
        var root = await OwnedByAsync(giver);
        var id = Guid.NewGuid();
        var order = new { id, employeeId = jonas, summary = "She wants her money back.", seconds = 600 };
        var offered = (await giver.PostAsync(root + "/handover", order)).Is(HttpStatusCode.OK);
        Assert.Equal(offered.Text, (await giver.PostAsync(root + "/handover", order)).Is(HttpStatusCode.OK).Text);
        (await giver.PostAsync(root + "/handover", new { id, employeeId = jonas })).Is(HttpStatusCode.UnprocessableEntity, "command-id-reused");

        var custody = (await taker.GetAsync(root + "/custody")).Is(HttpStatusCode.OK).Json;
        Assert.Equal((mara, jonas, "She wants her money back."), (Text(custody, "accountable"), Text(custody.GetProperty("handover"), "to"), Text(custody.GetProperty("handover"), "summary")));
        Assert.Equal((mara, mara), (await OfAsync(giver, root)));

        (await giver.PostAsync(root + "/handover/accept", new { id = Guid.NewGuid() })).Is(HttpStatusCode.Conflict, "illegal-move");
        (await taker.PostAsync(root + "/handover/accept", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);

        Assert.Equal((jonas, jonas), await OfAsync(giver, root));
        custody = (await taker.GetAsync(root + "/custody")).Is(HttpStatusCode.OK).Json;
        Assert.False(custody.TryGetProperty("handover", out _));
        var log = custody.GetProperty("log").EnumerateArray().Select(part => (Text(part, "as"), Text(part, "employeeId"))).ToList();
        Assert.Equal([("duty", "admin"), ("owner", mara), ("owner", jonas)], log);
        Assert.Equal(["messageReceived", "claimed", "handoverOffered", "handoverAccepted"], await KindsAsync(taker, root));
    }

    [Fact]
    public async Task It_goes_to_another_queue_and_can_be_given_back_or_kept()
    {
        var queue = (await shared.Admin.PostAsync("/api/v1/queues", new { name = "Refunds" })).Is(HttpStatusCode.Created)["id"];
        var (_, giver) = await shared.EmployAsync("agent");
        var (_, taker) = await shared.EmployAsync("agent");
        var root = await OwnedByAsync(giver);
        foreach (var end in new[] { (By: taker, Path: "/handover/return", Body: (object)new { id = Guid.NewGuid(), reason = "Not ours." }), (giver, "/handover/withdraw", new { id = Guid.NewGuid() }) })
        {
            (await giver.PostAsync(root + "/handover", new { id = Guid.NewGuid(), queue })).Is(HttpStatusCode.OK);
            (await end.By.PostAsync(root + end.Path, end.Body)).Is(HttpStatusCode.OK);
        }

        Assert.Equal("1", (await giver.GetAsync(root + "/custody")).Is(HttpStatusCode.OK)["pingPong"]);
        (await giver.PostAsync(root + "/handover", new { id = Guid.NewGuid(), queue })).Is(HttpStatusCode.OK);
        (await taker.PostAsync(root + "/handover/accept", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        Assert.Equal(queue, (await giver.GetAsync(root)).Is(HttpStatusCode.OK)["queue"]);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_and_changes_nothing()
    {
        var (mara, giver) = await shared.EmployAsync("agent");
        var (jonas, _) = await shared.EmployAsync("agent");
        var (auditor, _) = await shared.EmployAsync("auditor");
        var root = await OwnedByAsync(giver);
        var path = root + "/handover";
        (await giver.PostAsync(path, new { id = Guid.NewGuid() })).Is(HttpStatusCode.BadRequest, "invalid-body");
        (await giver.PostAsync(path, new { id = Guid.NewGuid(), employeeId = jonas, queue = "default" })).Is(HttpStatusCode.BadRequest, "invalid-body");
        (await giver.PostAsync(path, new { id = Guid.NewGuid(), employeeId = auditor })).Is(HttpStatusCode.UnprocessableEntity, "unknown-employee");
        (await giver.PostAsync(path, new { id = Guid.NewGuid(), queue = "nowhere" })).Is(HttpStatusCode.UnprocessableEntity, "unknown-queue");
        (await giver.PostAsync(path, new { id = Guid.NewGuid(), queue = "default" })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await giver.PostAsync(path, new { id = Guid.NewGuid(), employeeId = mara })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await giver.PostAsync(path, new { id = Guid.NewGuid(), employeeId = jonas, seconds = 86_401 })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await giver.PostAsync(path, new { id = Guid.NewGuid(), employeeId = jonas, summary = new string('x', 2_001) })).Is(HttpStatusCode.UnprocessableEntity, "text-too-long");
        Assert.Equal(["messageReceived", "claimed"], await KindsAsync(giver, root));
    }

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();

    private static async Task<(string? Owner, string? Accountable)> OfAsync(ApiClient reader, string root)
    {
        var summary = (await reader.GetAsync(root)).Is(HttpStatusCode.OK);
        return (summary["owner"], summary["accountable"]);
    }

    private static async Task<List<string?>> KindsAsync(ApiClient reader, string root) =>
        [.. (await reader.GetAsync(root + "/entries")).Is(HttpStatusCode.OK).Json.GetProperty("entries").EnumerateArray().Select(static entry => Text(entry, "kind"))];

    private async Task<string> OwnedByAsync(ApiClient agent)
    {
        var root = "/api/v1/conversations/" + await shared.Channel.ArriveAsync();
        (await agent.PostAsync(root + "/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        return root;
    }
}
