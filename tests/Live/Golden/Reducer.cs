using System.Text.Json.Nodes;

namespace Conversations.Live.Tests.Golden;

/// <summary>The client's one reducer once more, in C#: same input, same outcome, same result, held together by the golden files.</summary>
internal static class Reducer
{
    public const string Applied = "applied";
    public const string Ignored = "ignored";
    public const string Hole = "hole";

    public static (string Outcome, JsonObject State) List(JsonObject state, JsonObject delta)
    {
        var (version, told) = (state["version"]!.GetValue<long>(), delta["version"]!.GetValue<long>());
        if (Text(state, "listId") != Text(delta, "listId") || told <= version)
        {
            return (Ignored, state);
        }

        var known = state["items"]!.AsArray().Concat(delta["upserts"]!.AsArray()).Aggregate(new Dictionary<string, JsonNode>(), static (rows, row) =>
        {
            rows[Text(row!, "id")] = row!;
            return rows;
        });
        var order = delta["order"]!.AsArray().Select(static id => id!.GetValue<string>()).ToList();
        if (told > version + 1 || order.Any(id => !known.ContainsKey(id)))
        {
            return (Hole, state);
        }

        var next = new JsonObject
        {
            ["listId"] = Text(state, "listId"),
            ["version"] = told,
            ["items"] = new JsonArray([.. order.Select(id => known[id].DeepClone())]),
            ["total"] = delta["total"]!.DeepClone(),
            ["counts"] = delta["counts"]!.DeepClone(),
        };
        return (Applied, next);
    }

    public static (string Outcome, JsonObject State) Conversation(JsonObject state, JsonObject told)
    {
        if (Text(state, "conversationId") != Text(told, "conversationId"))
        {
            return (Ignored, state);
        }

        var entries = state["entries"]!.AsArray();
        var last = entries.LastOrDefault()?["seq"]!.GetValue<long>() ?? 0;
        var added = told["entries"]!.AsArray().Where(entry => entry!["seq"]!.GetValue<long>() > last)
            .TakeWhile((entry, at) => entry!["seq"]!.GetValue<long>() == last + 1 + at).ToList();
        var hasHole = told["entries"]!.AsArray().Any(entry => entry!["seq"]!.GetValue<long>() > last + added.Count);
        var next = new JsonObject
        {
            ["conversationId"] = Text(state, "conversationId"),
            ["entries"] = new JsonArray([.. entries.Concat(added).Select(static entry => entry!.DeepClone())]),
        };
        return (hasHole ? Hole : added.Count == 0 ? Ignored : Applied, next);
    }

    private static string Text(JsonNode json, string name) => json[name]!.GetValue<string>();
}
