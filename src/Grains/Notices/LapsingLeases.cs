using System.Collections.Concurrent;
using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Microsoft.Extensions.Options;

namespace Conversations.Grains.Notices;

/// <summary>Leases that end soon, as the schedulers of this silo read them from the table, on their way to whoever makes notices. Told again with every read: a full queue loses nothing.</summary>
public sealed class LapsingLeases(IOptions<ConversationOptions> options)
{
    private readonly ConcurrentQueue<DeadlineRow> waiting = new();

    /// <summary>How long before its end an owner is told; never more than a quarter of the lease.</summary>
    public TimeSpan Warning { get; } = options.Value.LeaseWarning < options.Value.Lease / 4 ? options.Value.LeaseWarning : options.Value.Lease / 4;

    public void Read(ImmutableArray<DeadlineRow> rows, DateTimeOffset now)
    {
        foreach (var row in rows)
        {
            if (row.Kind == DeadlineKinds.Lease && row.DueAt > now && row.DueAt <= now + Warning && waiting.Count < Limits.NoticeQueueMax)
            {
                waiting.Enqueue(row);
            }
        }
    }

    public bool TryTake(out DeadlineRow row) => waiting.TryDequeue(out row!);
}
