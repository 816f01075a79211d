using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Offers;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Offers;

/// <summary>Units kept for an offer; conversation and number are the token.</summary>
public sealed record KeptUnits(ConversationId Conversation, long Epoch, int Units, DateTimeOffset Until);

/// <summary>What is kept of one person's units; in her own stream of the journal.</summary>
public sealed record CapacityBook
{
    public static readonly CapacityBook Empty = new();

    public ImmutableArray<KeptUnits> Kept { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>When units were last kept.</summary>
    public DateTimeOffset? GrantedAt { get; init; }
}

/// <summary>
/// How much one person carries: pure. Units in use are those of what she owns, read from the summaries, and of what is kept for offers; a conversation that is both counts once, so that
/// between an acceptance and its release nothing is free twice, nor taken twice.
/// </summary>
public static class CapacityDecisions
{
    /// <summary>How much longer than its offer something is kept that was never made into an offer: clocks differ, and orders travel.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    public static int InUse(CapacityBook book, IReadOnlyDictionary<ConversationId, int> owned) =>
        owned.Values.Sum() + book.Kept.Where(kept => !owned.ContainsKey(kept.Conversation)).Sum(static kept => kept.Units);

    /// <summary>The book after the order, or null when there is no room.</summary>
    public static CapacityBook? Reserve(CapacityBook book, IReadOnlyDictionary<ConversationId, int> owned, UnitsOrder order, int capacity, DateTimeOffset now)
    {
        if (book.Kept.Any(kept => kept.Conversation == order.Conversation && kept.Epoch == order.Epoch))
        {
            return book;
        }

        // Of one conversation only the newest offer can stand.
        var others = book with { Kept = book.Kept.RemoveAll(kept => kept.Conversation == order.Conversation && kept.Epoch < order.Epoch) };
        return others.Kept.Length < Limits.KeptUnitsMax && InUse(others, owned) + order.Units <= capacity
            ? others with { Kept = others.Kept.Add(new KeptUnits(order.Conversation, order.Epoch, order.Units, order.Until)), GrantedAt = now }
            : null;
    }

    public static CapacityBook Release(CapacityBook book, ConversationId conversation, long epoch) =>
        book with { Kept = book.Kept.RemoveAll(kept => kept.Conversation == conversation && kept.Epoch == epoch) };

    /// <summary>Whether the offer something is kept for is over: it was made and has ended, or it was not made and can no more be. Never by the clock alone while the offer stands.</summary>
    public static bool IsOver(KeptUnits kept, EmployeeId employee, OfferBook? offers, DateTimeOffset now) =>
        !(offers?.Open is { } open && open.Epoch == kept.Epoch && open.Employee == employee) && ((offers?.Count ?? 0) >= kept.Epoch || kept.Until + Margin < now);

    /// <summary>What a conversation she has at hand takes: nothing while its customer is long silent.</summary>
    public static int UnitsOf(CarriedConversation owned, OfferOptions options, DateTimeOffset now) =>
        owned.State == ConversationStates.WaitingCustomer && owned.LastAt + options.IdleAfter < now ? 0
        : options.UnitsOf(owned.ChannelKind);
}
