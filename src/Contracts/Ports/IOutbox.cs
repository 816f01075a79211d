using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Ports;

/// <summary>
/// Replies on their way: held → pending → sending(attempt) → sent | failed | unknown | cancelled. Rows are made and finished by appends;
/// here they are claimed, put back and found. Every change is a conditional update: two claimants cannot both have a row.
/// </summary>
public interface IOutbox
{
    /// <summary>
    /// Moves up to <paramref name="limit"/> due rows of a channel to sending, attempt + 1, and returns them in order of seq. A row is due when it is
    /// pending or held, its NotBefore has come, and no earlier row of its conversation is held, pending, sending, or unknown for less than <see cref="Limits.UnknownBlocksFor"/>.
    /// </summary>
    ValueTask<ImmutableArray<OutboxRow>> ClaimAsync(ChannelId channel, int limit, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>sending(attempt) → pending, to be tried again at <paramref name="notBefore"/>. False when the row is no longer in the attempt, and the send, it was claimed in.</summary>
    ValueTask<bool> DeferAsync(OutboxRow claimed, DateTimeOffset notBefore, string reason, CancellationToken cancellationToken);

    ValueTask<OutboxRow?> FindAsync(Guid replyId, CancellationToken cancellationToken);

    /// <summary>Channels that have a row due now, or one in sending since before <paramref name="sendingSince"/>; at most <paramref name="limit"/>.</summary>
    ValueTask<ImmutableArray<ChannelId>> ReadDueChannelsAsync(DateTimeOffset now, DateTimeOffset sendingSince, int limit, CancellationToken cancellationToken);

    /// <summary>The time at which the next row of the channel could become due, or null when it has none waiting.</summary>
    ValueTask<DateTimeOffset?> ReadNextDueAsync(ChannelId channel, CancellationToken cancellationToken);

    /// <summary>Rows of the channel in sending since before that time: their sender died. At most <paramref name="limit"/>.</summary>
    ValueTask<ImmutableArray<OutboxRow>> ReadStaleAsync(ChannelId channel, DateTimeOffset sendingSince, int limit, CancellationToken cancellationToken);
}

[GenerateSerializer, Immutable, Alias("conv.OutboxRow")]
public sealed record OutboxRow
{
    [Id(0)] public required Guid ReplyId { get; init; }
    [Id(1)] public required string Stream { get; init; }
    [Id(2)] public required long Seq { get; init; }
    [Id(3)] public required ChannelId Channel { get; init; }
    [Id(4)] public required string State { get; init; }

    /// <summary>0 until first claimed.</summary>
    [Id(5)] public required int Attempt { get; init; }
    [Id(6)] public required DateTimeOffset NotBefore { get; init; }

    /// <summary>When this send began: set anew, with attempts from 0, when a person asks for the reply to be sent again. Together with the attempt it names one try of all.</summary>
    [Id(7)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last became sending or unknown.</summary>
    [Id(8)] public DateTimeOffset? ChangedAt { get; init; }
    [Id(9)] public required string Payload { get; init; }
    [Id(10)] public string? ProviderId { get; init; }
    [Id(11)] public string? Reason { get; init; }
}
