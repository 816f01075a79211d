using Conversations.Contracts.Ports;
using Orleans;

namespace Conversations.Contracts.Conversations;

/// <summary>One conversation; key = its id. Answers yes only after the journal has it. All calls may be repeated.</summary>
[Alias("conv.IConversationGrain")]
public interface IConversationGrain : IGrainWithStringKey
{
    /// <summary>An employee's command; who, is read from the request context (<see cref="Access.Caller"/>).</summary>
    /// <exception cref="StoreOverloadedException">Too many commands wait.</exception>
    [Alias("Execute")]
    Task<CommandOutcome> Execute(ConversationCommand command);

    /// <summary>The caller, by request context, is at work on it though nothing of it is stored yet: as the owner she keeps her lease. Costs an append at most once in half a lease.</summary>
    [Alias("Attend")]
    Task Attend();

    /// <summary>The owner's last line was lost then and she is not back: gives the conversation back if its lease is running and neither she nor her customer has begun it anew within the grace.
    /// Returns when that will be so; null when there is nothing to give back, or no more.</summary>
    [Alias("GiveBackOfAbsent")]
    Task<DateTimeOffset?> GiveBackOfAbsent(EmployeeId owner, DateTimeOffset lostAt);

    /// <summary>A customer's messages; makes the conversation when it is the first.</summary>
    [Alias("Receive")]
    Task<ReceiveOutcome> Receive(ReceiveMessages messages);

    /// <summary>How a reply's sending ended. False when the report was void: an older attempt, or told before.</summary>
    [Alias("RecordDelivery")]
    Task<bool> RecordDelivery(DeliveryReport report);

    /// <summary>Who has it, who had it, and to whom it is being handed. Null when there is no such conversation.</summary>
    [Alias("Custody")]
    Task<CustodyView?> Custody();

    /// <summary>Proposes it to a person; see <see cref="OfferOrder"/>. True when that offer stands, now made or before; false when it is void: taken, laid aside, offered otherwise, or too late.</summary>
    [Alias("Offer")]
    Task<bool> Offer(OfferOrder order);

    /// <summary>A deadline came. Void (and harmless) when its epoch is old.</summary>
    [Alias("Fire")]
    Task Fire(DeadlineRow deadline);
}
