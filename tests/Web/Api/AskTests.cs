using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

/// <summary>Asking a colleague, over REST and hub of a real server.</summary>
public sealed class AskTests(SharedServer shared)
{
    [Fact]
    public async Task Whoever_follows_the_topic_and_is_there_is_asked_and_her_answer_lands_as_the_askers_draft()
    {
        await using var world = new AskDeskWorld(shared.Server);
        var asker = await world.HireHereAsync(team: "Refunds");
        var near = await world.HireHereAsync(team: "Refunds");
        var (_, absent) = await world.HireAsync(team: "Refunds");
        var stranger = await world.HireHereAsync(team: "Refunds", follows: false);
        var (conversation, ask) = await world.AskAsync(asker.Client);
        await AskDeskWorld.IsAskedAsync(near.Client, ask);
        var seen = await AskDeskWorld.SeeAsync(asker.Client, ask);
        Assert.Equal(("running", "team", "Refunds"), (seen.GetProperty("state").GetString(), seen.GetProperty("ring").GetString(), seen.GetProperty("place").GetString()));
        Assert.Equal([near.Id], seen.GetProperty("people").EnumerateArray().Select(static person => person.GetProperty("id").GetString()));
        Assert.Equal([ask], await AskDeskWorld.AskedAsync(near.Client));
        Assert.Empty(await AskDeskWorld.AskedAsync(absent));
        Assert.Empty(await AskDeskWorld.AskedAsync(stranger.Client));

        Assert.Equal("answered", (await AskDeskWorld.AnswerAsync(near.Client, ask, "To the hall behind gate 4.")).Is(HttpStatusCode.OK)["state"]);
        var draft = (await asker.Client.GetAsync($"/api/v1/conversations/{conversation}/draft")).Is(HttpStatusCode.OK);
        Assert.Equal(("To the hall behind gate 4.", "Person"), (draft["text"], draft["from"]));
        Assert.Equal(["asked", "answered"], await AskDeskWorld.KindsAsync(asker.Client, conversation));
        Assert.Empty(await AskDeskWorld.AskedAsync(near.Client));
    }

    [Fact]
    public async Task Who_was_hired_just_after_another_ask_asks_and_is_asked()
    {
        await using var world = new AskDeskWorld(shared.Server);
        await world.AskAsync((await world.HireHereAsync()).Client);
        var asker = await world.HireHereAsync(team: "Refunds");
        var near = await world.HireHereAsync(team: "Refunds");
        var (_, ask) = await world.AskAsync(asker.Client);
        await AskDeskWorld.IsAskedAsync(near.Client, ask);
        Assert.Equal("team", (await AskDeskWorld.SeeAsync(asker.Client, ask)).GetProperty("ring").GetString());
    }

    [Fact]
    public async Task Of_many_answers_at_once_one_stands_and_the_others_learn_who_was_faster()
    {
        await using var world = new AskDeskWorld(shared.Server);
        var (_, asker) = await world.HireAsync();
        var colleagues = new List<(string Id, ApiClient Client)>();
        for (var number = 0; number < 8; number++)
        {
            colleagues.Add(await world.HireAsync());
        }

        for (var round = 0; round < 5; round++)
        {
            var (conversation, ask) = await world.AskAsync(asker);
            var answers = await Task.WhenAll(colleagues.Select(one => AskDeskWorld.AnswerAsync(one.Client, ask, "Answer of " + one.Id)));
            var winner = Assert.Single(answers, static answer => answer.Status == HttpStatusCode.OK);
            var first = colleagues[Array.IndexOf(answers, winner)].Id;
            foreach (var late in answers.Where(answer => answer != winner))
            {
                late.Is(HttpStatusCode.Conflict, "already-answered");
                Assert.Equal(first, late["owner"]);
            }

            Assert.Equal("Answer of " + first, (await AskDeskWorld.SeeAsync(asker, ask)).GetProperty("answer").GetProperty("text").GetString());
            Assert.Equal(["asked", "answered"], await AskDeskWorld.KindsAsync(asker, conversation));
        }
    }

    [Fact]
    public async Task An_answer_never_overwrites_what_the_asker_has_begun_to_write()
    {
        await using var world = new AskDeskWorld(shared.Server);
        var ((_, asker), (_, colleague)) = (await world.HireAsync(), await world.HireAsync());
        var (conversation, ask) = await world.AskAsync(asker);
        var own = new { text = "Dear Ana", revision = 0 };
        (await asker.PutAsync($"/api/v1/conversations/{conversation}/draft", own)).Is(HttpStatusCode.OK);
        (await AskDeskWorld.AnswerAsync(colleague, ask, "To the hall.")).Is(HttpStatusCode.OK);
        Assert.Equal("Dear Ana", (await asker.GetAsync($"/api/v1/conversations/{conversation}/draft")).Is(HttpStatusCode.OK)["text"]);
        Assert.Equal("To the hall.", (await AskDeskWorld.SeeAsync(asker, ask)).GetProperty("answer").GetProperty("text").GetString());
    }

