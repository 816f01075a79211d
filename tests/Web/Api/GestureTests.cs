using System.Net;
using System.Text.Json;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

/// <summary>Giving within a policy, over REST, with what each answer says to do next.</summary>
public sealed class GestureTests(SharedServer shared)
{
    private const string PolicyRoute = "/api/v1/gestures/policy";

    private const string Policy = """
        {
          "currency": "EUR",
          "kinds": {
            "refund": { "perAction": 20000, "coSignAbove": 5000, "perConversation": 30000, "perCustomer30Days": 100000000, "perEmployeeWeek": 50000 },
            "gift": { "perAction": 1000, "perTeamDay": 50000 }
          }
        }
        """;

    [Fact]
    public async Task What_is_given_stands_in_the_thread_and_leaves_less()
    {
        var (id, agent) = await shared.EmployAsync("agent");
        var route = await ConversationAsync();
        var gesture = Guid.NewGuid();

        var given = (await agent.PostAsync(route, Refund(gesture, 4000))).Is(HttpStatusCode.OK);
        Assert.Equal(("granted", "26000", "recordOnly", id), (given["status"], given["remaining"], given["fulfilment"], given["by"]));
        Assert.Equal(given.Text, (await agent.PostAsync(route, Refund(gesture, 4000))).Is(HttpStatusCode.OK).Text);
        (await agent.PostAsync(route, Refund(gesture, 4001))).Is(HttpStatusCode.UnprocessableEntity, "command-id-reused");

        var entry = (await EntriesAsync(route)).Single(static it => it.GetProperty("kind").GetString() == "gestureGranted");
        var data = entry.GetProperty("data");
        Assert.Equal((4000, "EUR", "The bag came late.", "refund"), (data.GetProperty("amount").GetInt64(), data.GetProperty("currency").GetString(), data.GetProperty("reason").GetString(), data.GetProperty("gesture").GetString()));
        Assert.Equal((5000, "coSignAbove", 20000), await AllowanceAsync(agent, route, "refund"));
        Assert.Equal("granted", (await agent.GetAsync($"{route}/{gesture}")).Is(HttpStatusCode.OK)["status"]);
    }

    [Fact]
    public async Task More_than_ones_own_line_is_denied_with_what_can_be_done_and_given_once_a_colleague_signs()
    {
        var (_, agent) = await shared.EmployAsync("agent");
        var (leadId, lead) = await shared.EmployAsync("lead");
        var route = await ConversationAsync();
        var gesture = Guid.NewGuid();

        var denied = Denied(await agent.PostAsync(route, Refund(gesture, 8000)));
        Assert.Equal("""{"rule":"coSignAbove","limit":5000,"remaining":5000,"currency":"EUR","next":["askCoSign","giveRest"]}""", denied.GetRawText());
        var ask = new { id = Guid.NewGuid(), kind = "refund", amount = 8000, reason = "The bag came late." };
        var asked = (await agent.PostAsync($"{route}/{gesture}/coSignRequest", ask)).Is(HttpStatusCode.OK);
        Assert.Equal("awaitingCoSign", asked["status"]);
        Assert.Equal(asked.Text, (await agent.PostAsync($"{route}/{gesture}/coSignRequest", ask)).Is(HttpStatusCode.OK).Text);

        (await agent.PostAsync($"{route}/{gesture}/coSign", new { id = Guid.NewGuid(), accept = true })).Is(HttpStatusCode.Forbidden, "forbidden");
        var signed = (await lead.PostAsync($"{route}/{gesture}/coSign", new { id = Guid.NewGuid(), accept = true })).Is(HttpStatusCode.OK);
        Assert.Equal(("granted", leadId), (signed["status"], signed["coSigner"]));
        (await shared.Admin.PostAsync($"{route}/{gesture}/coSign", new { id = Guid.NewGuid(), accept = true })).Is(HttpStatusCode.Conflict, "illegal-move");
        Assert.Equal(["coSignAsked", "gestureGranted"], (await EntriesAsync(route)).Select(static it => it.GetProperty("kind").GetString()).Where(static kind => kind != "messageReceived"));
    }

