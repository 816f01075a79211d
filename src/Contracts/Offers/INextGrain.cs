using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Orleans;

namespace Conversations.Contracts.Offers;

/// <summary>"Next best for me"; key = employee id. Keeps nothing: it looks and says.</summary>
[Alias("conv.INextGrain")]
public interface INextGrain : IGrainWithStringKey
{
    /// <summary>What she would do best to take next of all that waits, the best first, at most <see cref="Limits.NextBestMax"/>; empty when nothing waits for her.</summary>
    [Alias("Find")]
    Task<ImmutableArray<NextWork>> Find();

    /// <summary>What is offered to her now, the one that ends first first.</summary>
    [Alias("Offers")]
    Task<ImmutableArray<OfferView>> Offers();
}

/// <param name="Score">The sum of the reasons' points.</param>
[GenerateSerializer, Immutable, Alias("conv.NextWork")]
public sealed record NextWork([property: Id(0)] ConversationId Conversation, [property: Id(1)] int Score, [property: Id(2)] ImmutableArray<NextReason> Why);

/// <param name="Kind">offered, priority, overdue, dueSoon, waiting, yours, topic or skill.</param>
/// <param name="Figure">What the points are for: steps, minutes, or how many.</param>
[GenerateSerializer, Immutable, Alias("conv.NextReason")]
public sealed record NextReason([property: Id(0)] string Kind, [property: Id(1)] int Points, [property: Id(2)] int Figure);

/// <summary>An offer that stands.</summary>
/// <param name="Reason">Why she: lastOwner or mostRoom.</param>
[GenerateSerializer, Immutable, Alias("conv.OfferView")]
public sealed record OfferView([property: Id(0)] SummaryRow Conversation, [property: Id(1)] long Epoch, [property: Id(2)] DateTimeOffset Until, [property: Id(3)] string Reason);
