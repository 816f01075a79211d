using System.Net;
using System.Text.Json;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

public sealed class ConversationListTests(SharedServer shared)
{
    private const string Root = "/api/v1/conversations";

    [Fact]
    public async Task A_list_read_after_a_command_s_answer_shows_it()
    {
        var thread = TestChannel.NewThread();
        var id = await shared.Channel.ArriveAsync(thread);
        (await shared.Admin.PutAsync($"{Root}/{id}/labels", new { id = Guid.NewGuid(), labels = new[] { thread } })).Is(HttpStatusCode.OK);

        var list = (await shared.Admin.GetAsync($"{Root}?label={thread}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(id, Assert.Single(list.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(1, list.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_summary_has_the_members_of_the_contract()
    {
        var thread = TestChannel.NewThread();
        var id = await shared.Channel.ArriveAsync(thread, text: "first words", visibility: "public");
        var unowned = await OneAsync(thread);
        (await shared.Admin.PostAsync($"{Root}/{id}/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        var owned = await OneAsync(thread);

        string[] always =
        [
            "id", "channelId", "channelKind", "thread", "visibility", "customer", "state", "accountable", "queue", "priority", "labels", "head", "lastText",
            "lastAt", "waitingSince", "createdAt",
        ];
        Assert.All(always, member => Assert.True(unowned.TryGetProperty(member, out _), member));
        Assert.False(unowned.TryGetProperty("owner", out _));
        Assert.Equal("admin", unowned.GetProperty("accountable").GetString());
        Assert.Equal(("admin", "Admin"), (owned.GetProperty("owner").GetString(), owned.GetProperty("ownerName").GetString()));
        Assert.Equal(("new", "public", "webhook", thread), (State(unowned), Text(unowned, "visibility"), Text(unowned, "channelKind"), Text(unowned, "thread")));
        var customer = unowned.GetProperty("customer");
        Assert.Equal(("u-1", "Ana", "@ana", 120), (Text(customer, "id"), Text(customer, "name"), Text(customer, "handle"), customer.GetProperty("followers").GetInt32()));
        Assert.Equal(("default", "normal", "first words"), (Text(unowned, "queue"), Text(unowned, "priority"), Text(unowned, "lastText")));
        Assert.EndsWith("Z", Text(unowned, "createdAt"));
    }

    [Fact]
    public async Task Views_divide_what_is_there()
    {
        var (mark, mine, free) = (TestChannel.NewThread(), await shared.Channel.ArriveAsync(), await shared.Channel.ArriveAsync());
        foreach (var id in new[] { mine, free })
        {
            (await shared.Admin.PutAsync($"{Root}/{id}/labels", new { id = Guid.NewGuid(), labels = new[] { mark } })).Is(HttpStatusCode.OK);
        }

        (await shared.Admin.PostAsync($"{Root}/{mine}/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);

        await HoldsAsync($"view=mine&label={mark}", mine);
        await HoldsAsync($"view=queue&queue=default&label={mark}", free);
        await HoldsAsync($"view=queue&queue=other&label={mark}");
        await HoldsAsync($"view=all&label={mark}", mine, free);
        await HoldsAsync($"view=unattended&label={mark}", mine, free);
        await HoldsAsync($"owner=admin&label={mark}", mine);
        await HoldsAsync($"state=new&label={mark}", free);
    }

    [Fact]
    public async Task Counts_are_the_reader_s_own_and_not_the_filter_s()
    {
        var (_, reader) = await shared.EmployAsync("agent");
        var before = (await reader.GetAsync(Root + "?q=nothing-like-this")).Json.GetProperty("counts");
        var id = await shared.Channel.ArriveAsync();
        (await reader.PostAsync($"{Root}/{id}/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        var answer = (await reader.GetAsync(Root + "?q=nothing-like-this")).Json;

        Assert.Equal(0, answer.GetProperty("total").GetInt32());
        Assert.Equal((0, 1), (before.GetProperty("mine").GetInt32(), answer.GetProperty("counts").GetProperty("mine").GetInt32()));
        Assert.Equal(["mine", "unattended", "all", "queues"], answer.GetProperty("counts").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Pages_follow_one_another_without_hole_or_repeat()
    {
        var mark = TestChannel.NewThread();
        var all = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            all.Add(await shared.Channel.ArriveAsync());
            (await shared.Admin.PutAsync($"{Root}/{all[^1]}/labels", new { id = Guid.NewGuid(), labels = new[] { mark } })).Is(HttpStatusCode.OK);
        }

        foreach (var sort in new[] { "timeLeft", "oldest", "newest" })
        {
            var (seen, cursor) = (new List<string>(), "");
            do
            {
                var page = (await shared.Admin.GetAsync($"{Root}?label={mark}&sort={sort}&limit=2{cursor}")).Is(HttpStatusCode.OK).Json;
                seen.AddRange(page.GetProperty("items").EnumerateArray().Select(it => it.GetProperty("id").GetString()!));
                Assert.Equal(5, page.GetProperty("total").GetInt32());
                cursor = page.GetProperty("next").GetString() is { } next ? "&cursor=" + Uri.EscapeDataString(next) : "";
            }
            while (cursor.Length > 0);
            Assert.Equal(all.Order(), seen.Order());
        }
    }

    [Theory]
    [InlineData("view=others")]
    [InlineData("view=MINE")]
    [InlineData("VIEW=mine")]
    [InlineData("view=mine&view=all")]
    [InlineData("view=")]
    [InlineData("sort=random")]
    [InlineData("state=open")]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=1.5")]
    [InlineData("limit=%2B1")]
    [InlineData("cursor=made-up")]
    [InlineData("owner=a%20b")]
    [InlineData("queue=%00")]
    [InlineData("page=1")]
    public async Task An_unknown_query_is_refused(string query) => (await shared.Admin.GetAsync($"{Root}?{query}")).Is(HttpStatusCode.BadRequest, "invalid-query");

    [Theory]
    [InlineData("after=-1")]
    [InlineData("limit=501")]
    [InlineData("after=x")]
    public async Task An_unknown_query_for_entries_is_refused(string query)
    {
        var id = await shared.Channel.ArriveAsync();
        (await shared.Admin.GetAsync($"{Root}/{id}/entries?{query}")).Is(HttpStatusCode.BadRequest, "invalid-query");
    }

    [Fact]
    public async Task A_conversation_shows_its_last_fifty_entries_and_the_rest_by_pages()
    {
        var thread = TestChannel.NewThread();
        var messages = Enumerable.Range(1, 60).Select(number => TestChannel.Message(thread, "m-" + number, "text " + number)).ToArray();
        var id = (await shared.Channel.SendAsync(messages)).Is(HttpStatusCode.OK).Json.GetProperty("results")[0].GetProperty("conversationId").GetString();

        var shown = (await shared.Admin.GetAsync($"{Root}/{id}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(Enumerable.Range(11, 50), Seqs(shown));
        Assert.Equal(60, shown.GetProperty("head").GetInt32());
        var page = (await shared.Admin.GetAsync($"{Root}/{id}/entries?after=5&limit=3")).Is(HttpStatusCode.OK).Json;
        Assert.Equal([6, 7, 8], Seqs(page));
        Assert.Equal(60, page.GetProperty("head").GetInt32());
        var entry = page.GetProperty("entries")[0];
        Assert.Equal(["seq", "at", "kind", "actor", "data"], entry.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("messageReceived", "customer", "text 6"), (Text(entry, "kind"), Text(entry.GetProperty("actor"), "kind"), Text(entry.GetProperty("data"), "text")));
        Assert.Equal("m-6", Text(entry.GetProperty("data"), "externalId"));
    }

    private static IEnumerable<int> Seqs(JsonElement answer) => answer.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("seq").GetInt32());

    private static string? State(JsonElement summary) => Text(summary, "state");

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();

    private async Task<JsonElement> OneAsync(string thread) =>
        Assert.Single((await shared.Admin.GetAsync($"{Root}?q={thread}")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray(), it => Text(it, "thread") == thread);

    private async Task HoldsAsync(string query, params string[] ids)
    {
        var items = (await shared.Admin.GetAsync($"{Root}?{query}")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray();
        Assert.Equivalent(ids, items.Select(it => it.GetProperty("id").GetString()).ToArray(), strict: true);
    }
}
