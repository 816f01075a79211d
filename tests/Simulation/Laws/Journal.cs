using System.Text.Json;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Testing.MemoryStore;

namespace Conversations.Simulation.Laws;

/// <summary>One conversation as it stands in the journal when all is over, read by the laws.</summary>
public sealed class Journal
{
    public Journal(string stream, StreamRows rows)
    {
        (Stream, Rows) = (stream, rows);
        State = StateCodec.Read(rows.State);
        Events = [.. rows.Entries.Select(entry => (entry, EntryReader.Read(entry, State.Thread)))];
    }

    public string Stream { get; }

    public StreamRows Rows { get; }

    /// <summary>The snapshot in the head row.</summary>
    public ConversationState State { get; }

    public IReadOnlyList<(EntryRow Entry, ConversationEvent Event)> Events { get; }

    /// <summary>The id in the data of an entry about a reply; null of another entry.</summary>
    public static Guid? ReplyOf(EntryRow entry)
    {
        using var data = JsonDocument.Parse(entry.Data);
        return data.RootElement.TryGetProperty("replyId", out var id) ? id.GetGuid() : null;
    }
}
