using System.Globalization;
using System.Text.Json.Nodes;

namespace Conversations.Load.Tests.StandIn;

/// <summary>What each command of the stand-in does; null = illegal now.</summary>
public static class StandInCommands
{
    private const string Employee = "employee-1";

    public static JsonObject? Decide(StandInJournal journal, StandInDelivery delivery, StandInConversation conversation, string verb, string replyId, JsonNode body) => verb switch
    {
        "replies" => Reply(journal, delivery, conversation, replyId, body),
        "claim" => Claim(journal, conversation),
        "release" => Release(journal, conversation),
        "cancel" => Cancel(journal, conversation, replyId),
        "retry" => null,
        "resolve" => Plain(journal, conversation, "stateChanged", isWaiting: false),
        "notes" => Plain(journal, conversation, "noteAdded", conversation.IsWaiting),
        _ => Plain(journal, conversation, verb + "Changed", conversation.IsWaiting),
    };

    private static JsonObject Reply(StandInJournal journal, StandInDelivery delivery, StandInConversation conversation, string replyId, JsonNode body)
    {
        var holdSeconds = body["holdSeconds"]?.GetValue<int>() ?? 0;
        var text = body["text"]!.GetValue<string>();
        conversation.IsWaiting = false;
        conversation.ReplyStates[replyId] = "held";
        var seen = body["seenSeq"]!.GetValue<long>();
        var seq = journal.Append(conversation, "replyQueued", "employee", new JsonObject { ["replyId"] = replyId, ["text"] = text });
        var outgoing = new JsonObject
        {
            ["id"] = replyId,
            ["thread"] = conversation.Thread,
            ["conversationId"] = conversation.Id,
            ["visibility"] = "private",
            ["text"] = text,
            ["replyTo"] = conversation.LastMessage(seen),
        };
        delivery.Queue(conversation, replyId, TimeSpan.FromSeconds(holdSeconds), outgoing.ToJsonString());
        return new JsonObject { ["seq"] = seq, ["delivery"] = holdSeconds > 0 ? "held" : "pending" };
    }

    private static JsonObject Claim(StandInJournal journal, StandInConversation conversation)
    {
        if (conversation.Owner is null)
        {
            conversation.Owner = Employee;
            journal.Append(conversation, "claimed", "employee", new JsonObject { ["employeeId"] = Employee, ["epoch"] = ++conversation.Epoch });
        }

        return new JsonObject { ["seq"] = conversation.Entries.Count, ["epoch"] = conversation.Epoch, ["leaseUntil"] = DateTimeOffset.UtcNow.AddMinutes(5).ToString("O", CultureInfo.InvariantCulture) };
    }

    private static JsonObject? Release(StandInJournal journal, StandInConversation conversation)
    {
        if (conversation.Owner is null)
        {
            return null;
        }

        conversation.Owner = null;
        return new JsonObject { ["seq"] = journal.Append(conversation, "released", "employee", new JsonObject { ["employeeId"] = Employee, ["epoch"] = conversation.Epoch }) };
    }

    private static JsonObject? Cancel(StandInJournal journal, StandInConversation conversation, string replyId)
    {
        if (conversation.ReplyStates.GetValueOrDefault(replyId) != "held")
        {
            return null;
        }

        conversation.ReplyStates[replyId] = "cancelled";
        return new JsonObject { ["seq"] = journal.Append(conversation, "replyCancelled", "employee", new JsonObject { ["replyId"] = replyId }) };
    }

    private static JsonObject Plain(StandInJournal journal, StandInConversation conversation, string kind, bool isWaiting)
    {
        conversation.IsWaiting = isWaiting;
        return new JsonObject { ["seq"] = journal.Append(conversation, kind, "employee", []) };
    }
}
