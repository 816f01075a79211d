using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Floor;

/// <summary>Giving from the open floor, over REST: who has the grade for it, in what she has claimed and everyone can read.</summary>
public sealed class FloorGivingTests(SharedServer shared)
{
    private const string Floor = "/api/v1/floor";

    [Fact]
    public async Task Who_acts_gives_in_what_she_has_and_nowhere_else()
    {
        await Api.GestureTests.SetPolicyAsync(shared);
        var (id, nora) = await GradedAsync("act");
        var conversation = await shared.Channel.ArriveAsync(text: "My bag is late", visibility: "public");
        (await nora.PostAsync($"{Floor}/{conversation}/gestures", Refund(Guid.NewGuid()))).Is(HttpStatusCode.Conflict, "owned-by-other");
        (await nora.GetAsync($"{Floor}/{conversation}/gestures/allowance")).Is(HttpStatusCode.NotFound, "not-found");

        (await nora.PostAsync($"{Floor}/{conversation}/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        Assert.Contains("refund", (await nora.GetAsync($"{Floor}/{conversation}/gestures/allowance")).Is(HttpStatusCode.OK).Text);
        var wish = Refund(Guid.NewGuid());
        var given = (await nora.PostAsync($"{Floor}/{conversation}/gestures", wish)).Is(HttpStatusCode.OK);
        Assert.Equal(("granted", id), (given["status"], given["by"]));
        Assert.Equal(given.Text, (await nora.PostAsync($"{Floor}/{conversation}/gestures", wish)).Is(HttpStatusCode.OK).Text);
        (await nora.PostAsync($"/api/v1/conversations/{conversation}/gestures", Refund(Guid.NewGuid()))).Is(HttpStatusCode.Forbidden, "forbidden");

        var entries = (await shared.Admin.GetAsync($"/api/v1/conversations/{conversation}")).Is(HttpStatusCode.OK).Json.GetProperty("entries").EnumerateArray();
        var entry = Assert.Single(entries, one => one.GetProperty("kind").GetString() == "gestureGranted");
        Assert.Equal((id, 4000), (entry.GetProperty("actor").GetProperty("id").GetString(), entry.GetProperty("data").GetProperty("amount").GetInt32()));
    }

    [Fact]
    public async Task More_than_her_line_is_given_once_a_colleague_signs()
    {
        await Api.GestureTests.SetPolicyAsync(shared);
        var (id, nora) = await GradedAsync("act");
        var (leadId, lead) = await shared.EmployAsync("lead");
        var conversation = await shared.Channel.ArriveAsync(text: "My bag is late", visibility: "public");
        var gestures = $"{Floor}/{conversation}/gestures";
        var (gesture, ask) = (Guid.NewGuid(), Refund(Guid.NewGuid(), 8000));
        (await nora.PostAsync($"{gestures}/{gesture}/coSignRequest", ask)).Is(HttpStatusCode.Conflict, "owned-by-other");

        (await nora.PostAsync($"{Floor}/{conversation}/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        var denied = await nora.PostAsync(gestures, Refund(gesture, 8000));
        denied.Is(HttpStatusCode.Conflict, "gesture-denied");
        Assert.Contains("askCoSign", denied.Text);
        var asked = (await nora.PostAsync($"{gestures}/{gesture}/coSignRequest", ask)).Is(HttpStatusCode.OK);
        Assert.Equal(("awaitingCoSign", id), (asked["status"], asked["by"]));
        Assert.Equal(asked.Text, (await nora.PostAsync($"{gestures}/{gesture}/coSignRequest", ask)).Is(HttpStatusCode.OK).Text);
        (await nora.PostAsync($"/api/v1/conversations/{conversation}/gestures/{gesture}/coSign", new { id = Guid.NewGuid(), accept = true })).Is(HttpStatusCode.Forbidden, "forbidden");
        var signed = (await lead.PostAsync($"/api/v1/conversations/{conversation}/gestures/{gesture}/coSign", new { id = Guid.NewGuid(), accept = true })).Is(HttpStatusCode.OK);
        Assert.Equal(("granted", id, leadId), (signed["status"], signed["by"], signed["coSigner"]));
        Assert.Equal(["coSignAsked", "gestureGranted"], await GesturesAsync(nora, conversation));
    }

    [Fact]
    public async Task What_she_asked_for_she_takes_back_and_nobody_else_on_the_floor_reads_of_it()
    {
        await Api.GestureTests.SetPolicyAsync(shared);
        var (_, nora) = await GradedAsync("act");
        var (_, omar) = await GradedAsync("act");
        var conversation = await shared.Channel.ArriveAsync(text: "My bag is late", visibility: "public");
        var gesture = $"{Floor}/{conversation}/gestures/{Guid.NewGuid()}";
        (await nora.PostAsync($"{Floor}/{conversation}/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        (await nora.PostAsync($"{gesture}/coSignRequest", Refund(Guid.NewGuid(), 8000))).Is(HttpStatusCode.OK);
        (await omar.PostAsync($"{gesture}/release", new { id = Guid.NewGuid() })).Is(HttpStatusCode.Forbidden, "forbidden");
        Assert.Empty(await GesturesAsync(omar, conversation));
        Assert.Equal("released", (await nora.PostAsync($"{gesture}/release", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK)["status"]);
        Assert.Equal(["coSignAsked", "gestureReleased"], await GesturesAsync(nora, conversation));
    }

    [Fact]
    public async Task Who_answers_and_does_not_act_gives_nothing()
    {
        await Api.GestureTests.SetPolicyAsync(shared);
        var (_, nora) = await GradedAsync("answer");
        var conversation = await shared.Channel.ArriveAsync(text: "My bag is late", visibility: "public");
        (await nora.PostAsync($"{Floor}/{conversation}/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        (await nora.PostAsync($"{Floor}/{conversation}/gestures", Refund(Guid.NewGuid()))).Is(HttpStatusCode.Forbidden, "floor-grade");
        (await nora.PostAsync($"{Floor}/{conversation}/gestures/{Guid.NewGuid()}/coSignRequest", Refund(Guid.NewGuid(), 8000))).Is(HttpStatusCode.Forbidden, "floor-grade");
        (await nora.GetAsync($"{Floor}/{conversation}/gestures/allowance")).Is(HttpStatusCode.Forbidden, "floor-grade");
    }

    private static object Refund(Guid id, int amount = 4000) => new { id, kind = "refund", amount, reason = "The bag came late." };

    /// <summary>What of gestures the floor shows there.</summary>
    private static async Task<string[]> GesturesAsync(ApiClient reader, string conversation) =>
        [.. (await reader.GetAsync($"{Floor}/{conversation}")).Is(HttpStatusCode.OK).Json.GetProperty("entries").EnumerateArray()
            .Select(static entry => entry.GetProperty("kind").GetString()!).Where(static kind => kind.StartsWith("gesture", StringComparison.Ordinal) || kind == "coSignAsked")];

    private async Task<(string Id, ApiClient Client)> GradedAsync(string grade)
    {
        var (id, client) = await shared.EmployAsync("colleague");
        (await client.PostAsync(Floor + "/enrolment", new { id = Guid.NewGuid(), accept = true, version = 1 })).Is(HttpStatusCode.OK);
        (await shared.Admin.PutAsync($"{Floor}/people/{id}/grade", new { id = Guid.NewGuid(), grade, reason = "Knows it." })).Is(HttpStatusCode.OK);
        return (id, client);
    }
}
