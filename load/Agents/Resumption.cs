using System.Text.Json;

namespace Conversations.Load.Agents;

/// <summary>The Resume call: what a dashboard had when its connection ended, and what the answer makes of it. Used under the dashboard's lock.</summary>
public static class Resumption
{
    public static object Request(ListView list, IEnumerable<WatchedConversation> watched) => new
    {
        lists = new[] { new { listId = list.ListId, version = list.Version, spec = list.Spec, offset = 0, size = list.Spec["size"] } },
        conversations = watched.Select(conversation => new { id = conversation.Id, seq = conversation.Last }).ToArray(),
    };

    /// <exception cref="KeyNotFoundException">The answer has not the published form.</exception>
    public static void Apply(JsonElement answer, ListView list, IReadOnlyDictionary<string, WatchedConversation> watched)
    {
        foreach (var item in answer.GetProperty("lists").EnumerateArray())
        {
            if (item.TryGetProperty("items", out _))
            {
                list.Begin(item);
            }
            else
            {
                list.GoOn(item.GetProperty("listId").GetString()!);
            }
        }

        foreach (var item in answer.GetProperty("conversations").EnumerateArray())
        {
            if (watched.TryGetValue(item.GetProperty("id").GetString()!, out var conversation))
            {
                conversation.Begin(item.GetProperty("from").GetInt64());
            }
        }
    }
}
