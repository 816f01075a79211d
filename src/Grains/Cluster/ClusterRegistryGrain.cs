using System.Collections.Immutable;
using Conversations.Contracts.Cluster;
using Orleans;

namespace Conversations.Grains.Cluster;

/// <inheritdoc cref="IClusterRegistryGrain"/>
public sealed class ClusterRegistryGrain(TimeProvider time) : Grain, IClusterRegistryGrain
{
    private const int NodesMax = 1_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);
    private readonly SortedDictionary<string, (NodeReport Report, DateTimeOffset At)> nodes = new(StringComparer.Ordinal);

    public Task Report(NodeReport report)
    {
        if (nodes.Count < NodesMax || nodes.ContainsKey(report.Name))
        {
            nodes[report.Name] = (report, time.GetUtcNow());
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<NodeReport>> Nodes()
    {
        var since = time.GetUtcNow() - Remembered;
        foreach (var gone in nodes.Where(node => node.Value.At < since).Select(node => node.Key).ToList())
        {
            nodes.Remove(gone);
        }

        return Task.FromResult(nodes.Values.Select(node => node.Report).ToImmutableArray());
    }
}
