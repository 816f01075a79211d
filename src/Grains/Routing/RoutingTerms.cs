using Conversations.Contracts;

namespace Conversations.Grains.Routing;

/// <summary>How urgent a waiting conversation is; the more urgent one is always served before the less urgent one.</summary>
public enum RoutingPriority
{
    Low,
    Normal,
    High,
    Urgent,
}

/// <summary>Why this person.</summary>
public enum RoutingReason
{
    /// <summary>She was the last owner, is present and has room.</summary>
    LastOwner,

    /// <summary>Of all who can, she carries least of what she can carry; among equals she has been without new work the longest.</summary>
    MostRoom,
}

/// <summary>A conversation that waits for a person.</summary>
public readonly record struct RoutingItem
{
    public required ConversationId Id { get; init; }

    /// <summary>What a person must be able to do, all of it; see <see cref="SkillBits"/>. 0: anybody.</summary>
    public ulong Skills { get; init; }

    /// <summary>What it is about; only <see cref="RoutingCore.BestFor"/> looks at it.</summary>
    public ulong Topics { get; init; }

    /// <summary>What it takes of a person's capacity, 1–<see cref="RoutingCore.CapacityMax"/>.</summary>
    public required int Units { get; init; }

    /// <summary>Since when it waits. What comes back keeps it.</summary>
    public required DateTimeOffset Since { get; init; }
    public RoutingPriority Priority { get; init; }

    /// <summary>When the next word to the customer is due; absent is later than any.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>She gets it first, if she is present, has the skills and has room.</summary>
    public EmployeeId? LastOwner { get; init; }

    /// <summary>She let it go last: not hers while another can.</summary>
    public EmployeeId? DeclinedBy { get; init; }

    /// <summary>Until then not hers even if nobody else can, so that a "not now" is not asked again at once.</summary>
    public DateTimeOffset DeclinedUntil { get; init; }
}

/// <summary>Who can be given work.</summary>
public readonly record struct RoutingPerson
{
    public required EmployeeId Id { get; init; }

    /// <summary>See <see cref="SkillBits"/>.</summary>
    public ulong Skills { get; init; }

    /// <summary>What she likes to work on; only <see cref="RoutingCore.BestFor"/> looks at it.</summary>
    public ulong Topics { get; init; }

    /// <summary>Units she can carry, 0–<see cref="RoutingCore.CapacityMax"/>.</summary>
    public required int Capacity { get; init; }

    /// <summary>Units she carries now, with what is reserved. May be over her capacity; then she gets nothing.</summary>
    public int Load { get; init; }

    /// <summary>Connected and willing. Who is not, gets nothing.</summary>
    public required bool IsPresent { get; init; }

    /// <summary>When she last got work, or came.</summary>
    public DateTimeOffset IdleSince { get; init; }
}

/// <summary>A decision: the item has left the line and its units are on the person.</summary>
/// <param name="Load">Units she carries now, with these.</param>
public readonly record struct RoutingMatch(ConversationId Item, EmployeeId Person, RoutingReason Reason, int Units, int Load, int Capacity);
