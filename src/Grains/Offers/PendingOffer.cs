using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Offers;

/// <summary>The system wants to propose it to somebody.</summary>
internal sealed class PendingOffer(OfferOrder order) : Pending
{
    private readonly TaskCompletionSource<bool> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool decided;

    public Task<bool> Done => done.Task;

    public override bool Decide(Draft draft, ConversationId id, ConversationOptions options)
    {
        decided = OfferDecisions.Offer(draft, order, options);
        return true;
    }

    public override void Answer(SummaryRow? summary) => done.TrySetResult(decided);

    public override void Fail(Exception exception) => done.TrySetException(exception);
}
