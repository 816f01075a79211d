using System.Net;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

/// <summary>The open floor over REST: coming to it, the ranked list, claims, proposals and grades.</summary>
public sealed class FloorTests(SharedServer shared)
{
    private const string Floor = "/api/v1/floor";

    [Fact]
    public async Task Who_accepts_the_promises_observes_and_who_does_not_sees_nothing()
    {
        var (_, nora) = await shared.EmployAsync("colleague");
        Assert.Equal("", (await nora.GetAsync(Floor + "/me")).Is(HttpStatusCode.OK)["grade"]);
        (await nora.GetAsync(Floor)).Is(HttpStatusCode.Forbidden, "floor-grade");
        (await nora.PostAsync(Floor + "/enrolment", new { id = Guid.NewGuid(), accept = false, version = 1 })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");

        var id = Guid.NewGuid();
        var me = await EnrolAsync(nora, id, "Baggage");
        Assert.Equal(("observe", "3", "draft"), (me["grade"], me["needed"], me["next"]));
        Assert.Equal("Baggage", Assert.Single(me.Json.GetProperty("topics").EnumerateArray()).GetString());
        Assert.Equal("observe", (await EnrolAsync(nora, id, "Baggage"))["grade"]);
        (await nora.PostAsync(Floor + "/leave", new { id })).Is(HttpStatusCode.UnprocessableEntity, "command-id-reused");
        Assert.Equal("", (await nora.PostAsync(Floor + "/leave", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK)["grade"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_list_holds_what_is_public_and_nobodys_on_own_topics_most_pressing_first_and_says_why()
    {
        var topic = "Guitars " + TestChannel.NewThread();
        var word = "guitar" + Guid.NewGuid().ToString("N")[..8];
        (await shared.Admin.PostAsync("/api/v1/topics", new { name = topic, words = new[] { word } })).Is(HttpStatusCode.OK);
        var (_, nora) = await shared.EmployAsync("colleague");
        await EnrolAsync(nora, Guid.NewGuid(), topic);
        var calm = await ArriveAsync($"My {word} is blue.");
        var thread = TestChannel.NewThread();
        var pressing = await shared.Channel.ArriveAsync(thread, "m-1", $"You broke my {word}", "public");
        await shared.Channel.ArriveAsync(thread, "m-2", "Help! This is unacceptable.", "public");
        await shared.Channel.ArriveAsync(text: $"A private word on my {word}");
        await ArriveAsync("About something else.");

        var list = await ListedAsync(nora, 2);
        Assert.Equal([pressing, calm], list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
        var first = list.GetProperty("items")[0];
        Assert.Equal(["need 8", "anger 12", "repeats 5", "reach 12"], first.GetProperty("why").EnumerateArray().Where(line => line.GetProperty("what").GetString() != "waiting").Select(line => $"{line.GetProperty("what")} {line.GetProperty("points")}"));
        Assert.Equal(topic, Assert.Single(first.GetProperty("topics").EnumerateArray()).GetString());

        var (_, agent) = await shared.EmployAsync("agent");
        (await agent.PostAsync($"/api/v1/conversations/{pressing}/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        Assert.Equal(calm, Assert.Single((await nora.GetAsync(Floor)).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        (await nora.GetAsync(Floor + "?limit=51")).Is(HttpStatusCode.BadRequest, "invalid-query");
    }

    [Fact]
    public async Task Nothing_private_and_no_note_is_to_be_seen_from_the_floor()
    {
        var (_, nora) = await shared.EmployAsync("colleague");
        await EnrolAsync(nora, Guid.NewGuid());
        var secret = await shared.Channel.ArriveAsync(text: "private");
        (await nora.GetAsync($"{Floor}/{secret}")).Is(HttpStatusCode.NotFound, "not-found");
        (await nora.PostAsync($"{Floor}/{secret}/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.NotFound, "not-found");
        (await nora.GetAsync($"/api/v1/conversations/{secret}")).Is(HttpStatusCode.Forbidden, "forbidden");

        var thread = TestChannel.NewThread();
        var mixed = await shared.Channel.ArriveAsync(thread, "m-1", "my number is 12345", "private");
        await shared.Channel.ArriveAsync(thread, "m-2", "hello in public", "public");
        (await shared.Admin.PostAsync($"/api/v1/conversations/{mixed}/notes", new { id = Guid.NewGuid(), text = "between us" })).Is(HttpStatusCode.Created);
        var seen = (await nora.GetAsync($"{Floor}/{mixed}")).Is(HttpStatusCode.OK);
        Assert.Contains("hello in public", seen.Text);
        Assert.DoesNotContain("12345", seen.Text);
        Assert.DoesNotContain("between us", seen.Text + (await nora.GetAsync(Floor + "?limit=50")).Text + (await nora.GetAsync(Floor + "/mine")).Text);
    }

    [Fact]
    public async Task A_grade_bounds_what_one_may_do_and_is_raised_by_results()
    {
        var (id, nora) = await shared.EmployAsync("colleague");
        var (_, agent) = await shared.EmployAsync("agent");
        await EnrolAsync(nora, Guid.NewGuid());
        var conversation = await ArriveAsync("My case is gone");
        (await OrderAsync(nora, conversation, "claim")).Is(HttpStatusCode.Forbidden, "floor-grade");
        (await OrderAsync(nora, conversation, "read")).Is(HttpStatusCode.Conflict, "illegal-move");
        for (var number = 0; number < Limits.FloorReadsForDraft; number++)
        {
            var answered = await ArriveAsync("Where is it?");
            (await agent.PostAsync($"/api/v1/conversations/{answered}/replies", new { id = Guid.NewGuid(), text = "Here.", seenSeq = 1 })).Is(HttpStatusCode.Accepted);
            (await OrderAsync(nora, answered, "read")).Is(HttpStatusCode.OK);
            (await OrderAsync(nora, answered, "read")).Is(HttpStatusCode.OK);
        }

        Assert.Equal("draft", (await nora.GetAsync(Floor + "/me"))["grade"]);
        Assert.NotEqual("", (await OrderAsync(nora, conversation, "claim")).Is(HttpStatusCode.OK)["leaseUntil"]);
        (await nora.PostAsync($"{Floor}/{conversation}/replies", new { id = Guid.NewGuid(), text = "Hello", seenSeq = 2 })).Is(HttpStatusCode.Forbidden, "floor-grade");
        (await nora.PostAsync($"/api/v1/conversations/{conversation}/replies", new { id = Guid.NewGuid(), text = "Hello", seenSeq = 2 })).Is(HttpStatusCode.Forbidden, "forbidden");

        var seq = (await nora.PostAsync($"{Floor}/{conversation}/proposals", new { id = Guid.NewGuid(), text = "We have it, Ana.", seenSeq = 2 })).Is(HttpStatusCode.OK)["seq"];
        (await nora.PostAsync($"/api/v1/conversations/{conversation}/proposals/{seq}/send", new { id = Guid.NewGuid(), seenSeq = 9 })).Is(HttpStatusCode.Forbidden, "forbidden");
        (await agent.PostAsync($"/api/v1/conversations/{conversation}/proposals/1/send", new { id = Guid.NewGuid(), seenSeq = 3 })).Is(HttpStatusCode.NotFound, "not-found");
        (await agent.PostAsync($"/api/v1/conversations/{conversation}/proposals/{seq}/send", new { id = Guid.NewGuid(), seenSeq = 3 })).Is(HttpStatusCode.Accepted);
        var entry = (await agent.GetAsync($"/api/v1/conversations/{conversation}")).Json.GetProperty("entries").EnumerateArray().Single(one => one.GetProperty("kind").GetString() == "replyQueued").GetProperty("data");
        Assert.Equal(("We have it, Ana.", id, "none"), (entry.GetProperty("text").GetString(), entry.GetProperty("authorId").GetString(), entry.GetProperty("change").GetString()));
        Assert.Contains(conversation, (await nora.GetAsync(Floor + "/mine")).Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task A_lead_sets_a_grade_with_a_reason_the_person_reads_and_nobody_else_does()
    {
        var (id, nora) = await shared.EmployAsync("colleague");
        var (_, lead) = await shared.EmployAsync("lead");
        var (_, agent) = await shared.EmployAsync("agent");
        var path = $"{Floor}/people/{id}/grade";
        (await lead.PutAsync(path, new { id = Guid.NewGuid(), grade = "answer", reason = "x" })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        await EnrolAsync(nora, Guid.NewGuid());
        (await agent.PutAsync(path, new { id = Guid.NewGuid(), grade = "answer", reason = "x" })).Is(HttpStatusCode.Forbidden, "forbidden");
        (await lead.PutAsync(path, new { id = Guid.NewGuid(), grade = "answer", reason = " " })).Is(HttpStatusCode.UnprocessableEntity, "empty-text");
        (await lead.PutAsync(path, new { id = Guid.NewGuid(), grade = "answer", reason = "Ten years at the desk." })).Is(HttpStatusCode.OK);
        (await lead.PutAsync($"{Floor}/people/nobody/grade", new { id = Guid.NewGuid(), grade = "answer", reason = "x" })).Is(HttpStatusCode.NotFound, "not-found");

        var me = (await nora.GetAsync(Floor + "/me")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("answer", "Ten years at the desk."), (me.GetProperty("grade").GetString(), me.GetProperty("lastChange").GetProperty("reason").GetString()));
        Assert.Contains(id, (await lead.GetAsync(Floor + "/people")).Is(HttpStatusCode.OK).Text);

        var conversation = await ArriveAsync("Anyone there?");
        (await OrderAsync(nora, conversation, "claim")).Is(HttpStatusCode.OK);
        (await nora.PostAsync($"{Floor}/{conversation}/replies", new { id = Guid.NewGuid(), text = "Yes", seenSeq = 2 })).Is(HttpStatusCode.Accepted);
        (await OrderAsync(nora, conversation, "resolve")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Fifty_who_claim_at_once_have_it_once()
    {
        var people = new List<ApiClient>();
        for (var number = 0; number < 10; number++)
        {
            var (_, agent) = await shared.EmployAsync("agent");
            await EnrolAsync(agent, Guid.NewGuid());
            people.Add(agent);
        }

        var conversation = await ArriveAsync("Who has me?");
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => OrderAsync(people[number % people.Count], conversation, "claim")));
        Assert.Equal(5, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Single(answers.Where(answer => answer.Status == HttpStatusCode.OK).Select(answer => answer["epoch"]).Distinct(), "1");
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => answer.Is(HttpStatusCode.Conflict, "already-owned"));
    }

    private static Task<Answer> OrderAsync(ApiClient who, string conversation, string what) => who.PostAsync($"{Floor}/{conversation}/{what}", new { id = Guid.NewGuid() });

    private static async Task<Answer> EnrolAsync(ApiClient who, Guid id, params string[] topics) =>
        (await who.PostAsync(Floor + "/enrolment", new { id, accept = true, version = 1, topics })).Is(HttpStatusCode.OK);

    /// <summary>The list once so many are in it: what customers write reaches it with the node's own news, within moments.</summary>
    private static async Task<JsonElement> ListedAsync(ApiClient who, int count)
    {
        while (true)
        {
            var list = (await who.GetAsync(Floor + "?limit=10")).Is(HttpStatusCode.OK).Json;
            if (list.GetProperty("items").GetArrayLength() >= count && list.GetProperty("items")[0].GetProperty("why").GetArrayLength() >= 4)
            {
                return list;
            }

            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private Task<string> ArriveAsync(string text) => shared.Channel.ArriveAsync(text: text, visibility: "public");
}
