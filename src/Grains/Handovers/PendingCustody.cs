using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Handovers;

/// <summary>Somebody asks who has it.</summary>
internal sealed class PendingCustody : Pending
{
    private readonly TaskCompletionSource<CustodyView?> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CustodyView? view;

    public Task<CustodyView?> Done => done.Task;

    public override bool Decide(Draft draft, ConversationId id, ConversationOptions options)
    {
        view = draft.State is { } state ? ViewOf(state) : null;
        return true;
    }

    public override void Answer(SummaryRow? summary) => done.TrySetResult(view);

    public override void Fail(Exception exception) => done.TrySetException(exception);

    private static CustodyView ViewOf(ConversationState state)
    {
        var book = state.Custody;
        return new CustodyView
        {
            Owner = state.Owner,
            Queue = state.Queue,
            Since = book.Since,
            State = state.State,
            Handover = book.Pending is { } it ? new HandoverView(it.From, it.To, it.ToQueue, it.At, it.Until, it.Seq, state.Words.Handover ?? "") : null,
            PingPong = book.PingPong,
            OrphanSeconds = book.OrphanSeconds,
            Past = [.. book.Past.Select(static span => new CustodyPart(span.Employee, span.Since, span.Until))],
            WaitingSince = state.WaitingSince,
            DueAt = state.DueAt,
            TrackingLink = book.TrackingLink,
            Promises = PromisesOf(state),
            Head = state.Head,
        };
    }

    /// <summary>Those whose words were erased are not shown.</summary>
    private static ImmutableArray<PromisedLine> PromisesOf(ConversationState state) =>
    [
        .. state.Promises.All.Where(static promise => PromiseStates.IsUnsettled(promise.State))
            .Select(promise => new PromisedLine(state.PromiseText(promise.Id), promise.DueAt, promise.State))
            .Where(static line => line.Text.Length > 0).OrderBy(static line => line.DueAt),
    ];
}
