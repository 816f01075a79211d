using System.Text.Json.Nodes;

namespace Conversations.Load.Tests.StandIn;

/// <summary>Misbehaviour that the stand-in is asked for, to see the harness find it.</summary>
public enum Plant
{
    None,

    /// <summary>Every 20th message is acknowledged and not kept.</summary>
    LoseMessages,

    /// <summary>Repeats are kept again.</summary>
    KeepRepeats,

    /// <summary>Every 5th reply is sent again after its 200.</summary>
    SendTwice,

    /// <summary>Every 8th entry that somebody watches is not pushed.</summary>
    SkipPushes,

    /// <summary>Every 40th message cuts all sockets: right, but trying for dashboards.</summary>
    CutSockets,
}

/// <summary>A conversation of the stand-in, in memory.</summary>
public sealed class StandInConversation(string id, string channel, string thread)
{
    public string Id => id;
    public string Channel => channel;
    public string Thread => thread;
    public List<JsonObject> Entries { get; } = [];
    public Dictionary<string, int> Places { get; } = [];
    public Dictionary<string, string> ReplyStates { get; } = [];
    public Task Delivering { get; set; } = Task.CompletedTask;
    public bool IsWaiting { get; set; }
    public string? Owner { get; set; }
    public int Epoch { get; set; }

    public string? LastMessage(long seen) => Entries.LastOrDefault(entry => (string?)entry["kind"] == "messageReceived" && entry["seq"]!.GetValue<int>() <= seen)?["data"]?["externalId"]?.GetValue<string>();
}

/// <summary>The stand-in's truth; every change is made under <see cref="Gate"/> and told to <see cref="Appended"/> in order.</summary>
public sealed class StandInJournal
{
    public Lock Gate { get; } = new();
    public Dictionary<string, StandInConversation> Conversations { get; } = [];
    public Dictionary<string, (string Body, int Status, string Answer)> Commands { get; } = [];
    public Action<StandInConversation, JsonObject>? Appended { get; set; }

    public StandInConversation Open(string channel, string thread)
    {
        var known = Conversations.Values.FirstOrDefault(conversation => conversation.Channel == channel && conversation.Thread == thread);
        return known ?? (Conversations["c-" + channel + "-" + thread] = new StandInConversation("c-" + channel + "-" + thread, channel, thread));
    }

    public int Append(StandInConversation conversation, string kind, string actor, JsonObject data)
    {
        var seq = conversation.Entries.Count + 1;
        var entry = new JsonObject
        {
            ["seq"] = seq,
            ["at"] = DateTimeOffset.UtcNow,
            ["kind"] = kind,
            ["actor"] = new JsonObject { ["kind"] = actor, ["id"] = actor + "-1", ["name"] = actor },
            ["data"] = data,
        };
        conversation.Entries.Add(entry);
        Appended?.Invoke(conversation, entry);
        return seq;
    }

    public static JsonObject Summary(StandInConversation conversation) => new()
    {
        ["id"] = conversation.Id,
        ["channelId"] = conversation.Channel,
        ["thread"] = conversation.Thread,
        ["head"] = conversation.Entries.Count,
        ["state"] = conversation.IsWaiting ? "new" : "waitingCustomer",
    };
}
