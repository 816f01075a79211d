using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Conversations;

/// <summary>The owner's last line was lost then, and she is not back.</summary>
internal sealed class PendingAbsence(EmployeeId owner, DateTimeOffset lostAt) : Pending
{
    private readonly TaskCompletionSource<DateTimeOffset?> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset? due;

    public Task<DateTimeOffset?> Done => done.Task;

    public override bool Decide(Draft draft, ConversationId id, ConversationOptions options)
    {
        due = OwnershipDecisions.GiveBackOfAbsent(draft, owner, lostAt, options);
        return true;
    }

    public override void Answer(SummaryRow? summary) => done.TrySetResult(due);

    public override void Fail(Exception exception) => done.TrySetException(exception);
}
