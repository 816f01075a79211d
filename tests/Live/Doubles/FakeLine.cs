using Conversations.Contracts.Feed;
using Conversations.Web.Feed;

namespace Conversations.Live.Tests.Doubles;

/// <summary>The way to the registry, in the test's hand.</summary>
public sealed class FakeLine : IFeedLine
{
    public SemaphoreSlim Asked { get; } = new(0);
    public IFeedObserver? Observer { get; private set; }
    public Exception? Trouble { get; set; }
    public System.Collections.Immutable.ImmutableArray<IFeedObserver> Others { get; set; } = [];
    public bool HasLeft { get; private set; }

    public Task ListenAsync(IFeedObserver observer)
    {
        Observer = Trouble is null ? observer : null;
        Asked.Release();
        return Trouble is null ? Task.CompletedTask : Task.FromException(Trouble);
    }

    public Task<System.Collections.Immutable.ImmutableArray<IFeedObserver>> OthersAsync() =>
        Trouble is null ? Task.FromResult(Others) : Task.FromException<System.Collections.Immutable.ImmutableArray<IFeedObserver>>(Trouble);

    public Task LeaveAsync()
    {
        HasLeft = true;
        return Task.CompletedTask;
    }
}
