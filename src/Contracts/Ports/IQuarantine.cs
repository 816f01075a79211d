using System.Collections.Immutable;

namespace Conversations.Contracts.Ports;

/// <summary>Inbound items that could not be read, kept raw until a person has seen them.</summary>
public interface IQuarantine
{
    /// <summary>An item that its channel brought before, byte by byte, is not kept again: a sender repeats a batch of which it does not know the end.</summary>
    ValueTask AddAsync(ImmutableArray<QuarantineRow> items, CancellationToken cancellationToken);

    /// <summary>Newest first, ids below <paramref name="beforeId"/> where given, at most <paramref name="limit"/>.</summary>
    ValueTask<ImmutableArray<QuarantineRow>> ListAsync(long? beforeId, int limit, CancellationToken cancellationToken);

    ValueTask<QuarantineRow?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>Of an item that was taken in after all. A second call changes nothing.</summary>
    ValueTask RemoveAsync(long id, CancellationToken cancellationToken);
}

/// <param name="Id">Given by the store; 0 in a new item.</param>
/// <param name="Raw">The item as it came, bytes of JSON.</param>
public sealed record QuarantineRow(long Id, ChannelId Channel, string? ExternalId, string Reason, byte[] Raw, DateTimeOffset At);
