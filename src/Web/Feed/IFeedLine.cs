using System.Collections.Immutable;
using Conversations.Contracts.Feed;

namespace Conversations.Web.Feed;

/// <summary>How this node's ear is known to the writers of all silos.</summary>
public interface IFeedLine
{
    /// <summary>Registers or renews; to be called every 30 s.</summary>
    Task ListenAsync(IFeedObserver observer);

    Task LeaveAsync();

    /// <summary>The ears of all other web nodes.</summary>
    Task<ImmutableArray<IFeedObserver>> OthersAsync();
}