    [Fact]
    public async Task An_answer_that_does_not_help_lets_the_ask_go_on_and_a_good_one_is_kept_and_thanked_for()
    {
        await using var world = new AskDeskWorld(shared.Server);
        var ((_, asker), (_, one), (other, second)) = (await world.HireAsync(), await world.HireAsync(), await world.HireAsync());
        var (conversation, ask) = await world.AskAsync(asker, "Where does the zeppelin luggage go?");
        (await AskDeskWorld.AnswerAsync(one, ask, "No idea.")).Is(HttpStatusCode.OK);
        (await AskDeskWorld.DoAsync(second, ask, "good")).Is(HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal("running", (await AskDeskWorld.DoAsync(asker, ask, "notGood")).Is(HttpStatusCode.OK)["state"]);
        (await AskDeskWorld.AnswerAsync(second, ask, "To the zeppelin hall.")).Is(HttpStatusCode.OK);
        var good = new { id = Guid.NewGuid() };
        Assert.Equal("good", (await AskDeskWorld.DoAsync(asker, ask, "good", good)).Is(HttpStatusCode.OK)["state"]);
        Assert.Equal("good", (await AskDeskWorld.DoAsync(asker, ask, "good", good)).Is(HttpStatusCode.OK)["state"]);
        Assert.Equal("1", (await second.GetAsync("/api/v1/asks")).Is(HttpStatusCode.OK)["thanks"]);
        Assert.Equal(["asked", "answered", "askEnded", "answered", "thanked"], await AskDeskWorld.KindsAsync(asker, conversation));

        var kept = Assert.Single(AskDeskWorld.Items(await one.GetAsync("/api/v1/knowledge?q=zeppelin")));
        Assert.Equal(("To the zeppelin hall.", other), (kept.GetProperty("answer").GetString(), kept.GetProperty("author").GetProperty("id").GetString()));
        Assert.Single(AskDeskWorld.Items(await one.GetAsync($"/api/v1/knowledge?topics={world.Topic}")));
        (await one.PatchAsync($"/api/v1/knowledge/{ask}", new { state = "outdated" })).Is(HttpStatusCode.OK);
        Assert.Empty(AskDeskWorld.Items(await one.GetAsync("/api/v1/knowledge?q=zeppelin")));
        Assert.Equal("1", (await one.PatchAsync($"/api/v1/knowledge/{ask}", new { state = "used" })).Is(HttpStatusCode.OK)["uses"]);
        (await one.PatchAsync($"/api/v1/knowledge/{ask}", new { state = "renewed" })).Is(HttpStatusCode.OK);
        Assert.Single(AskDeskWorld.Items(await one.GetAsync("/api/v1/knowledge?q=Zeppelins%20and%20zepp")));
    }

    [Fact]
    public async Task A_character_that_cannot_be_normalised_breaks_no_knowledge_neither_asked_for_nor_kept()
    {
        await using var world = new AskDeskWorld(shared.Server);
        var ((_, asker), (_, colleague)) = (await world.HireAsync(), await world.HireAsync());
        var (_, ask) = await world.AskAsync(asker, "Where is the ocelot\uFFFE kept?");
        (await AskDeskWorld.AnswerAsync(colleague, ask, "Near the lynx\uFFFE\uFFFF\uFDD0\U0001FFFE.")).Is(HttpStatusCode.OK);
        (await AskDeskWorld.DoAsync(asker, ask, "good")).Is(HttpStatusCode.OK);
        foreach (var words in new[] { "ocelot", "ocelot\uFFFE", "a\uFFFEocelot", "lynx\uFFFF\U0010FFFF" })
        {
            Assert.Single(AskDeskWorld.Items(await colleague.GetAsync($"/api/v1/knowledge?q={Uri.EscapeDataString(words)}")));
        }
    }

    [Fact]
    public async Task Everything_may_be_sent_twice_and_nothing_happens_twice()
    {
        await using var world = new AskDeskWorld(shared.Server);
        var ((_, asker), (_, colleague)) = (await world.HireAsync(), await world.HireAsync());
        var conversation = await world.OwnAsync(asker);
        var order = new { id = Guid.NewGuid(), question = "Where?", topics = new[] { world.Topic } };
        var path = $"/api/v1/conversations/{conversation}/asks";
        var first = (await asker.PostAsync(path, order)).Is(HttpStatusCode.Created).Text;
        Assert.Equal(first, (await asker.PostAsync(path, order)).Is(HttpStatusCode.Created).Text);
        (await asker.PostAsync(path, order with { question = "Why?" })).Is(HttpStatusCode.UnprocessableEntity, "command-id-reused");
        (await colleague.PostAsync(path, order)).Is(HttpStatusCode.UnprocessableEntity, "command-id-reused");
        var (ask, answer) = (order.id.ToString("D"), Guid.NewGuid());
        (await AskDeskWorld.AnswerAsync(colleague, ask, "There.", answer)).Is(HttpStatusCode.OK);
        (await AskDeskWorld.DoAsync(asker, ask, "good")).Is(HttpStatusCode.OK);
        Assert.Equal("answered", (await AskDeskWorld.AnswerAsync(colleague, ask, "There.", answer)).Is(HttpStatusCode.OK)["state"]);
        (await AskDeskWorld.AnswerAsync(colleague, ask, "Elsewhere.", answer)).Is(HttpStatusCode.UnprocessableEntity, "command-id-reused");
        Assert.Equal(["asked", "answered", "thanked"], await AskDeskWorld.KindsAsync(asker, conversation));
    }

    [Fact]
    public async Task Only_the_asker_cancels_nobody_answers_herself_and_unknown_asks_are_not_there()
    {
        await using var world = new AskDeskWorld(shared.Server);
        var ((_, asker), (_, colleague)) = (await world.HireAsync(), await world.HireAsync());
        var (conversation, ask) = await world.AskAsync(asker);
        (await AskDeskWorld.AnswerAsync(asker, ask, "Myself.")).Is(HttpStatusCode.Forbidden, "forbidden");
        (await AskDeskWorld.DoAsync(colleague, ask, "cancel")).Is(HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal("cancelled", (await AskDeskWorld.DoAsync(asker, ask, "cancel")).Is(HttpStatusCode.OK)["state"]);
        (await AskDeskWorld.AnswerAsync(colleague, ask, "Too late.")).Is(HttpStatusCode.Conflict, "illegal-move");
        (await AskDeskWorld.AnswerAsync(colleague, Guid.NewGuid().ToString("D"), "What?")).Is(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(["asked", "askEnded"], await AskDeskWorld.KindsAsync(asker, conversation));
        for (var number = 0; number < 3; number++)
        {
            (await asker.PostAsync($"/api/v1/conversations/{conversation}/asks", new { id = Guid.NewGuid(), question = "And?" })).Is(HttpStatusCode.Created);
        }

        (await asker.PostAsync($"/api/v1/conversations/{conversation}/asks", new { id = Guid.NewGuid(), question = "And?" })).Is(HttpStatusCode.Conflict, "too-many");
        (await asker.PostAsync($"/api/v1/conversations/{conversation}/asks", new { id = Guid.NewGuid(), question = new string('q', 1_001) })).Is(HttpStatusCode.UnprocessableEntity, "text-too-long");
        (await asker.GetAsync("/api/v1/asks?view=all")).Is(HttpStatusCode.BadRequest, "invalid-query");
    }

    [Fact]
    public async Task When_the_team_is_silent_the_department_is_asked_and_who_declines_is_left_in_peace()
    {
        await using var server = await RunningServer.StartAsync("--Asks:Team", "00:00:01");
        await using var world = new AskDeskWorld(server);
        var asker = await world.HireHereAsync("Refunds", "Service");
        var near = await world.HireHereAsync("Refunds", "Service");
        var wider = await world.HireHereAsync("Baggage", "Service");
        var (_, ask) = await world.AskAsync(asker.Client);
        await AskDeskWorld.IsAskedAsync(wider.Client, ask);
        Assert.Equal([ask], await AskDeskWorld.AskedAsync(near.Client));
        (await AskDeskWorld.DoAsync(near.Client, ask, "decline")).Is(HttpStatusCode.OK);
        Assert.Empty(await AskDeskWorld.AskedAsync(near.Client));
        var notices = (await wider.Client.GetAsync("/api/v1/employees/me/notices")).Is(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.Equal("asked", notices[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Nobody_is_asked_more_often_in_a_day_than_she_may_be()
    {
        await using var server = await RunningServer.StartAsync("--Asks:DailyMax", "2");
        await using var world = new AskDeskWorld(server);
        var asker = await world.HireHereAsync("Refunds");
        var near = await world.HireHereAsync("Refunds");
        for (var number = 0; number < 3; number++)
        {
            var (_, ask) = await world.AskAsync(asker.Client);
            (await AskDeskWorld.DoAsync(near.Client, ask, "decline")).Is(number < 2 ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        }

        Assert.Equal("2", (await near.Client.GetAsync("/api/v1/asks")).Is(HttpStatusCode.OK)["askedToday"]);
    }
}
