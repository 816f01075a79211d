using System.Collections.Immutable;
using System.Globalization;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Scheduling;
using Orleans;

namespace Conversations.Grains.Scheduling;

/// <summary>Tells schedulers of deadlines that were just committed and are near. What gets lost is read from the table within seconds.</summary>
public sealed class SchedulerHints(IGrainFactory grains, TimeProvider time)
{
    public void OnCommitted(CommittedBatch batch)
    {
        var horizon = time.GetUtcNow() + Limits.SchedulerHorizon;
        SortedDictionary<int, ImmutableArray<DeadlineRow>.Builder>? byShard = null;
        foreach (var append in batch.Appends)
        {
            foreach (var change in append.Deadlines)
            {
                if (change.DueAt is { } due && due <= horizon)
                {
                    var shard = TextHash.SchedulerShard(append.Stream);
                    byShard ??= [];
                    if (!byShard.TryGetValue(shard, out var rows))
                    {
                        byShard[shard] = rows = ImmutableArray.CreateBuilder<DeadlineRow>();
                    }

                    rows.Add(new DeadlineRow(append.Stream, change.Kind, change.Epoch, due));
                }
            }
        }

        foreach (var (shard, rows) in byShard ?? [])
        {
            _ = Scheduler(shard).Expect(rows.ToImmutable());
        }
    }

    /// <summary>Makes all schedulers live; called when a silo starts.</summary>
    public async Task WakeAllAsync()
    {
        for (var shard = 0; shard < Limits.SchedulerShards; shard++)
        {
            await Scheduler(shard).Wake();
        }
    }

    private ISchedulerGrain Scheduler(int shard) => grains.GetGrain<ISchedulerGrain>(shard.ToString(CultureInfo.InvariantCulture));
}
