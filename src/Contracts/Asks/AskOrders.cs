using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Asks;

/// <summary>A question to colleagues about one conversation. The conversation's journal has it already, under the same id.</summary>
[GenerateSerializer, Immutable, Alias("conv.AskOrder")]
public sealed record AskOrder
{
    /// <summary>The ask's id and the command's.</summary>
    [Id(0)] public required Guid Id { get; init; }
    [Id(1)] public required ConversationId Conversation { get; init; }
    [Id(2)] public required string Question { get; init; }

    /// <summary>At most <see cref="Limits.AskTopicsMax"/>; none: whoever is near, whatever she follows.</summary>
    [Id(3)] public ImmutableArray<string> Topics { get; init; } = [];

    /// <summary>Of the entry that tells of it.</summary>
    [Id(4)] public required long Seq { get; init; }

    /// <summary>Where the conversation lies: its duty person is asked last.</summary>
    [Id(5)] public required QueueId Queue { get; init; }
}

/// <summary>What somebody orders of an ask that is there. The same id with the same body is answered as the first time.</summary>
[GenerateSerializer, Immutable, Alias("conv.AskCommand")]
public abstract record AskCommand
{
    [Id(0)] public required Guid Id { get; init; }
}

/// <summary>Anybody but the asker answers; the first one's stands.</summary>
[GenerateSerializer, Immutable, Alias("conv.AnswerAsk")]
public sealed record AnswerAsk : AskCommand
{
    [Id(0)] public required string Text { get; init; }
}

/// <summary>Not now: whoever was asked is left in peace. No reason is wanted.</summary>
[GenerateSerializer, Immutable, Alias("conv.DeclineAsk")]
public sealed record DeclineAsk : AskCommand;

/// <summary>The asker needs it no more.</summary>
[GenerateSerializer, Immutable, Alias("conv.CancelAsk")]
public sealed record CancelAsk : AskCommand;

/// <summary>The asker says of the answer that it is good, or that it is not: then the ask goes on where it was.</summary>
[GenerateSerializer, Immutable, Alias("conv.JudgeAnswer")]
public sealed record JudgeAnswer : AskCommand
{
    [Id(0)] public required bool IsGood { get; init; }
}

/// <param name="State">The ask's state after the order, the same whenever the order is repeated; null with a no, which changed nothing.</param>
[GenerateSerializer, Immutable, Alias("conv.AskOutcome")]
public sealed record AskOutcome([property: Id(0)] string? State, [property: Id(1)] Rejection? Rejection);
