using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Conversations;

/// <summary>Somebody is at work on it and has stored nothing yet.</summary>
internal sealed class PendingAttention(Caller caller) : Pending
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => done.Task;

    public override bool Decide(Draft draft, ConversationId id, ConversationOptions options)
    {
        OwnershipDecisions.RenewByAttending(draft, caller, options);
        return true;
    }

    public override void Answer(SummaryRow? summary) => done.TrySetResult();

    public override void Fail(Exception exception) => done.TrySetException(exception);
}
