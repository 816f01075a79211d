using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Orleans;
using Orleans.Concurrency;

namespace Conversations.Contracts.Scheduling;

/// <summary>Holds the near deadlines of one shard and fires them; key = shard number, 0 … <see cref="Limits.SchedulerShards"/> − 1.</summary>
[Alias("conv.ISchedulerGrain")]
public interface ISchedulerGrain : IGrainWithStringKey
{
    /// <summary>Deadlines that were just committed and are due soon: a hint, the table is the truth.</summary>
    [OneWay, Alias("Expect")]
    Task Expect(ImmutableArray<DeadlineRow> deadlines);

    /// <summary>Makes sure that the scheduler lives and has read its table.</summary>
    [Alias("Wake")]
    Task Wake();
}
