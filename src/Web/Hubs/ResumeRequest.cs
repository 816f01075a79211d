using System.Text.Json;
using Conversations.Contracts;

namespace Conversations.Web.Hubs;

/// <summary>What a client had when its line broke.</summary>
internal sealed record ResumeRequest(IReadOnlyList<ResumeList> Lists, IReadOnlyList<ResumeConversation> Conversations)
{
    public static ResumeRequest Read(JsonElement json, EmployeeId reader, DashboardOptions options)
    {
        var members = ListSpecReader.Members(json);
        var lists = Items(members, "lists", options.ListsMax).Select(item => List(item, reader)).ToList();
        var conversations = Items(members, "conversations", options.ConversationsMax).Select(Conversation).ToList();
        return members.Count == 0 ? new ResumeRequest(lists, conversations) : throw ListSpecReader.Invalid();
    }

    private static JsonElement[] Items(Dictionary<string, JsonElement> members, string name, int itemsMax)
    {
        if (!members.Remove(name, out var items))
        {
            return [];
        }

        return items.ValueKind == JsonValueKind.Array && items.GetArrayLength() <= itemsMax ? [.. items.EnumerateArray()] : throw ListSpecReader.Invalid();
    }

    private static ResumeList List(JsonElement item, EmployeeId reader)
    {
        var members = ListSpecReader.Members(item);
        var id = ListSpecReader.Text(members, "listId") ?? throw ListSpecReader.Invalid();
        var version = Long(members, "version");
        var spec = ListSpecReader.Read(members.Remove("spec", out var json) ? json : throw ListSpecReader.Invalid(), reader);
        var place = spec with
        {
            Offset = ListSpecReader.Number(members, "offset") ?? spec.Offset,
            Size = ListSpecReader.Number(members, "size") ?? spec.Size,
        };
        return members.Count == 0 ? new ResumeList(id, version, ListSpecReader.Checked(place)) : throw ListSpecReader.Invalid();
    }

    private static ResumeConversation Conversation(JsonElement item)
    {
        var members = ListSpecReader.Members(item);
        var id = ListSpecReader.Text(members, "id") ?? throw ListSpecReader.Invalid();
        var seq = Long(members, "seq");
        return members.Count == 0 ? new ResumeConversation(id, seq) : throw ListSpecReader.Invalid();
    }

    private static long Long(Dictionary<string, JsonElement> members, string name) =>
        members.Remove(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0
            ? number
            : throw ListSpecReader.Invalid();
}

internal sealed record ResumeList(string ListId, long Version, ListPlace Place);

internal sealed record ResumeConversation(string Id, long Seq);
