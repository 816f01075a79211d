using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

/// <summary>Canned replies, saved filters, labels.</summary>
public sealed class KeptTests(SharedServer shared)
{
    private const string Canned = "/api/v1/canned-replies";
    private const string Filters = "/api/v1/saved-filters";
    private const string Labels = "/api/v1/labels";

    [Fact]
    public async Task One_s_own_canned_reply_is_kept_changed_and_taken_away_and_nobody_else_s()
    {
        var ((_, me), (_, other)) = (await shared.EmployAsync("agent"), await shared.EmployAsync("agent"));
        var body = new { id = Guid.NewGuid(), title = "Hello", shortcut = "hi", text = "Hello {{customer.firstName}}, {{ me.name }} here { }}", scope = "mine" };
        var made = (await me.PostAsync(Canned, body)).Is(HttpStatusCode.Created);
        Assert.Equal(["id", "title", "shortcut", "text", "scope", "updatedAt"], made.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(made.Text, (await me.PostAsync(Canned, body)).Is(HttpStatusCode.Created).Text);
        (await me.PostAsync(Canned, new { body.id, title = "Other", body.text, body.scope })).Is(HttpStatusCode.UnprocessableEntity, "command-id-reused");
        Assert.Equal("Hi", (await me.PatchAsync($"{Canned}/{body.id}", new { title = "Hi" })).Is(HttpStatusCode.OK)["title"]);
        Assert.Equal("", (await me.PatchAsync($"{Canned}/{body.id}", """{"shortcut":null}""")).Is(HttpStatusCode.OK)["shortcut"]);
        var mine = Assert.Single(Items(await me.GetAsync(Canned)), item => item["id"] == body.id.ToString());
        Assert.Equal((body.text, "mine"), (mine["text"], mine["scope"]));

        Assert.DoesNotContain(body.id.ToString(), (await other.GetAsync(Canned)).Is(HttpStatusCode.OK).Text);
        (await other.PatchAsync($"{Canned}/{body.id}", new { title = "x" })).Is(HttpStatusCode.NotFound, "not-found");
        (await other.DeleteAsync($"{Canned}/{body.id}")).Is(HttpStatusCode.NotFound, "not-found");
        (await me.DeleteAsync($"{Canned}/{body.id}")).Is(HttpStatusCode.NoContent);
        (await me.DeleteAsync($"{Canned}/{body.id}")).Is(HttpStatusCode.NotFound, "not-found");
        (await me.PatchAsync($"{Canned}/no-uuid", "no")).Is(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task What_everybody_uses_is_made_by_leads_and_admins_only()
    {
        var ((_, agent), (_, lead)) = (await shared.EmployAsync("agent"), await shared.EmployAsync("lead"));
        var forAll = new { id = Guid.NewGuid(), title = "For all", text = "Hello", scope = "all" };
        var forQueue = new { id = Guid.NewGuid(), title = "For a queue", text = "Hello", scope = "queue", queue = "default" };
        (await agent.PostAsync(Canned, forAll)).Is(HttpStatusCode.Forbidden, "forbidden");
        (await agent.PostAsync(Canned, forQueue)).Is(HttpStatusCode.Forbidden, "forbidden");
        (await lead.PostAsync(Canned, forAll)).Is(HttpStatusCode.Created);
        Assert.Equal("default", (await shared.Admin.PostAsync(Canned, forQueue)).Is(HttpStatusCode.Created)["queue"]);
        Assert.Contains(Items(await agent.GetAsync(Canned)), item => item["id"] == forAll.id.ToString());
        (await agent.PatchAsync($"{Canned}/{forAll.id}", new { title = "x" })).Is(HttpStatusCode.Forbidden, "forbidden");
        (await agent.DeleteAsync($"{Canned}/{forAll.id}")).Is(HttpStatusCode.Forbidden, "forbidden");
        (await shared.Admin.DeleteAsync($"{Canned}/{forAll.id}")).Is(HttpStatusCode.NoContent);
        (await lead.PatchAsync($"{Canned}/{forQueue.id}", new { queue = "nowhere" })).Is(HttpStatusCode.UnprocessableEntity, "unknown-queue");
        (await lead.DeleteAsync($"{Canned}/{forQueue.id}")).Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("Hello {{customer.age}}", "mine", null, "unknown-variable")]
    [InlineData("Hello {{}}", "mine", null, "unknown-variable")]
    [InlineData("Hello {{Customer.name}}", "mine", null, "unknown-variable")]
    [InlineData(" ", "mine", null, "empty-text")]
    [InlineData("Hello", "queue", null, "out-of-range")]
    [InlineData("Hello", "all", "default", "out-of-range")]
    [InlineData("Hello", "queue", "nowhere", "unknown-queue")]
    [InlineData("Hello", "queue", "no id", "unknown-queue")]
    public async Task A_canned_reply_that_could_not_be_used_is_refused(string text, string scope, string? queue, string slug) =>
        (await shared.Admin.PostAsync(Canned, new { id = Guid.NewGuid(), title = "T", text, scope, queue })).Is(HttpStatusCode.UnprocessableEntity, slug);

    [Fact]
    public async Task A_shortcut_is_one_word()
    {
        foreach (var shortcut in new[] { "two words", "/x", "", new string('x', 41) })
        {
            (await shared.Admin.PostAsync(Canned, new { id = Guid.NewGuid(), title = "T", text = "x", scope = "mine", shortcut })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        }
    }

    [Fact]
    public async Task Saved_filters_come_by_position_each_with_its_true_total_for_who_asks()
    {
        var ((_, me), (_, lead)) = (await shared.EmployAsync("agent"), await shared.EmployAsync("lead"));
        var label = "label-" + Guid.NewGuid().ToString("N");
        var at = "/api/v1/conversations/" + await shared.Channel.ArriveAsync();
        (await me.PutAsync(at + "/labels", new { id = Guid.NewGuid(), labels = new[] { label } })).Is(HttpStatusCode.OK);
        (await me.PostAsync(at + "/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);

        var labelled = new { id = Guid.NewGuid(), name = "Labelled", spec = new { label, sort = "newest" }, scope = "mine", position = 2 };
        Assert.Equal("1", (await me.PostAsync(Filters, labelled)).Is(HttpStatusCode.Created)["total"]);
        var searched = new { id = Guid.NewGuid(), name = "Searched", spec = new { q = label }, scope = "mine", position = 3 };
        Assert.Equal("0", (await me.PostAsync(Filters, searched)).Is(HttpStatusCode.Created)["total"]);
        var own = new { id = Guid.NewGuid(), name = "Own", spec = new { view = "mine", label }, scope = "all", position = 1 };
        (await me.PostAsync(Filters, own)).Is(HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal("0", (await lead.PostAsync(Filters, own)).Is(HttpStatusCode.Created)["total"]);

        var items = Items(await me.GetAsync(Filters)).Where(item => item["name"] is "Own" or "Labelled" or "Searched").ToList();
        Assert.Equal([("Own", "1"), ("Labelled", "1"), ("Searched", "0")], items.Select(item => (item["name"], item["total"])));
        Assert.Equal($$"""{"label":"{{label}}","sort":"newest"}""", items[1]["spec"]);
        (await me.PostAsync(at + "/resolve", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        Assert.Equal("0", Items(await me.GetAsync(Filters)).Single(item => item["id"] == own.id.ToString())["total"]);

        var changed = (await me.PatchAsync($"{Filters}/{labelled.id}", new { name = "New name", position = 9, spec = new { state = "resolved", label } })).Is(HttpStatusCode.OK);
        Assert.Equal(("New name", "9", "1", "mine"), (changed["name"], changed["position"], changed["total"], changed["scope"]));
        (await me.DeleteAsync($"{Filters}/{labelled.id}")).Is(HttpStatusCode.NoContent);
        (await me.DeleteAsync($"{Filters}/{own.id}")).Is(HttpStatusCode.Forbidden, "forbidden");
        (await lead.DeleteAsync($"{Filters}/{own.id}")).Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("""{"view":"theirs"}""", HttpStatusCode.BadRequest, "invalid-body")]
    [InlineData("""{"limit":"5"}""", HttpStatusCode.BadRequest, "invalid-body")]
    [InlineData("""{"label":"a","label":"b"}""", HttpStatusCode.BadRequest, "invalid-body")]
    [InlineData("""{"View":"mine"}""", HttpStatusCode.BadRequest, "invalid-body")]
    [InlineData("""{"label":{"a":1}}""", HttpStatusCode.BadRequest, "invalid-body")]
    [InlineData("[]", HttpStatusCode.BadRequest, "invalid-body")]
    [InlineData("null", HttpStatusCode.BadRequest, "invalid-body")]
    [InlineData("""{"owner":"no id"}""", HttpStatusCode.UnprocessableEntity, "out-of-range")]
    [InlineData("""{"q":" "}""", HttpStatusCode.UnprocessableEntity, "out-of-range")]
    public async Task A_filter_that_no_list_takes_is_refused(string spec, HttpStatusCode status, string slug) =>
        (await shared.Admin.PostAsync(Filters, $$"""{"id":"{{Guid.NewGuid()}}","name":"F","spec":{{spec}},"scope":"mine"}""")).Is(status, slug);

    [Fact]
    public async Task Filters_of_one_person_have_a_bound()
    {
        var (_, me) = await shared.EmployAsync("agent");
        for (var i = 0; i < 50; i++)
        {
            (await me.PostAsync(Filters, new { id = Guid.NewGuid(), name = "F", spec = new { }, scope = "mine" })).Is(HttpStatusCode.Created);
        }

        (await me.PostAsync(Filters, new { id = Guid.NewGuid(), name = "F", spec = new { }, scope = "mine" })).Is(HttpStatusCode.Conflict, "too-many");
    }

    [Fact]
    public async Task Labels_are_set_as_a_whole_by_leads_and_read_by_all_who_answer()
    {
        var ((_, agent), (_, lead)) = (await shared.EmployAsync("agent"), await shared.EmployAsync("lead"));
        (await lead.PutAsync(Labels, new { items = new[] { new { name = "refund", hue = 7 }, new { name = "VIP", hue = 0 } } })).Is(HttpStatusCode.OK);
        Assert.Equal("""{"items":[{"name":"refund","hue":7},{"name":"VIP","hue":0}]}""", (await agent.GetAsync(Labels)).Is(HttpStatusCode.OK).Text);
        (await agent.PutAsync(Labels, new { items = Array.Empty<object>() })).Is(HttpStatusCode.Forbidden, "forbidden");
        (await lead.PutAsync(Labels, new { items = new[] { new { name = "a", hue = 8 } } })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await lead.PutAsync(Labels, new { items = new[] { new { name = "a", hue = 1 }, new { name = "a", hue = 2 } } })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await lead.PutAsync(Labels, new { items = Enumerable.Range(0, 201).Select(i => new { name = $"l{i}", hue = 1 }) })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await lead.PutAsync(Labels, """{"items":[{"name":"a"}]}""")).Is(HttpStatusCode.BadRequest, "invalid-body");
        (await lead.PutAsync(Labels, """{"items":[1]}""")).Is(HttpStatusCode.BadRequest, "invalid-body");
        (await lead.PutAsync(Labels, new { items = Enumerable.Range(0, 200).Select(i => new { name = $"l{i}", hue = 1 }) })).Is(HttpStatusCode.OK);
        (await lead.PutAsync(Labels, new { items = Array.Empty<object>() })).Is(HttpStatusCode.OK);
        Assert.Equal("""{"items":[]}""", (await agent.GetAsync(Labels)).Text);
    }

    [Fact]
    public async Task Two_who_change_different_labels_at_once_lose_nothing()
    {
        var ((_, agent), (_, lead)) = (await shared.EmployAsync("agent"), await shared.EmployAsync("lead"));
        var names = Enumerable.Range(0, 4).Select(i => $"at-once-{i}-{Guid.NewGuid():N}").ToArray();
        var added = await Task.WhenAll(names.Select(name => lead.PostAsync(Labels, new { name, hue = 1 })));
        Assert.All(added, answer => answer.Is(HttpStatusCode.OK));
        var listed = (await lead.GetAsync(Labels)).Is(HttpStatusCode.OK).Text;
        Assert.All(names, name => Assert.Contains(name, listed));
        (await lead.PatchAsync($"{Labels}?name={names[0]}", new { hue = 5 })).Is(HttpStatusCode.OK);
        Assert.Equal("5", Items(await lead.GetAsync(Labels)).Single(item => item["name"] == names[0])["hue"]);
        await Task.WhenAll(names.Select(name => lead.DeleteAsync($"{Labels}?name={name}")));
        Assert.DoesNotContain("at-once", (await lead.GetAsync(Labels)).Text);
        (await lead.DeleteAsync($"{Labels}?name={names[0]}")).Is(HttpStatusCode.NotFound, "not-found");
        (await lead.DeleteAsync(Labels)).Is(HttpStatusCode.BadRequest, "invalid-query");
        (await agent.PostAsync(Labels, new { name = "x", hue = 1 })).Is(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_label_of_a_taken_name_is_refused_and_changes_nothing()
    {
        var (_, lead) = await shared.EmployAsync("lead");
        var name = $"taken & gone/{Guid.NewGuid():N}";
        (await lead.PostAsync(Labels, new { name, hue = 3 })).Is(HttpStatusCode.OK);
        foreach (var hue in new[] { 4, 3 })
        {
            var refused = await lead.PostAsync(Labels, new { name, hue });
            refused.Is(HttpStatusCode.Conflict, "label-taken");
            Assert.Equal("""{"name":["is another label's name"]}""", refused["errors"]);
        }

        Assert.Equal("3", Items(await lead.GetAsync(Labels)).Single(item => item["name"] == name)["hue"]);
        (await lead.DeleteAsync($"{Labels}?name={Uri.EscapeDataString(name)}")).Is(HttpStatusCode.OK);
        (await lead.PostAsync(Labels, new { name, hue = 4 })).Is(HttpStatusCode.OK);
        (await lead.DeleteAsync($"{Labels}?name={Uri.EscapeDataString(name)}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_those_who_add_one_name_at_once_one_wins()
    {
        var ((_, one), (_, other)) = (await shared.EmployAsync("admin"), await shared.EmployAsync("lead"));
        for (var round = 0; round < 10; round++)
        {
            var name = $"one-name-{Guid.NewGuid():N}";
            var answers = await Task.WhenAll(one.PostAsync(Labels, new { name, hue = 1 }), other.PostAsync(Labels, new { name, hue = 2 }));
            var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
            Assert.Single(answers, answer => answer is { Status: HttpStatusCode.Conflict, Slug: "label-taken" });
            Assert.Equal(winner == answers[0] ? "1" : "2", Items(await one.GetAsync(Labels)).Single(item => item["name"] == name)["hue"]);
            (await one.DeleteAsync($"{Labels}?name={name}")).Is(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_label_s_hue_is_changed_by_leads_and_of_labels_that_exist()
    {
        var ((_, agent), (_, lead)) = (await shared.EmployAsync("agent"), await shared.EmployAsync("lead"));
        var name = $"hue & more/{Guid.NewGuid():N}";
        var at = $"{Labels}?name={Uri.EscapeDataString(name)}";
        (await lead.PatchAsync(at, new { hue = 1 })).Is(HttpStatusCode.NotFound, "not-found");
        (await lead.PostAsync(Labels, new { name, hue = 3 })).Is(HttpStatusCode.OK);
        Assert.Equal("6", Items(await lead.PatchAsync(at, new { hue = 6 })).Single(item => item["name"] == name)["hue"]);
        (await agent.PatchAsync(at, new { hue = 1 })).Is(HttpStatusCode.Forbidden, "forbidden");
        (await lead.PatchAsync(at, new { hue = 8 })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await lead.PatchAsync(at, new { hue = 1, name = "x" })).Is(HttpStatusCode.BadRequest, "invalid-body");
        (await lead.PatchAsync(at, new { })).Is(HttpStatusCode.BadRequest, "invalid-body");
        (await lead.PatchAsync(Labels, new { hue = 1 })).Is(HttpStatusCode.BadRequest, "invalid-query");
        Assert.Equal("6", Items(await lead.GetAsync(Labels)).Single(item => item["name"] == name)["hue"]);
        (await lead.DeleteAsync(at)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_renamed_label_has_its_new_name_on_every_open_conversation_and_nothing_else_changes_there()
    {
        var (_, lead) = await shared.EmployAsync("lead");
        var (old, next, other) = ($"old-{Guid.NewGuid():N}", $"new-{Guid.NewGuid():N}", $"other-{Guid.NewGuid():N}");
        (await lead.PostAsync(Labels, new { name = old, hue = 3 })).Is(HttpStatusCode.OK);
        (await lead.PostAsync(Labels, new { name = other, hue = 4 })).Is(HttpStatusCode.OK);
        var both = "/api/v1/conversations/" + await shared.Channel.ArriveAsync();
        var twice = "/api/v1/conversations/" + await shared.Channel.ArriveAsync();
        (await lead.PutAsync(both + "/labels", new { id = Guid.NewGuid(), labels = new[] { "a", old, "z" } })).Is(HttpStatusCode.OK);
        (await lead.PutAsync(twice + "/labels", new { id = Guid.NewGuid(), labels = new[] { next, old } })).Is(HttpStatusCode.OK);

        (await lead.PostAsync(Labels + "/rename", new { from = old, to = other })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await lead.PostAsync(Labels + "/rename", new { from = old, to = old })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        var renamed = (await lead.PostAsync(Labels + "/rename", new { from = old, to = next })).Is(HttpStatusCode.OK);

        Assert.Equal(("2", "0"), (renamed["changed"], renamed["left"]));
        Assert.Equal("3", Items(renamed).Single(item => item["name"] == next)["hue"]);
        Assert.DoesNotContain(old, renamed.Text);
        Assert.Equal($"""["a","{next}","z"]""", (await lead.GetAsync(both)).Is(HttpStatusCode.OK)["labels"]);
        Assert.Equal($"""["{next}"]""", (await lead.GetAsync(twice)).Is(HttpStatusCode.OK)["labels"]);
        Assert.Equal("0", (await lead.PostAsync(Labels + "/rename", new { from = old, to = next })).Is(HttpStatusCode.OK)["changed"]);
        foreach (var name in new[] { next, other })
        {
            (await lead.DeleteAsync($"{Labels}?name={name}")).Is(HttpStatusCode.OK);
        }
    }

    private static IEnumerable<Dictionary<string, string>> Items(Answer answer) =>
        answer.Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
            .Select(item => item.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ToString()));
}
