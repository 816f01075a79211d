using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Microsoft.Extensions.Logging;

namespace Conversations.Store;

/// <summary>Tells subscribers what was committed. A subscriber that throws harms nobody but itself: the batch is committed, and the store has it.</summary>
public sealed class JournalFeed(ILogger logger)
{
    private ImmutableArray<Subscription> _subscriptions = [];

    internal bool HasSubscribers => !_subscriptions.IsEmpty;

    public IDisposable Subscribe(Action<CommittedBatch> onCommitted)
    {
        var subscription = new Subscription(this, onCommitted);
        ImmutableInterlocked.Update(ref _subscriptions, all => all.Add(subscription));
        return subscription;
    }

    public void Tell(CommittedBatch batch)
    {
        foreach (var subscription in _subscriptions)
        {
            try
            {
                subscription.OnCommitted(batch);
            }
            catch (Exception exception)
            {
                StoreLog.SubscriberFailed(logger, batch.Writer, batch.BatchNo, exception);
            }
        }
    }

    private sealed class Subscription(JournalFeed feed, Action<CommittedBatch> onCommitted) : IDisposable
    {
        public Action<CommittedBatch> OnCommitted => onCommitted;

        public void Dispose() => ImmutableInterlocked.Update(ref feed._subscriptions, all => all.Remove(this));
    }
}
