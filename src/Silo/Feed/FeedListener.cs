using System.Threading.Channels;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;

namespace Conversations.Silo.Feed;

/// <summary>One web node as the publisher sees it: a bounded queue and one call at a time, so that a slow node delays neither the journal nor another node.</summary>
internal sealed class FeedListener(IFeedObserver observer, int queueMax, Action<Exception> onFailed)
{
    private readonly Channel<CommittedBatch> _queue = Channel.CreateBounded<CommittedBatch>(new BoundedChannelOptions(queueMax) { SingleReader = true });

    public IFeedObserver Observer => observer;

    /// <summary>Completes after <see cref="Stop"/>, or when a call failed.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>False when the queue is full or the listener is gone: it will see the hole and read the store.</summary>
    public bool TryTell(CommittedBatch batch) => _queue.Writer.TryWrite(batch);

    public void Start() => Running = RunAsync();

    public void Stop() => _queue.Writer.TryComplete();

    private async Task RunAsync()
    {
        try
        {
            await foreach (var batch in _queue.Reader.ReadAllAsync())
            {
                await observer.OnCommitted(batch);
            }
        }
        catch (Exception failure)
        {
            Stop();
            onFailed(failure);
        }
    }
}
