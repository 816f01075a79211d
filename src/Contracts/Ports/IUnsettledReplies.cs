using System.Collections.Immutable;

namespace Conversations.Contracts.Ports;

/// <summary>Replies that wait for a person: refused for good, or of which nobody knows whether they arrived.</summary>
public interface IUnsettledReplies
{
    /// <summary>Newest first, at most <paramref name="limit"/>.</summary>
    /// <param name="state">failed or unknown; <see cref="DeliveryStates"/>.</param>
    /// <param name="before">Of the last row of the page before.</param>
    ValueTask<ImmutableArray<OutboxRow>> ListAsync(string state, (DateTimeOffset CreatedAt, Guid ReplyId)? before, int limit, CancellationToken cancellationToken);
}
