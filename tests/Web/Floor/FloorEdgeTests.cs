using System.Net;
using Conversations.Contracts;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Floor;

/// <summary>What reaches people on the open floor, and what they may do there, over REST.</summary>
public sealed class FloorEdgeTests(SharedServer shared)
{
    private const string Floor = "/api/v1/floor";

    [Fact]
    public async Task A_private_reply_is_not_told_to_who_has_not_seen_it()
    {
        var (_, nora) = await GradedAsync("answer");
        var thread = TestChannel.NewThread();
        var mixed = await shared.Channel.ArriveAsync(thread, "m-1", "in private", "private");
        await shared.Channel.ArriveAsync(thread, "m-2", "in public", "public");
        (await OrderAsync(nora, mixed, "claim")).Is(HttpStatusCode.OK);
        var reply = new { id = Guid.NewGuid(), text = "the code is 998877", seenSeq = 3, audience = "private", sendAnyway = true };
        (await shared.Admin.PostAsync($"/api/v1/conversations/{mixed}/replies", reply)).Is(HttpStatusCode.Accepted);

        var hidden = await ReplyAsync(nora, mixed, "Yes", 3);
        hidden.Is(HttpStatusCode.Conflict, "newer-message");
        Assert.DoesNotContain("998877", hidden.Text);
        Assert.False(hidden.Json.TryGetProperty("entry", out _));

        await shared.Channel.ArriveAsync(thread, "m-3", "hello again", "public");
        var shown = await ReplyAsync(nora, mixed, "Yes", 3);
        shown.Is(HttpStatusCode.Conflict, "newer-message");
        Assert.Equal("hello again", shown.Json.GetProperty("entry").GetProperty("data").GetProperty("text").GetString());
    }

    [Fact]
    public async Task What_goes_private_is_not_kept_by_a_colleague_who_could_not_give_it_back()
    {
        var (_, nora) = await GradedAsync("draft");
        var thread = TestChannel.NewThread();
        var conversation = await shared.Channel.ArriveAsync(thread, "m-1", "in public", "public");
        (await OrderAsync(nora, conversation, "claim")).Is(HttpStatusCode.OK);
        await shared.Channel.ArriveAsync(thread, "m-2", "in private", "private");
        (await OrderAsync(nora, conversation, "release")).Is(HttpStatusCode.NotFound, "not-found");
        (await shared.Admin.PostAsync($"/api/v1/conversations/{conversation}/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_proposal_is_not_read_by_other_colleagues()
    {
        var (_, nora) = await GradedAsync("draft");
        var (_, omar) = await GradedAsync("draft");
        var conversation = await shared.Channel.ArriveAsync(text: "Where is it?", visibility: "public");
        (await OrderAsync(nora, conversation, "claim")).Is(HttpStatusCode.OK);
        (await nora.PostAsync($"{Floor}/{conversation}/proposals", new { id = Guid.NewGuid(), text = "My first try", seenSeq = 2 })).Is(HttpStatusCode.OK);
        Assert.Contains("My first try", (await nora.GetAsync($"{Floor}/{conversation}")).Is(HttpStatusCode.OK).Text);
        Assert.DoesNotContain("My first try", (await omar.GetAsync($"{Floor}/{conversation}")).Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task A_colleague_has_three_who_wait_for_her_and_no_more_however_many_she_claims_at_once()
    {
        var (_, nora) = await GradedAsync("answer");
        var waiting = new List<string>();
        for (var number = 0; number < 2 * Limits.FloorClaimsMax; number++)
        {
            waiting.Add(await shared.Channel.ArriveAsync(text: "Anyone?", visibility: "public"));
        }

        var answers = await Task.WhenAll(waiting.Select(id => OrderAsync(nora, id, "claim")));
        Assert.Equal(Limits.FloorClaimsMax, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => answer.Is(HttpStatusCode.Conflict, "too-many"));
        var hers = waiting.Where((_, at) => answers[at].Status == HttpStatusCode.OK).ToList();
        var free = waiting.Except(hers).ToList();
        (await OrderAsync(nora, hers[0], "claim")).Is(HttpStatusCode.OK);

        (await OrderAsync(nora, hers[0], "release")).Is(HttpStatusCode.OK);
        (await OrderAsync(nora, free[0], "claim")).Is(HttpStatusCode.OK);
        (await OrderAsync(nora, free[1], "claim")).Is(HttpStatusCode.Conflict, "too-many");
        (await ReplyAsync(nora, hers[1], "Here.", 2)).Is(HttpStatusCode.Accepted);
        (await OrderAsync(nora, free[1], "claim")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_answer_from_the_floor_carries_the_short_sign_off_its_author_has_set()
    {
        var (_, nora) = await GradedAsync("answer");
        (await nora.PatchAsync("/api/v1/employees/me/preferences", new { shortSignOff = "^NB" })).Is(HttpStatusCode.OK);
        var conversation = await shared.Channel.ArriveAsync(text: "Anyone?", visibility: "public");
        (await OrderAsync(nora, conversation, "claim")).Is(HttpStatusCode.OK);
        (await ReplyAsync(nora, conversation, "We are on it.", 2)).Is(HttpStatusCode.Accepted);
        Assert.Contains("We are on it. ^NB", (await nora.GetAsync($"{Floor}/{conversation}")).Is(HttpStatusCode.OK).Text);
    }

    private static Task<Answer> OrderAsync(ApiClient who, string conversation, string what) => who.PostAsync($"{Floor}/{conversation}/{what}", new { id = Guid.NewGuid() });

    private static Task<Answer> ReplyAsync(ApiClient who, string conversation, string text, long seenSeq) =>
        who.PostAsync($"{Floor}/{conversation}/replies", new { id = Guid.NewGuid(), text, seenSeq });

    private async Task<(string Id, ApiClient Client)> GradedAsync(string grade)
    {
        var (id, client) = await shared.EmployAsync("colleague");
        (await client.PostAsync(Floor + "/enrolment", new { id = Guid.NewGuid(), accept = true, version = 1 })).Is(HttpStatusCode.OK);
        (await shared.Admin.PutAsync($"{Floor}/people/{id}/grade", new { id = Guid.NewGuid(), grade, reason = "Knows it." })).Is(HttpStatusCode.OK);
        return (id, client);
    }
}
