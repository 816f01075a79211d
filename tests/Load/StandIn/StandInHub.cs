using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;

namespace Conversations.Load.Tests.StandIn;

/// <summary>Who watches what; pushes are made under the journal's gate, so every connection sees one order.</summary>
public sealed class StandInFeed
{
    private readonly StandInJournal _journal;
    private readonly IHubContext<StandInHub> _hub;
    private readonly Plant _plant;
    private readonly ConcurrentDictionary<string, (string ListId, long Version)> _lists = new();
    private readonly ConcurrentDictionary<(string Connection, string Conversation), bool> _watches = new();
    private readonly ConcurrentDictionary<string, HubCallerContext> _connections = new();
    private int _pushed;

    public StandInFeed(StandInJournal journal, IHubContext<StandInHub> hub, Plant plant)
    {
        (_journal, _hub, _plant) = (journal, hub, plant);
        journal.Appended = Push;
    }

    /// <summary>Every open connection, so that a test can cut them all.</summary>
    public void Connected(HubCallerContext context) => _connections[context.ConnectionId] = context;

    public void CutAll()
    {
        foreach (var connection in _connections.Values)
        {
            connection.Abort();
        }
    }

    public JsonObject WatchList(string connection)
    {
        lock (_journal.Gate)
        {
            var listId = Guid.NewGuid().ToString("N");
            _lists[connection + listId] = (listId, 1);
            var items = new JsonArray([.. Window().Select(id => (JsonNode)StandInJournal.Summary(_journal.Conversations[id]))]);
            return new JsonObject { ["listId"] = listId, ["version"] = 1, ["items"] = items, ["total"] = items.Count, ["counts"] = new JsonObject() };
        }
    }

    public void UnwatchList(string connection, string listId) => _lists.TryRemove(connection + listId, out _);

    public JsonObject Watch(string connection, string id, long after)
    {
        lock (_journal.Gate)
        {
            var conversation = _journal.Conversations.GetValueOrDefault(id) ?? throw new HubException("not-found");
            _watches[(connection, id)] = true;
            foreach (var entry in conversation.Entries.Skip((int)after))
            {
                Send(connection, "Entries", new JsonObject { ["conversationId"] = id, ["entries"] = new JsonArray(entry.DeepClone()) });
            }

            return new JsonObject { ["head"] = conversation.Entries.Count, ["from"] = after + 1 };
        }
    }

    public void Unwatch(string connection, string id) => _watches.TryRemove((connection, id), out _);

    private IEnumerable<string> Window() => _journal.Conversations.Values.Where(conversation => conversation.IsWaiting).Select(conversation => conversation.Id).Order(StringComparer.Ordinal).Take(50);

    private void Push(StandInConversation conversation, JsonObject entry)
    {
        var watching = _watches.Keys.Where(watch => watch.Conversation == conversation.Id).ToArray();
        if (_plant != Plant.SkipPushes || watching.Length == 0 || ++_pushed % 8 != 0)
        {
            foreach (var (connection, _) in watching)
            {
                Send(connection, "Entries", new JsonObject { ["conversationId"] = conversation.Id, ["entries"] = new JsonArray(entry.DeepClone()) });
            }
        }

        var window = Window().ToArray();
        foreach (var (key, list) in _lists)
        {
            _lists[key] = list with { Version = list.Version + 1 };
            var delta = new JsonObject
            {
                ["listId"] = list.ListId,
                ["version"] = list.Version + 1,
                ["order"] = new JsonArray([.. window.Select(id => (JsonNode)id)]),
                ["upserts"] = new JsonArray([.. window.Select(id => (JsonNode)StandInJournal.Summary(_journal.Conversations[id]))]),
            };
            Send(key[..^32], "ListDelta", delta);
        }
    }

    private void Send(string connection, string method, JsonObject body) => _ = _hub.Clients.Client(connection).SendAsync(method, JsonSerializer.SerializeToElement(body));
}

public sealed class StandInHub(StandInFeed feed) : Microsoft.AspNetCore.SignalR.Hub
{
    public override Task OnConnectedAsync()
    {
        feed.Connected(Context);
        return Task.CompletedTask;
    }

    public JsonObject WatchList(JsonElement spec) => spec.ValueKind == JsonValueKind.Object ? feed.WatchList(Context.ConnectionId) : throw new HubException("invalid-body");

    public void UnwatchList(string listId) => feed.UnwatchList(Context.ConnectionId, listId);

    public JsonObject WatchConversation(string id, long afterSeq) => feed.Watch(Context.ConnectionId, id, afterSeq);

    public JsonObject Resume(JsonElement state) => new()
    {
        ["lists"] = new JsonArray(feed.WatchList(Context.ConnectionId)),
        ["conversations"] = new JsonArray(
        [
            .. state.GetProperty("conversations").EnumerateArray().Select(watched =>
            {
                var answer = feed.Watch(Context.ConnectionId, watched.GetProperty("id").GetString()!, watched.GetProperty("seq").GetInt64());
                answer["id"] = watched.GetProperty("id").GetString();
                return (JsonNode)answer;
            }),
        ]),
    };

    public void UnwatchConversation(string id) => feed.Unwatch(Context.ConnectionId, id);
}
