using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

/// <summary>In a public thread several people write, and whoever wrote last is the conversation's customer. A gesture is for one of them.</summary>
public sealed class GestureCustomerTests
{
    private const string Policy = """{"currency":"EUR","kinds":{"refund":{"perAction":10000,"coSignAbove":5000,"perCustomer30Days":10000}}}""";

    [Fact]
    public async Task Who_it_was_asked_for_gets_what_is_signed_after_somebody_else_wrote()
    {
        await using var payer = await Payer.StartAsync();
        await using var server = await payer.ServeAsync();
        var channel = await OpenAsync(server);
        var thread = TestChannel.NewThread();
        var route = $"/api/v1/conversations/{await channel.ArriveAsync(thread, visibility: "public")}/gestures";
        var lead = await EmployAsync(server);
        var gesture = Guid.NewGuid();
        var ask = new { id = Guid.NewGuid(), kind = "refund", amount = 8000, reason = "The bag came late.", customerId = "u-1" };
        Assert.Equal("awaitingCoSign", (await server.Admin.PostAsync($"{route}/{gesture}/coSignRequest", ask)).Is(HttpStatusCode.OK)["status"]);

        await WriteAsync(channel, thread, "u-2");
        Assert.Equal("granted", (await lead.PostAsync($"{route}/{gesture}/coSign", new { id = Guid.NewGuid(), accept = true })).Is(HttpStatusCode.OK)["status"]);

        Assert.Equal("u-1", (await payer.NextAsync()).GetProperty("customerId").GetString());
        Assert.Equal((5000, "coSignAbove"), await LeftAsync(server, route));
        var other = $"/api/v1/conversations/{await channel.ArriveAsync()}/gestures";
        Assert.Equal((2000, "perCustomer30Days"), await LeftAsync(server, other));
    }

    [Fact]
    public async Task What_is_meant_for_somebody_else_than_the_present_customer_is_refused_and_nothing_is_given()
    {
        await using var server = await RunningServer.StartAsync();
        var channel = await OpenAsync(server);
        var thread = TestChannel.NewThread();
        var route = $"/api/v1/conversations/{await channel.ArriveAsync(thread, visibility: "public")}/gestures";
        await WriteAsync(channel, thread, "u-2");
        var gesture = Guid.NewGuid();

        (await server.Admin.PostAsync(route, Refund(gesture, "u-1"))).Is(HttpStatusCode.Conflict, "newer-message");
        (await server.Admin.PostAsync($"{route}/{Guid.NewGuid()}/coSignRequest", new { id = Guid.NewGuid(), kind = "refund", amount = 8000, reason = "Late.", customerId = "u-1" }))
            .Is(HttpStatusCode.Conflict, "newer-message");
        (await server.Admin.GetAsync($"{route}/{gesture}")).Is(HttpStatusCode.NotFound, "not-found");
        var given = (await server.Admin.PostAsync(route, Refund(gesture, "u-2"))).Is(HttpStatusCode.OK);
        Assert.Equal("granted", given["status"]);
        Assert.Equal(given.Text, (await server.Admin.PostAsync(route, Refund(gesture, "u-2"))).Is(HttpStatusCode.OK).Text);
        (await server.Admin.PostAsync(route, Refund(gesture, "u-1"))).Is(HttpStatusCode.UnprocessableEntity, "command-id-reused");
    }

    private static object Refund(Guid id, string customerId) => new { id, kind = "refund", amount = 4000, reason = "The bag came late.", customerId };

    private static async Task<TestChannel> OpenAsync(RunningServer server)
    {
        (await server.Admin.PutAsync("/api/v1/gestures/policy", new { id = Guid.NewGuid(), seenVersion = 0, text = Policy })).Is(HttpStatusCode.OK);
        return await TestChannel.MakeAsync(server);
    }

    private static async Task WriteAsync(TestChannel channel, string thread, string customer) =>
        (await channel.SendAsync(new { id = "m-2", thread, text = "me too", visibility = "public", sender = new { id = customer, name = "Bo" } })).Is(HttpStatusCode.OK);

    private static async Task<ApiClient> EmployAsync(RunningServer server)
    {
        var employee = (await server.Admin.PostAsync("/api/v1/employees", new { name = "Lea", email = "lea@example.org", role = "lead" })).Is(HttpStatusCode.Created);
        return new ApiClient(server.Address, (await server.Admin.PostAsync("/api/v1/keys", new { name = "test", employeeId = employee["id"] })).Is(HttpStatusCode.Created)["key"]);
    }

    private static async Task<(long Remaining, string? Rule)> LeftAsync(RunningServer server, string route)
    {
        var kind = (await server.Admin.GetAsync(route + "/allowance")).Is(HttpStatusCode.OK).Json.GetProperty("kinds")[0];
        return (kind.GetProperty("remaining").GetInt64(), kind.GetProperty("rule").GetString());
    }
}
