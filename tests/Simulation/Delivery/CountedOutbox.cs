using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Simulation.Delivery;

/// <summary>Counts how often somebody asks for work.</summary>
internal sealed class CountedOutbox(IOutbox outbox) : IOutbox
{
    public int Claims { get; private set; }

    public ValueTask<ImmutableArray<OutboxRow>> ClaimAsync(ChannelId channel, int limit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Claims++;
        return outbox.ClaimAsync(channel, limit, now, cancellationToken);
    }

    public ValueTask<bool> DeferAsync(OutboxRow claimed, DateTimeOffset notBefore, string reason, CancellationToken cancellationToken) =>
        outbox.DeferAsync(claimed, notBefore, reason, cancellationToken);

    public ValueTask<OutboxRow?> FindAsync(Guid replyId, CancellationToken cancellationToken) => outbox.FindAsync(replyId, cancellationToken);

    public ValueTask<ImmutableArray<ChannelId>> ReadDueChannelsAsync(DateTimeOffset now, DateTimeOffset sendingSince, int limit, CancellationToken cancellationToken) =>
        outbox.ReadDueChannelsAsync(now, sendingSince, limit, cancellationToken);

    public ValueTask<DateTimeOffset?> ReadNextDueAsync(ChannelId channel, CancellationToken cancellationToken) => outbox.ReadNextDueAsync(channel, cancellationToken);

    public ValueTask<ImmutableArray<OutboxRow>> ReadStaleAsync(ChannelId channel, DateTimeOffset sendingSince, int limit, CancellationToken cancellationToken) =>
        outbox.ReadStaleAsync(channel, sendingSince, limit, cancellationToken);
}