    [Fact]
    public async Task Nobody_signs_her_own_gesture()
    {
        var (_, lead) = await shared.EmployAsync("lead");
        var route = await ConversationAsync();
        var gesture = Guid.NewGuid();
        (await lead.PostAsync($"{route}/{gesture}/coSignRequest", new { id = Guid.NewGuid(), kind = "refund", amount = 8000, reason = "Late." })).Is(HttpStatusCode.OK);
        (await lead.PostAsync($"{route}/{gesture}/coSign", new { id = Guid.NewGuid(), accept = true })).Is(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Above_the_cap_of_an_action_nobody_can_sign()
    {
        var (_, agent) = await shared.EmployAsync("agent");
        var route = await ConversationAsync();
        var denied = Denied(await agent.PostAsync(route, Refund(Guid.NewGuid(), 20001)));
        Assert.Equal("giveRest", Assert.Single(denied.GetProperty("next").EnumerateArray()).GetString());
        (await agent.PostAsync($"{route}/{Guid.NewGuid()}/coSignRequest", new { id = Guid.NewGuid(), kind = "refund", amount = 20001, reason = "Late." })).Is(HttpStatusCode.Conflict, "gesture-denied");
        var unknown = Denied(await agent.PostAsync(route, new { id = Guid.NewGuid(), kind = "upgrade", amount = 1, reason = "Late." }));
        Assert.Equal("notGiven", unknown.GetProperty("rule").GetString());
    }

    [Fact]
    public async Task What_is_held_counts_until_it_is_released_or_given()
    {
        var (_, agent) = await shared.EmployAsync("agent");
        var (_, other) = await shared.EmployAsync("agent");
        var route = await ConversationAsync();
        var (held, given) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal("reserved", (await agent.PostAsync(route, Hold(held))).Is(HttpStatusCode.OK)["status"]);
        Assert.Equal("reserved", (await agent.PostAsync(route, Hold(given))).Is(HttpStatusCode.OK)["status"]);
        (await other.PostAsync($"{route}/{held}/commit", new { id = Guid.NewGuid() })).Is(HttpStatusCode.Forbidden, "forbidden");
        var command = Guid.NewGuid();
        Assert.Equal("granted", (await agent.PostAsync($"{route}/{given}/commit", new { id = command })).Is(HttpStatusCode.OK)["status"]);
        Assert.Equal("granted", (await agent.PostAsync($"{route}/{given}/commit", new { id = command })).Is(HttpStatusCode.OK)["status"]);
        (await agent.PostAsync($"{route}/{held}/release", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        (await agent.PostAsync($"{route}/{held}/commit", new { id = Guid.NewGuid() })).Is(HttpStatusCode.Conflict, "illegal-move");
        Assert.Equal("released", (await agent.GetAsync($"{route}/{held}")).Is(HttpStatusCode.OK)["status"]);
        for (var more = 0; more < 5; more++)
        {
            (await agent.PostAsync(route, Refund(Guid.NewGuid(), 5000))).Is(HttpStatusCode.OK);
        }

        var denied = Denied(await agent.PostAsync(route, Refund(Guid.NewGuid(), 1)));
        Assert.Equal(("perConversation", 0), (denied.GetProperty("rule").GetString(), denied.GetProperty("remaining").GetInt64()));
    }

    [Fact]
    public async Task A_thousand_at_once_on_a_budget_of_five_hundred_are_fifty()
    {
        var (_, agent) = await shared.EmployAsync("agent");
        var routes = new List<string>();
        for (var number = 0; number < 20; number++)
        {
            routes.Add(await ConversationAsync());
        }

        var granted = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 1_000), new ParallelOptions { MaxDegreeOfParallelism = 100 }, async (number, _) =>
        {
            var answer = await agent.PostAsync(routes[number % routes.Count], new { id = Guid.NewGuid(), kind = "gift", amount = 1000, reason = "So sorry." });
            if (answer.Status == HttpStatusCode.OK)
            {
                Interlocked.Increment(ref granted);
            }
            else
            {
                answer.Is(HttpStatusCode.Conflict, "gesture-denied");
            }
        });
        Assert.Equal(50, granted);
        Assert.Equal((0, "perTeamDay", 1000), await AllowanceAsync(agent, routes[0], "gift"));
    }

    [Fact]
    public async Task A_policy_that_contradicts_itself_is_refused_with_line_and_reason_and_every_version_is_kept()
    {
        await SetPolicyAsync(shared);
        var version = int.Parse((await shared.Admin.GetAsync(PolicyRoute)).Is(HttpStatusCode.OK)["version"], System.Globalization.CultureInfo.InvariantCulture);
        var bad = Policy.Replace("\"perConversation\": 30000", "\"perConversation\": 10000").Replace("\"gift\"", "\"cake\"");
        var answer = await shared.Admin.PutAsync(PolicyRoute, new { id = Guid.NewGuid(), seenVersion = version, text = bad });
        answer.Is(HttpStatusCode.UnprocessableEntity, "invalid-policy");
        var refused = answer.Json.GetProperty("errors");
        Assert.Equal("line 4: 20000 is above perConversation (10000, line 4): one action would be more than the conversation may have", refused.GetProperty("/kinds/refund/perAction")[0].GetString());
        Assert.StartsWith("line 5: is no kind of gesture", refused.GetProperty("/kinds/cake")[0].GetString());
        (await shared.Admin.PutAsync(PolicyRoute, new { id = Guid.NewGuid(), seenVersion = version - 1, text = Policy })).Is(HttpStatusCode.Conflict, "policy-changed");
        Assert.Equal(Policy, (await shared.Admin.GetAsync($"{PolicyRoute}?version={version}")).Is(HttpStatusCode.OK)["text"]);
        Assert.Equal(version, (await shared.Admin.GetAsync($"{PolicyRoute}/versions")).Is(HttpStatusCode.OK).Json.GetProperty("items").GetArrayLength());
        (await shared.Admin.GetAsync($"{PolicyRoute}?version={version + 1}")).Is(HttpStatusCode.NotFound, "not-found");
    }

    private static JsonElement Denied(Answer answer)
    {
        answer.Is(HttpStatusCode.Conflict, "gesture-denied");
        return answer.Json.GetProperty("denied");
    }

    private static object Refund(Guid id, long amount) => new { id, kind = "refund", amount, reason = "The bag came late." };

    private static object Hold(Guid id) => new { id, kind = "refund", amount = 5000, reason = "The bag came late.", hold = true };

    private static async Task<(long Remaining, string? Rule, long CoSignUpTo)> AllowanceAsync(ApiClient agent, string route, string kind)
    {
        var kinds = (await agent.GetAsync(route + "/allowance")).Is(HttpStatusCode.OK).Json.GetProperty("kinds");
        var one = kinds.EnumerateArray().Single(it => it.GetProperty("kind").GetString() == kind);
        return (one.GetProperty("remaining").GetInt64(), one.GetProperty("rule").GetString(), one.GetProperty("coSignUpTo").GetInt64());
    }

    private async Task<List<JsonElement>> EntriesAsync(string route) =>
        [.. (await shared.Admin.GetAsync(route.Replace("/gestures", "/entries?after=0"))).Is(HttpStatusCode.OK).Json.GetProperty("entries").EnumerateArray()];

    private async Task<string> ConversationAsync()
    {
        await SetPolicyAsync(shared);
        return $"/api/v1/conversations/{await shared.Channel.ArriveAsync()}/gestures";
    }

    internal static async Task SetPolicyAsync(SharedServer shared)
    {
        if ((await shared.Admin.GetAsync(PolicyRoute)).Is(HttpStatusCode.OK)["version"] == "0")
        {
            var answer = await shared.Admin.PutAsync(PolicyRoute, new { id = Guid.NewGuid(), seenVersion = 0, text = Policy });
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, answer.Text);
        }
    }
}
