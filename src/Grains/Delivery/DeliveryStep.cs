namespace Conversations.Grains.Delivery;

/// <summary>What is to be done with an outbox row after a try.</summary>
public abstract record DeliveryStep
{
    private DeliveryStep()
    {
    }

    /// <summary>The row is done and its conversation is told.</summary>
    /// <param name="State">sent, failed or unknown.</param>
    /// <param name="ProviderId">The network's own id of a sent reply, where it gave one.</param>
    /// <param name="Reason">Why it was not sent, as a stable slug; null when it was.</param>
    public sealed record Finish(string State, string? ProviderId, string? Reason) : DeliveryStep;

    /// <summary>The row goes back to pending until then. The reason is kept in the row and given back to the next decision.</summary>
    public sealed record Defer(DateTimeOffset NotBefore, string Reason) : DeliveryStep;
}
