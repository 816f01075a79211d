using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Cluster;

/// <summary>What every silo and web node says of itself, for the cluster page; key "cluster".</summary>
[Alias("conv.IClusterRegistryGrain")]
public interface IClusterRegistryGrain : IGrainWithStringKey
{
    [Alias("Report")]
    Task Report(NodeReport report);

    /// <summary>Nodes that reported within the last minute, by name.</summary>
    [Alias("Nodes")]
    Task<ImmutableArray<NodeReport>> Nodes();
}

/// <param name="Kind">silo or web.</param>
/// <param name="Status">active or draining.</param>
[GenerateSerializer, Immutable, Alias("conv.NodeReport")]
public sealed record NodeReport(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Name,
    [property: Id(2)] string Endpoint,
    [property: Id(3)] string Status,
    [property: Id(4)] DateTimeOffset StartedAt,
    [property: Id(5)] long Activations,
    [property: Id(6)] double CallsPerSecond);
