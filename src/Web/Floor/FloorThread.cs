using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Floor;

/// <summary>What of a conversation somebody from the floor may read: what everyone can read outside, who has it, and what was proposed. No notes, nothing private.</summary>
public static class FloorThread
{
    public static ImmutableArray<EntryRow> Of(ImmutableArray<EntryRow> entries)
    {
        var replies = new HashSet<string>(StringComparer.Ordinal);
        var shown = ImmutableArray.CreateBuilder<EntryRow>(entries.Length);
        foreach (var entry in entries)
        {
            if (IsShown(entry, replies))
            {
                shown.Add(entry);
            }
        }

        return shown.ToImmutable();
    }

    /// <summary>Of a message: its visibility; of a reply: its audience.</summary>
    public static bool IsPublic(EntryRow entry) => (Text(entry, "visibility") ?? Text(entry, "audience")) == Audiences.Public;

    private static bool IsShown(EntryRow entry, HashSet<string> replies)
    {
        switch (entry.Kind)
        {
            case EntryKinds.MessageReceived:
                return IsPublic(entry);
            case EntryKinds.ReplyQueued when IsPublic(entry):
                replies.Add(Text(entry, "replyId")!);
                return true;
            case EntryKinds.ReplySent or EntryKinds.ReplyFailed or EntryKinds.ReplyUnknown or EntryKinds.ReplyDelivered or EntryKinds.ReplyRead
                or EntryKinds.ReplyCancelled or EntryKinds.ReplyRetried:
                return replies.Contains(Text(entry, "replyId") ?? "");
            default:
                return entry.Kind is EntryKinds.Claimed or EntryKinds.Released or EntryKinds.Assigned or EntryKinds.StateChanged
                    or EntryKinds.DraftProposed or EntryKinds.DraftGivenBack;
        }
    }

    private static string? Text(EntryRow entry, string member)
    {
        using var data = JsonDocument.Parse(entry.Data);
        return data.RootElement.TryGetProperty(member, out var value) ? value.GetString() : null;
    }
}
