using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Conversations;

/// <summary>Ask colleagues about this conversation; the command's id is the ask's. While it runs its asker keeps the conversation, for <see cref="Limits.AskKeepsFor"/> at most.</summary>
[GenerateSerializer, Immutable, Alias("conv.AskColleagues")]
public sealed record AskColleagues : ConversationCommand
{
    [Id(0)] public required string Question { get; init; }
    [Id(1)] public ImmutableArray<string> Topics { get; init; } = [];
}

/// <summary>Of the ask itself: the caller has answered it.</summary>
[GenerateSerializer, Immutable, Alias("conv.RecordAnswer")]
public sealed record RecordAnswer : ConversationCommand
{
    [Id(0)] public required Guid AskId { get; init; }
    [Id(1)] public required EmployeeId Asker { get; init; }
    [Id(2)] public required string Text { get; init; }
}

/// <summary>Of the ask itself: it ended without an answer that helped, or goes on after one that did not.</summary>
[GenerateSerializer, Immutable, Alias("conv.RecordAskEnd")]
public sealed record RecordAskEnd : ConversationCommand
{
    [Id(0)] public required Guid AskId { get; init; }

    /// <summary>cancelled, expired or notGood.</summary>
    [Id(1)] public required string Reason { get; init; }
}

/// <summary>Of the ask itself: the caller's colleague helped.</summary>
[GenerateSerializer, Immutable, Alias("conv.ThankColleague")]
public sealed record ThankColleague : ConversationCommand
{
    [Id(0)] public required Guid AskId { get; init; }
    [Id(1)] public required EmployeeId Employee { get; init; }
}
