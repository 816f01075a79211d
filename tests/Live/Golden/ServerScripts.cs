using System.Text.Json.Nodes;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Json;

namespace Conversations.Live.Tests.Golden;

/// <summary>Short stories, played on the real server side; what it sent is the golden file.</summary>
internal static class ServerScripts
{
    public static Task<JsonObject> PlayAsync(string file) => file switch
    {
        "server-list-of-a-morning.json" => MorningAsync(),
        "server-list-of-ones-own.json" => OwnAsync(),
        _ => FollowedAsync(),
    };

    private static async Task<JsonObject> MorningAsync()
    {
        using var node = new LiveNode();
        node.Commit(Rows.Row(1) with { DueAt = Rows.Start.AddHours(2) });
        node.Commit(Rows.Row(2) with { DueAt = Rows.Start.AddHours(1), Labels = ["vip"] });
        return await ListAsync(node, """{"view":"unattended","size":3}""", "A list as the server sends it: one arrives, one is claimed and leaves, one waits longer, the third moves up.", [
            () => node.Commit(Rows.Row(3) with { DueAt = Rows.Start.AddMinutes(30), LastText = "Ein „Gruß“ & <b>мир</b> 🎸" }),
            () => node.Commit(Rows.Row(2, head: 2) with { State = ConversationStates.Owned, Owner = Rows.Ana, Unattended = false, WaitingSince = null }),
            () =>
            {
                node.Commit(Rows.Row(1, head: 2) with { DueAt = Rows.Start.AddMinutes(10) });
                node.Commit(Rows.Row(4));
                node.Commit(Rows.Row(5) with { Queue = new QueueId("billing") });
            },
        ]);
    }

    private static async Task<JsonObject> OwnAsync()
    {
        using var node = new LiveNode();
        node.Directory.Name("ana", "Ana A.");
        node.Commit(Rows.Row(1) with { State = ConversationStates.Owned, Owner = Rows.Ana });
        return await ListAsync(node, """{"view":"mine","sort":"newest"}""", "What I own: a reply is sent, a second one is mine, the first is resolved and goes.", [
            () => node.Commit(Rows.Row(1, head: 2) with { State = ConversationStates.WaitingCustomer, Owner = Rows.Ana, Unattended = false, LastBy = "employee", WaitingSince = null }),
            () => node.State.Apply(Rows.Row(2, head: 3) with { State = ConversationStates.Owned, Owner = Rows.Ana }),
            () => node.Commit(Rows.Row(1, head: 4) with { State = ConversationStates.Resolved, Owner = Rows.Ana, Unattended = false }),
        ]);
    }

    private static async Task<JsonObject> ListAsync(LiveNode node, string spec, string about, Action[] steps)
    {
        var me = node.Open(Rows.Ana);
        var list = await me.WatchList(spec);
        var before = State(list);
        foreach (var step in steps)
        {
            step();
            node.Round(1_000);
        }

        var events = new JsonArray([.. me.Told("ListDelta").Select(told => Named(told.DeepClone().AsObject()))]);
        return Golden("list", about, before, events, State(list));
    }

    private static async Task<JsonObject> FollowedAsync()
    {
        using var node = new LiveNode();
        var id = Rows.Id(1).Value;
        node.Commit(Rows.Row(1, head: 2), Rows.Entry(1), Rows.Entry(2, "and again"));
        var me = node.Open(Rows.Ana);
        await me.WatchConversation(id, 1);
        node.Round();
        node.Commit(Rows.Row(1, head: 3), new EntryRow
        {
            Seq = 3, At = Rows.Start.AddMinutes(1), Kind = EntryKinds.ReplyQueued, Actor = new Actor("employee", "ana", "Ana A.", "key"),
            Data = """{"replyId":"0192f7a0-0000-7000-8000-000000000001","audience":"private"}""", Words = """{"text":"Hello, we are looking."}""",
        });
        node.Commit(Rows.Row(1, head: 4), new EntryRow
        {
            Seq = 4, At = Rows.Start.AddMinutes(1), Kind = EntryKinds.ReplySent, Actor = Actor.System, Data = """{"replyId":"0192f7a0-0000-7000-8000-000000000001"}""",
        });
        node.Round();
        var all = await node.Store.ReadEntriesAsync(id, 0, 100, default);
        return Golden(
            "conversation", "Entries as the server pushes them: the backlog, then two in one frame.", Thread(id, [all[0]]),
            new JsonArray([.. me.Told("Entries").Select(static told => told.DeepClone())]), Thread(id, all));
    }

    private static JsonObject Golden(string kind, string about, JsonNode before, JsonArray events, JsonNode after) => new()
    {
        ["kind"] = kind,
        ["about"] = about,
        ["before"] = before,
        ["events"] = events,
        ["outcomes"] = new JsonArray([.. events.Select(static _ => JsonValue.Create(Reducer.Applied))]),
        ["after"] = after,
    };

    private static JsonObject State(ListReader list) => new()
    {
        ["listId"] = "list-1",
        ["version"] = list.Version,
        ["items"] = new JsonArray([.. list.Items.Select(static item => item.DeepClone())]),
        ["total"] = list.Total,
        ["counts"] = list.Counts.DeepClone(),
    };

    private static JsonObject Thread(string id, IEnumerable<EntryRow> entries) => new()
    {
        ["conversationId"] = id,
        ["entries"] = new JsonArray([.. entries.Select(static entry => JsonNode.Parse(EntryJson.ToUtf8(entry)))]),
    };

    /// <summary>Ids of lists are made anew with every start of a node.</summary>
    private static JsonObject Named(JsonObject told)
    {
        told["listId"] = "list-1";
        return told;
    }
}
