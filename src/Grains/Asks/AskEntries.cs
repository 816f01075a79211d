using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Asks;

/// <summary>The asks' entries in a conversation's journal: ids and topics in Data, what was said in Words.</summary>
internal static class AskEntries
{
    public static (string Kind, Action<Utf8JsonWriter> Data, Action<Utf8JsonWriter>? Words)? Parts(ConversationEvent happened) => happened switch
    {
        ColleaguesAsked e => (EntryKinds.Asked, w => AskedData(w, e), w => w.WriteString("text", e.Question)),
        AskAnswered e => (EntryKinds.Answered, w => AnsweredData(w, e), w => w.WriteString("text", e.Text)),
        AskEnded e => (EntryKinds.AskEnded, w => EndedData(w, e), null),
        ColleagueThanked e => (EntryKinds.Thanked, w => ThankedData(w, e), null),
        _ => null,
    };

    public static ConversationEvent? Read(EntryRow entry, JsonElement data, JsonElement words) => entry.Kind switch
    {
        EntryKinds.Asked => new ColleaguesAsked(
            AskId(data), Text(words), [.. data.GetProperty("topics").EnumerateArray().Select(static topic => topic.GetString()!)], data.GetProperty("keepUntil").GetDateTimeOffset()),
        EntryKinds.Answered => new AskAnswered(AskId(data), new EmployeeId(data.GetProperty("askerId").GetString()!), Text(words)),
        EntryKinds.AskEnded => new AskEnded(AskId(data), data.GetProperty("reason").GetString()!),
        EntryKinds.Thanked => new ColleagueThanked(AskId(data), new EmployeeId(data.GetProperty("employeeId").GetString()!)),
        _ => null,
    };

    private static void AskedData(Utf8JsonWriter w, ColleaguesAsked asked)
    {
        w.WriteString("askId", asked.AskId);
        w.WriteStartArray("topics");
        foreach (var topic in asked.Topics)
        {
            w.WriteStringValue(topic);
        }

        w.WriteEndArray();
        w.WriteString("keepUntil", asked.KeepUntil.UtcDateTime);
    }

    private static void AnsweredData(Utf8JsonWriter w, AskAnswered answered)
    {
        w.WriteString("askId", answered.AskId);
        w.WriteString("askerId", answered.Asker.Value);
    }

    private static void EndedData(Utf8JsonWriter w, AskEnded ended)
    {
        w.WriteString("askId", ended.AskId);
        w.WriteString("reason", ended.Reason);
    }

    private static void ThankedData(Utf8JsonWriter w, ColleagueThanked thanked)
    {
        w.WriteString("askId", thanked.AskId);
        w.WriteString("employeeId", thanked.Employee.Value);
    }

    private static Guid AskId(JsonElement data) => data.GetProperty("askId").GetGuid();

    private static string Text(JsonElement words) => words.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "";
}
