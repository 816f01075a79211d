using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

/// <summary>A company of its own, so that it is known who is asked to sign.</summary>
public sealed class CoSignTests
{
    private const string Policy = """{"currency":"EUR","kinds":{"refund":{"perAction":20000,"coSignAbove":5000,"perEmployeeWeek":20000}}}""";

    [Fact]
    public async Task When_everybody_who_was_asked_has_said_no_it_is_over_and_one_yes_before_gives_it()
    {
        await using var server = await RunningServer.StartAsync();
        var (route, agent, lead) = await OpenAsync(server);
        var (refused, given) = (await AskAsync(route, agent), await AskAsync(route, agent));

        Assert.Equal("awaitingCoSign", (await SignAsync(route, lead, refused, accept: false)).Is(HttpStatusCode.OK)["status"]);
        var ended = (await SignAsync(route, server.Admin, refused, accept: false)).Is(HttpStatusCode.OK);
        Assert.Equal(("released", "refused"), (ended["status"], ended["why"]));
        (await SignAsync(route, lead, refused, accept: true)).Is(HttpStatusCode.Conflict, "illegal-move");

        (await SignAsync(route, server.Admin, given, accept: false)).Is(HttpStatusCode.OK);
        Assert.Equal("granted", (await SignAsync(route, lead, given, accept: true)).Is(HttpStatusCode.OK)["status"]);
        var entries = (await agent.GetAsync(route.Replace("/gestures", "/entries?after=1"))).Is(HttpStatusCode.OK).Json.GetProperty("entries");
        Assert.Equal(["coSignAsked", "coSignAsked", "gestureReleased", "gestureGranted"], entries.EnumerateArray().Select(static entry => entry.GetProperty("kind").GetString()));
        Assert.Equal("refused", entries[2].GetProperty("data").GetProperty("why").GetString());
    }

    [Fact]
    public async Task The_week_of_whoever_signs_is_the_one_that_counts()
    {
        await using var server = await RunningServer.StartAsync();
        var (route, agent, lead) = await OpenAsync(server);
        for (var number = 0; number < 2; number++)
        {
            Assert.Equal("granted", (await SignAsync(route, lead, await AskAsync(route, agent), accept: true)).Is(HttpStatusCode.OK)["status"]);
        }

        var third = await AskAsync(route, agent);
        var denied = await SignAsync(route, lead, third, accept: true);
        denied.Is(HttpStatusCode.Conflict, "gesture-denied");
        Assert.Equal(("perEmployeeWeek", 4000), (denied.Json.GetProperty("denied").GetProperty("rule").GetString(), denied.Json.GetProperty("denied").GetProperty("remaining").GetInt64()));
        Assert.Equal("awaitingCoSign", (await agent.GetAsync($"{route}/{third}")).Is(HttpStatusCode.OK)["status"]);
        Assert.Equal("granted", (await SignAsync(route, server.Admin, third, accept: true)).Is(HttpStatusCode.OK)["status"]);
        (await agent.PostAsync(route, new { id = Guid.NewGuid(), kind = "refund", amount = 5000, reason = "My own week." })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_asked_may_take_it_back_and_nobody_else()
    {
        await using var server = await RunningServer.StartAsync();
        var (route, agent, lead) = await OpenAsync(server);
        var gesture = await AskAsync(route, agent);
        (await lead.PostAsync($"{route}/{gesture}/release", new { id = Guid.NewGuid() })).Is(HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal("released", (await agent.PostAsync($"{route}/{gesture}/release", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK)["status"]);
        (await SignAsync(route, lead, gesture, accept: true)).Is(HttpStatusCode.Conflict, "illegal-move");
    }

    private static async Task<(string Route, ApiClient Agent, ApiClient Lead)> OpenAsync(RunningServer server)
    {
        (await server.Admin.PutAsync("/api/v1/gestures/policy", new { id = Guid.NewGuid(), seenVersion = 0, text = Policy })).Is(HttpStatusCode.OK);
        var channel = await TestChannel.MakeAsync(server);
        return ($"/api/v1/conversations/{await channel.ArriveAsync()}/gestures", await EmployAsync(server, "agent"), await EmployAsync(server, "lead"));
    }

    private static async Task<ApiClient> EmployAsync(RunningServer server, string role)
    {
        var employee = (await server.Admin.PostAsync("/api/v1/employees", new { name = role, email = $"{role}@example.org", role })).Is(HttpStatusCode.Created);
        return new ApiClient(server.Address, (await server.Admin.PostAsync("/api/v1/keys", new { name = "test", employeeId = employee["id"] })).Is(HttpStatusCode.Created)["key"]);
    }

    private static async Task<Guid> AskAsync(string route, ApiClient agent)
    {
        var gesture = Guid.NewGuid();
        var asked = await agent.PostAsync($"{route}/{gesture}/coSignRequest", new { id = Guid.NewGuid(), kind = "refund", amount = 8000, reason = "The bag came late." });
        Assert.Equal("awaitingCoSign", asked.Is(HttpStatusCode.OK)["status"]);
        return gesture;
    }

    private static Task<Answer> SignAsync(string route, ApiClient colleague, Guid gesture, bool accept) =>
        colleague.PostAsync($"{route}/{gesture}/coSign", new { id = Guid.NewGuid(), accept });
}
