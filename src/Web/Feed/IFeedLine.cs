using System.Collections.Immutable;
using Conversations.Contracts.Feed;

namespace Conversations.Web.Feed;

/// <summary>How this node's ear is known to the writers of all silos.</summary>
public interface IFeedLine
{
    /// <summary>Registers or renews; to be called every 30 s.</summary>
    Task ListenAsync(IFeedObserver observer);

    Task LeaveAsync();

    /// <summary>The ears of all other web nodes, as of a few seconds ago: may be called for every event.</summary>
    Task<ImmutableArray<IFeedObserver>> OthersAsync();
}

public static class Telling
{
    /// <summary>Tells every other web node, those after one that fails as well; then the first failure is thrown.</summary>
    public static async Task TellOthersAsync(this IFeedLine line, Func<IFeedObserver, Task> tell)
    {
        Exception? first = null;
        foreach (var ear in await line.OthersAsync())
        {
            try
            {
                await tell(ear);
            }
            catch (Exception failure)
            {
                first ??= failure;
            }
        }

        if (first is not null)
        {
            throw new InvalidOperationException("Another web node could not be told.", first);
        }
    }
}
