using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

/// <summary>What was given and not carried out: who gave it hears of it, and it can be mended.</summary>
public sealed class FulfilmentRepairTests
{
    private const string Policy = """{"currency":"EUR","kinds":{"refund":{"perAction":5000}}}""";

    [Fact]
    public async Task Who_gave_what_failed_is_told_and_a_lead_sends_it_again_under_the_same_id()
    {
        await using var payer = await Payer.StartAsync();
        payer.Answer = HttpStatusCode.BadRequest;
        await using var server = await payer.ServeAsync();
        var (route, giver, gesture) = await GiveAsync(server);
        var (other, lead) = (await EmployAsync(server, "other", "agent"), await EmployAsync(server, "lead", "lead"));
        Assert.Equal(gesture, (await payer.NextAsync()).GetProperty("id").GetGuid());
        await ToldAsync(giver);
        Assert.Equal("failed", await FulfilmentAsync(giver, route, gesture));

        (await other.PostAsync($"{route}/{gesture}/fulfil", new { id = Guid.NewGuid() })).Is(HttpStatusCode.Forbidden, "forbidden");
        payer.Answer = HttpStatusCode.OK;
        var command = Guid.NewGuid();
        var again = (await lead.PostAsync($"{route}/{gesture}/fulfil", new { id = command })).Is(HttpStatusCode.OK);
        Assert.Equal(("granted", "pending"), (again["status"], again["fulfilment"]));
        Assert.Equal(gesture, (await payer.NextAsync()).GetProperty("id").GetGuid());
        await giver.GetUntilAsync($"{route}/{gesture}", static read => read.GetProperty("fulfilment").GetString() == "sent");

        Assert.Equal(again.Text, (await lead.PostAsync($"{route}/{gesture}/fulfil", new { id = command })).Is(HttpStatusCode.OK).Text);
        (await lead.PostAsync($"{route}/{gesture}/fulfil", new { id = Guid.NewGuid() })).Is(HttpStatusCode.Conflict, "illegal-move");
    }

    [Fact]
    public async Task Who_gave_it_says_that_it_was_carried_out_by_other_means()
    {
        await using var payer = await Payer.StartAsync();
        payer.Answer = HttpStatusCode.BadRequest;
        await using var server = await payer.ServeAsync();
        var (route, giver, gesture) = await GiveAsync(server);
        await ToldAsync(giver);
        var marked = (await giver.PostAsync($"{route}/{gesture}/markFulfilled", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        Assert.Equal(("granted", "sent"), (marked["status"], marked["fulfilment"]));
        (await giver.PostAsync($"{route}/{gesture}/markFulfilled", new { id = Guid.NewGuid() })).Is(HttpStatusCode.Conflict, "illegal-move");
        (await giver.PostAsync($"{route}/{gesture}/fulfil", new { id = Guid.NewGuid() })).Is(HttpStatusCode.Conflict, "illegal-move");
        Assert.Equal("sent", await FulfilmentAsync(giver, route, gesture));
    }

    private static async Task<(string Route, ApiClient Giver, Guid Gesture)> GiveAsync(RunningServer server)
    {
        (await server.Admin.PutAsync("/api/v1/gestures/policy", new { id = Guid.NewGuid(), seenVersion = 0, text = Policy })).Is(HttpStatusCode.OK);
        var route = $"/api/v1/conversations/{await (await TestChannel.MakeAsync(server)).ArriveAsync()}/gestures";
        var (giver, gesture) = (await EmployAsync(server, "giver", "agent"), Guid.NewGuid());
        (await giver.PostAsync(route, new { id = gesture, kind = "refund", amount = 4000, reason = "The bag came late." })).Is(HttpStatusCode.OK);
        return (route, giver, gesture);
    }

    private static async Task<ApiClient> EmployAsync(RunningServer server, string name, string role)
    {
        var employee = (await server.Admin.PostAsync("/api/v1/employees", new { name, email = $"{name}@example.org", role })).Is(HttpStatusCode.Created);
        return new ApiClient(server.Address, (await server.Admin.PostAsync("/api/v1/keys", new { name = "test", employeeId = employee["id"] })).Is(HttpStatusCode.Created)["key"]);
    }

    private static async Task ToldAsync(ApiClient giver) => await giver.GetUntilAsync(
        "/api/v1/employees/me/notices", static read => read.GetProperty("items").EnumerateArray().Any(static item => item.GetProperty("kind").GetString() == "gestureNotFulfilled"));

    private static async Task<string> FulfilmentAsync(ApiClient giver, string route, Guid gesture) => (await giver.GetAsync($"{route}/{gesture}")).Is(HttpStatusCode.OK)["fulfilment"];
}
