using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Promises;

/// <summary>What an append writes into the promise table and of the promise deadline: what differs between the state before and after it.</summary>
internal static class PromiseRows
{
    public static ImmutableArray<PromiseChange> Changes(ConversationId id, ConversationState? before, ConversationState after)
    {
        var old = before?.Promises ?? PromiseBook.Empty;
        return ReferenceEquals(old, after.Promises) ? [] :
        [
            .. after.Promises.All.Where(promise => old.Find(promise.Id) != promise).Select(promise => new PromiseChange(promise.Id, Row(id, promise, after.PromiseText(promise.Id)))),
            .. old.All.Where(promise => after.Promises.Find(promise.Id) is null).Select(static promise => new PromiseChange(promise.Id, null)),
        ];
    }

    /// <summary>No epoch: the times in the book say whether a firing is void.</summary>
    public static ImmutableArray<DeadlineChange> Deadline(ConversationState? before, ConversationState after)
    {
        var next = after.Promises.NextAt;
        return next == before?.Promises.NextAt ? [] : [new DeadlineChange(DeadlineKinds.Promise, 0, next)];
    }

    private static PromiseRow Row(ConversationId id, Promise promise, string text) => new()
    {
        Id = promise.Id, Conversation = id, Text = text, State = promise.State, DueAt = promise.DueAt, FirstDueAt = promise.FirstDueAt, MadeAt = promise.MadeAt,
        MadeBy = promise.MadeBy, Owner = promise.Owner, Seq = promise.Seq, Moves = promise.Moves, SettledAt = promise.SettledAt, EvidenceSeq = promise.EvidenceSeq,
    };
}
