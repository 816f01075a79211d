using Conversations.Contracts;
using Conversations.Contracts.Delivery;
using Conversations.Contracts.Ports;
using Orleans;

namespace Conversations.Grains.Delivery;

/// <summary>Pokes the delivery of a channel when something was committed for it, and every second where something is due: no reply depends on a poke arriving.</summary>
public sealed class OutboxSweep(IGrainFactory grains, IOutbox outbox, TimeProvider time)
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private const int ChannelsMax = 1_000;

    public void OnCommitted(CommittedBatch batch)
    {
        foreach (var append in batch.Appends)
        {
            foreach (var channel in append.Outbox)
            {
                Poke(channel);
            }
        }
    }

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var channel in await outbox.ReadDueChannelsAsync(now, now - DeliveryGrain.SendingLease, ChannelsMax, cancellationToken))
        {
            Poke(channel);
        }
    }

    private void Poke(ChannelId channel) => _ = grains.GetGrain<IDeliveryGrain>(channel.Value).Poke();
}
