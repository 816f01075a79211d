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
    public async Task Who_answers_and_does_not_act_gives_nothing()
    {
        await Api.GestureTests.SetPolicyAsync(shared);
        var (_, nora) = await GradedAsync("answer");
        var conversation = await shared.Channel.ArriveAsync(text: "My bag is late", visibility: "public");
        (await nora.PostAsync($"{Floor}/{conversation}/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        (await nora.PostAsync($"{Floor}/{conversation}/gestures", Refund(Guid.NewGuid()))).Is(HttpStatusCode.Forbidden, "floor-grade");
        (await nora.GetAsync($"{Floor}/{conversation}/gestures/allowance")).Is(HttpStatusCode.Forbidden, "floor-grade");
    }

    private static object Refund(Guid id) => new { id, kind = "refund", amount = 4000, reason = "The bag came late." };

    private async Task<(string Id, ApiClient Client)> GradedAsync(string grade)
    {
        var (id, client) = await shared.EmployAsync("colleague");
        (await client.PostAsync(Floor + "/enrolment", new { id = Guid.NewGuid(), accept = true, version = 1 })).Is(HttpStatusCode.OK);
        (await shared.Admin.PutAsync($"{Floor}/people/{id}/grade", new { id = Guid.NewGuid(), grade, reason = "Knows it." })).Is(HttpStatusCode.OK);
        return (id, client);
    }
}
