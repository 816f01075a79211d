using Orleans;

namespace Conversations.Contracts.Conversations;

/// <summary>Take what is offered to one now: it is one's own from then on. An illegal move when it is not offered to the caller any more.</summary>
[GenerateSerializer, Immutable, Alias("conv.AcceptOffer")]
public sealed record AcceptOffer : ConversationCommand;

/// <summary>Not now: it goes back with its age and to somebody else. Refusing is free; the reason, if there is one, is kept.</summary>
[GenerateSerializer, Immutable, Alias("conv.DeclineOffer")]
public sealed record DeclineOffer : ConversationCommand
{
    /// <summary>The person's own words, at most <see cref="Limits.OfferReasonCodePointsMax"/>.</summary>
    [Id(0)] public string? Reason { get; init; }
}

/// <summary>"Next best for me": a claim of what waits and is nobody's, nor offered to somebody else.</summary>
[GenerateSerializer, Immutable, Alias("conv.TakeNext")]
public sealed record TakeNext : ConversationCommand;

/// <summary>The system proposes a conversation to a person whose units are reserved for it.</summary>
[GenerateSerializer, Immutable, Alias("conv.OfferOrder")]
public sealed record OfferOrder
{
    [Id(0)] public required EmployeeId Employee { get; init; }

    /// <summary>The number the offer is to have, one more than those made before: an order about an older state is void.</summary>
    [Id(1)] public required long Epoch { get; init; }
    [Id(2)] public required DateTimeOffset Until { get; init; }

    /// <summary>Why this person: lastOwner or mostRoom.</summary>
    [Id(3)] public required string Reason { get; init; }
}
