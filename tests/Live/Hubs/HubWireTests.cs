using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Hubs;

namespace Conversations.Live.Tests.Hubs;

/// <summary>The hub as bytes on a real socket.</summary>
public sealed class HubWireTests : IAsyncLifetime
{
    private HubHost _host = null!;

    [Fact(Timeout = 60_000)]
    public async Task A_list_is_answered_and_then_told_of_changes()
    {
        _host.Commit(Rows.Row(1));
        await using var me = await RawSocket.ReadingAsync(_host, "ana");
        var list = new ListReader((await me.CallAsync("WatchList", """{"view":"all"}"""))["result"]!.AsObject());
        _host.Commit(Rows.Row(2));
        list.Apply(Argument(await me.NextAsync(static message => IsOf(message, "ListDelta"))));
        Assert.Equal(2, list.Order.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task No_delta_ever_overtakes_the_snapshot_it_builds_on()
    {
        await using var me = await RawSocket.ReadingAsync(_host, "ana.key");
        using var end = new CancellationTokenSource();
        var work = Task.Run(() => WorkUntil(end.Token));
        for (var round = 0; round < 30; round++)
        {
            var answer = (await me.CallAsync("WatchList", """{"view":"all","sort":"newest"}"""))["result"]!;
            var id = answer["listId"]!.GetValue<string>();
            await me.NextAsync(message => IsOf(message, "ListDelta") && Argument(message)["listId"]!.GetValue<string>() == id);
            await me.CallAsync("UnwatchList", $"\"{id}\"");
        }

        await end.CancelAsync();
        await work;
        MustFollowTheirSnapshots(me.All);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_line_on_which_nothing_answers_any_more_is_ended_though_it_was_never_closed()
    {
        await using var host = await HubHost.StartAsync(static options => (options.LineCheckEvery, options.LineCheckPatience) = (TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200)));
        await using var alive = await RawSocket.ReadingAsync(host, "ben");
        await using var lost = await RawSocket.OpenAsync(host, "ana");
        while (host.Dashboards.People().Count < 2)
        {
            await alive.CallAsync("UnwatchList", "\"none\"");
        }

        while (host.Dashboards.People().ContainsKey(Rows.Ana))
        {
            await alive.CallAsync("UnwatchList", "\"none\"");
        }

        Assert.True(host.Dashboards.People().ContainsKey(Rows.Ben));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_conversations_entries_come_behind_the_answer_that_announces_them()
    {
        _host.State.Apply(_host.Store.Commit("w1", Rows.Append(Rows.Row(1, 20), Rows.Entries(1, 20))));
        await using var me = await RawSocket.ReadingAsync(_host, "ana");
        var answer = await me.CallAsync("WatchConversation", $"\"{Rows.Id(1).Value}\",15");
        Assert.Equal("""{"head":20,"from":16}""", answer["result"]!.ToJsonString());
        var entries = Argument(await me.NextAsync(static message => IsOf(message, "Entries")));
        Assert.Equal([16, 17, 18, 19, 20], entries["entries"]!.AsArray().Select(static entry => entry!["seq"]!.GetValue<int>()));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("this is no json")]
    [InlineData("""{"type":1,"invocationId":"9","target":"DropTables","arguments":[]}""")]
    [InlineData("""{"type":1,"invocationId":"9","target":"WatchConversation","arguments":["a"]}""")]
    [InlineData("""{"type":1,"invocationId":"9","target":"WatchConversation","arguments":["a",1,2]}""")]
    [InlineData("""{"type":1,"invocationId":"9","target":"Typing","arguments":[{"a":1},"yes"]}""")]
    [InlineData("""{"type":1,"invocationId":"9","target":"OnConnectedAsync","arguments":[]}""")]
    public async Task A_malformed_frame_ends_its_connection_and_says_nothing_of_the_inside(string frame)
    {
        await using var other = await RawSocket.ReadingAsync(_host, "ben");
        await using var me = await RawSocket.ReadingAsync(_host, "ana");
        await me.SendAsync(frame);
        await me.Closed;
        MustShowNothingInternal(me.Text.ToString());
        Assert.NotNull((await other.CallAsync("WatchList", """{"view":"all"}"""))["result"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_message_of_more_than_thirty_two_kilobytes_ends_its_connection()
    {
        await using var me = await RawSocket.ReadingAsync(_host, "ana");
        await me.SendAsync($$"""{"type":1,"invocationId":"9","target":"WatchList","arguments":[{"q":"{{new string('x', 40_000)}}"}]}""");
        await me.Closed;
        MustShowNothingInternal(me.Text.ToString());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("""{"view":"everything"}""")]
    [InlineData("""{"View":"all"}""")]
    [InlineData("""{"view":"all","limit":5}""")]
    [InlineData("""{"view":"all","view":"mine"}""")]
    [InlineData("""{"view":"all","size":101}""")]
    [InlineData("""{"view":"all","size":0}""")]
    [InlineData("""{"view":"all","offset":-1}""")]
    [InlineData("""{"view":"all","size":"50"}""")]
    [InlineData("""{"view":"all","size":1.5}""")]
    [InlineData("""{"view":null}""")]
    [InlineData("""{"view":"all","state":"sleeping"}""")]
    [InlineData("""{"view":"all","sort":"random"}""")]
    [InlineData("""{"view":"all","queue":"a b"}""")]
    [InlineData("""{"view":"all","q":""}""")]
    [InlineData("""{"view":"all","q":"\ud800"}""")]
    [InlineData("""{"view":"all","q":"a\u0000b"}""")]
    [InlineData("""{"view":"all","q":"x","offset":1990,"size":20}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task A_spec_that_is_not_exactly_one_is_an_invalid_query(string spec)
    {
        await using var me = await RawSocket.ReadingAsync(_host, "ana");
        Assert.EndsWith("HubException: invalid-query", (await me.CallAsync("WatchList", spec))["error"]!.GetValue<string>());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("MoveList", "\"nope\",0,50", "not-found")]
    [InlineData("MoveList", "null,0,50", "invalid-query")]
    [InlineData("WatchConversation", "\"aaaaaaaaaaaaaaaaaaaaaaaaaa\",0", "not-found")]
    [InlineData("WatchConversation", "\"aaaaaaaaaaaaaaaaaaaaaaaaaa\",-1", "invalid-query")]
    [InlineData("WatchConversation", "\"../etc\",0", "not-found")]
    [InlineData("Resume", "{\"list\":[]}", "invalid-query")]
    [InlineData("Resume", "{\"conversations\":[{\"id\":\"a\",\"seq\":-1}]}", "invalid-query")]
    [InlineData("Resume", "{\"lists\":[{\"listId\":\"a\",\"version\":1}]}", "invalid-query")]
    public async Task A_no_is_a_problem_slug(string method, string arguments, string slug)
    {
        await using var me = await RawSocket.ReadingAsync(_host, "ana");
        Assert.EndsWith($"HubException: {slug}", (await me.CallAsync(method, arguments))["error"]!.GetValue<string>());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("WatchList", "{\"view\":\"all\"}")]
    [InlineData("MoveList", "\"a\",0,50")]
    [InlineData("UnwatchList", "\"a\"")]
    [InlineData("WatchConversation", "\"a\",0")]
    [InlineData("UnwatchConversation", "\"a\"")]
    [InlineData("Typing", "\"a\",true")]
    [InlineData("Resume", "{}")]
    public async Task Who_may_not_read_conversations_may_call_nothing(string method, string arguments)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var name = $"r-{RoleNames.Of(role)}";
            _host.Revocation.Roles[name] = role;
            await using var me = await RawSocket.ReadingAsync(_host, name);
            var error = (await me.CallAsync(method, arguments))["error"]?.GetValue<string>() ?? "";
            Assert.Equal(!Policy.Allows(role, Permission.ReadConversations), error.EndsWith("HubException: forbidden", StringComparison.Ordinal));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_calls_too_often_is_answered_overloaded_and_may_go_on_later()
    {
        await using var me = await RawSocket.ReadingAsync(_host, "ana");
        Assert.Null((await me.CallAsync("UnwatchList", "\"x\""))["error"]);

        // All at once, so that no machine is too slow to be too often.
        await me.SendAsync(string.Join('\u001e', Enumerable.Range(0, 300).Select(
            static call => $"{{\"type\":1,\"invocationId\":\"often-{call}\",\"target\":\"UnwatchList\",\"arguments\":[\"x\"]}}")));
        await me.NextAsync(static message => message["error"]?.GetValue<string>().EndsWith("overloaded", StringComparison.Ordinal) ?? false);
    }

    [Fact(Timeout = 60_000)]
    public async Task Ten_thousand_pings_hurt_nobody()
    {
        await using var me = await RawSocket.ReadingAsync(_host, "ana");
        for (var ping = 0; ping < 100; ping++)
        {
            await me.SendAsync(string.Join('\u001e', Enumerable.Repeat("{\"type\":6}", 100)));
        }

        Assert.NotNull((await me.CallAsync("WatchList", """{"view":"all"}"""))["result"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task After_a_broken_line_everything_is_resumed_by_one_call()
    {
        _host.State.Apply(_host.Store.Commit("w1", Rows.Append(Rows.Row(1, 5), Rows.Entries(1, 5))));
        await using var me = await RawSocket.ReadingAsync(_host, "ana");
        var state = $$$"""{"lists":[{"listId":"gone-1","version":7,"spec":{"view":"all","sort":"newest"},"offset":0,"size":100}],"conversations":[{"id":"{{{Rows.Id(1).Value}}}","seq":3},{"id":"{{{Rows.Id(2).Value}}}","seq":1}]}""";
        var result = (await me.CallAsync("Resume", state))["result"]!;
        var list = new ListReader(result["lists"]![0]!.AsObject());
        Assert.Equal(Rows.Id(1).Value, Assert.Single(list.Order));
        Assert.Equal($$"""{"id":"{{Rows.Id(1).Value}}","resumed":true,"head":5,"from":4}""", result["conversations"]![0]!.ToJsonString());
        Assert.Equal($$"""{"id":"{{Rows.Id(2).Value}}","resumed":false,"problem":"not-found"}""", result["conversations"]![1]!.ToJsonString());
        var entries = Argument(await me.NextAsync(static message => IsOf(message, "Entries")));
        Assert.Equal([4, 5], entries["entries"]!.AsArray().Select(static entry => entry!["seq"]!.GetValue<int>()));
        Assert.Equal("""{"listId":"ID","version":1,"resumed":true}""".Replace("ID", list.ListId), (await SameAgain(me, list))["lists"]![0]!.ToJsonString());
    }

    public async ValueTask InitializeAsync() => _host = await HubHost.StartAsync(static options => options.CallsPerSecondMax = 25);

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    private static async Task<JsonNode> SameAgain(RawSocket me, ListReader list) =>
        (await me.CallAsync("Resume", $$"""{"lists":[{"listId":"{{list.ListId}}","version":1,"spec":{"view":"all","sort":"newest"},"offset":0,"size":100}]}"""))["result"]!;

    private void WorkUntil(CancellationToken end)
    {
        for (var head = 1; !end.IsCancellationRequested; head++)
        {
            _host.Commit(Rows.Row(head % 50, head));
        }
    }

    private static void MustFollowTheirSnapshots(IEnumerable<JsonObject> messages)
    {
        var lists = new Dictionary<string, ListReader>();
        foreach (var message in messages)
        {
            if (message["result"] is JsonObject result && result["items"] is not null)
            {
                lists.Add(result["listId"]!.GetValue<string>(), new ListReader(result));
            }
            else if (IsOf(message, "ListDelta"))
            {
                lists[Argument(message)["listId"]!.GetValue<string>()].Apply(Argument(message));
            }
        }

        Assert.Equal(30, lists.Count);
    }

    private static void MustShowNothingInternal(string text)
    {
        foreach (var inside in new[] { "Exception", "System.", "   at ", "Conversations", "fits no method", ".cs" })
        {
            Assert.DoesNotContain(inside, text, StringComparison.Ordinal);
        }
    }

    private static bool IsOf(JsonObject message, string target) => message["target"]?.GetValue<string>() == target;

    private static JsonObject Argument(JsonObject message) => message["arguments"]![0]!.AsObject();
}
