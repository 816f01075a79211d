using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Handovers;
using Conversations.Grains.Offers;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;

namespace Conversations.Grains.Conversations;

/// <summary>
/// The shell: names the caller, posts, waits. Reentrant, so that commands can gather while an append is under way; the invariant that holds
/// across every await is that only <see cref="ConversationPump"/>'s single loop reads or changes the state.
/// </summary>
[Reentrant]
public sealed class ConversationGrain(IJournal journal, TimeProvider time, IOptions<ConversationOptions> options) : Grain, IConversationGrain
{
    private ConversationId id;
    private ConversationPump pump = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        id = new ConversationId(this.GetPrimaryKeyString());
        pump = new ConversationPump(id, journal, time, options.Value);
        return Task.CompletedTask;
    }

    public Task<CommandOutcome> Execute(ConversationCommand command)
    {
        var caller = Caller.Current ?? throw new InvalidOperationException("A command needs a caller.");
        var pending = new PendingExecution(command, caller, Fingerprint.Of(id, command, caller));
        pump.Post(pending);
        return pending.Done;
    }

    public Task Attend()
    {
        var caller = Caller.Current ?? throw new InvalidOperationException("Whoever attends must be named.");
        var pending = new PendingAttention(caller);
        pump.Post(pending);
        return pending.Done;
    }

    public Task<DateTimeOffset?> GiveBackOfAbsent(EmployeeId owner, DateTimeOffset lostAt)
    {
        var pending = new PendingAbsence(owner, lostAt);
        pump.Post(pending);
        return pending.Done;
    }

    public Task<ReceiveOutcome> Receive(ReceiveMessages messages)
    {
        var pending = new PendingReceipt(messages);
        pump.Post(pending);
        return pending.Done;
    }

    public Task<bool> RecordDelivery(DeliveryReport report)
    {
        var pending = new PendingReport(report);
        pump.Post(pending);
        return pending.Done;
    }

    public Task<CustodyView?> Custody()
    {
        var pending = new PendingCustody();
        pump.Post(pending);
        return pending.Done;
    }

    public Task<bool> Offer(OfferOrder order)
    {
        var pending = new PendingOffer(order);
        pump.Post(pending);
        return pending.Done;
    }

    public Task Fire(DeadlineRow deadline)
    {
        var pending = new PendingDeadline(deadline);
        pump.Post(pending);
        return pending.Done;
    }
}
