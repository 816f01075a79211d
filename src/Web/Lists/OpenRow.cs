using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Lists;

/// <summary>
/// What the index knows of one conversation that is not closed: what it is sorted and filtered by, and nothing to read. Immutable; a change makes a
/// new row. About 100 bytes; the texts are shared (<see cref="WordPool"/>).
/// </summary>
public sealed class OpenRow
{
    /// <summary>Sorts behind every time there is.</summary>
    public const long Absent = long.MaxValue;

    private static readonly string[] NoLabels = [];

    public ConversationKey Key { get; }
    public long Head { get; }
    public long LastAt { get; }
    public long WaitingSince { get; }
    public long DueAt { get; }
    public string State { get; }
    public string? Owner { get; }
    public string Queue { get; }
    public string[] Labels { get; }
    public bool IsUnattended { get; }

    public OpenRow(ConversationKey key, SummaryRow row, WordPool pool)
    {
        Key = key;
        Head = row.Head;
        LastAt = Sorted(row.LastAt);
        WaitingSince = row.WaitingSince is { } waiting ? Sorted(waiting) : Absent;
        DueAt = row.DueAt is { } due ? Sorted(due) : Absent;
        State = pool.Share(row.State);
        Owner = row.Owner is { } owner ? pool.Share(owner.Value) : null;
        Queue = pool.Share(row.Queue.Value);
        Labels = row.Labels.IsDefaultOrEmpty ? NoLabels : [.. row.Labels.Select(pool.Share)];
        IsUnattended = row.Unattended;
    }

    /// <summary>Neither resolved nor closed.</summary>
    public bool IsOpen => ConversationStates.IsOpen(State);

    /// <summary>Open and nobody's: it stands in its queue.</summary>
    public bool IsQueued => Owner is null && IsOpen;

    /// <summary>The store keeps microseconds; a finer time would sort otherwise here than there.</summary>
    private static long Sorted(DateTimeOffset at) => at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond);
}

/// <summary>Rows are one conversation when their keys are; a row can be looked up by its key alone.</summary>
public sealed class SameConversation : IEqualityComparer<OpenRow>, IAlternateEqualityComparer<ConversationKey, OpenRow>
{
    public static readonly SameConversation Instance = new();

    public bool Equals(OpenRow? x, OpenRow? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.Key.Equals(y.Key));

    public int GetHashCode(OpenRow obj) => obj.Key.GetHashCode();

    public bool Equals(ConversationKey alternate, OpenRow other) => alternate.Equals(other.Key);

    public int GetHashCode(ConversationKey alternate) => alternate.GetHashCode();

    public OpenRow Create(ConversationKey alternate) => throw new NotSupportedException("A row is not made from its key alone.");
}
