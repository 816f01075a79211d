using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Ports;

/// <summary>Deadlines of streams, written by appends, read by the scheduler that owns the shard (<see cref="TextHash.SchedulerShard"/>).</summary>
public interface IDeadlines
{
    /// <summary>Deadlines of the shard due at or before <paramref name="until"/>, earliest first, at most <paramref name="limit"/>.</summary>
    ValueTask<ImmutableArray<DeadlineRow>> ReadAsync(int shard, DateTimeOffset until, int limit, CancellationToken cancellationToken);
}

[GenerateSerializer, Immutable, Alias("conv.DeadlineRow")]
public sealed record DeadlineRow([property: Id(0)] string Stream, [property: Id(1)] string Kind, [property: Id(2)] long Epoch, [property: Id(3)] DateTimeOffset DueAt);
