using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Floor;

/// <summary>What of a conversation somebody from the floor may read: what everyone can read outside, who has it, and what she herself proposed and gave. No notes, nothing private.</summary>
public static class FloorThread
{
    /// <param name="readsProposals">She answers customers by role: everybody's proposals, what was said to them, and what was given are for her.</param>
    public static ImmutableArray<EntryRow> Of(ImmutableArray<EntryRow> entries, EmployeeId reader, bool readsProposals)
    {
        var replies = new HashSet<string>(StringComparer.Ordinal);
        var shown = ImmutableArray.CreateBuilder<EntryRow>(entries.Length);
        foreach (var entry in entries)
        {
            if (IsShown(entry, replies) || (IsProposalOrGift(entry) && (readsProposals || IsHers(entry, reader))))
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
                return entry.Kind is EntryKinds.Claimed or EntryKinds.Released or EntryKinds.Assigned or EntryKinds.StateChanged;
        }
    }

    private static bool IsProposalOrGift(EntryRow entry) => entry.Kind is EntryKinds.DraftProposed or EntryKinds.DraftGivenBack
        or EntryKinds.CoSignAsked or EntryKinds.GestureReserved or EntryKinds.GestureGranted or EntryKinds.GestureReleased;

    /// <summary>Who proposed or gave wrote the entry, also of how it ended; what is given back names her.</summary>
    private static bool IsHers(EntryRow entry, EmployeeId reader) => (Text(entry, "authorId") ?? entry.Actor.Id) == reader.Value;

    private static string? Text(EntryRow entry, string member)
    {
        using var data = JsonDocument.Parse(entry.Data);
        return data.RootElement.TryGetProperty(member, out var value) ? value.GetString() : null;
    }
}
