using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts.Access;
using Conversations.Contracts.Cluster;
using Conversations.Web.Json;
using Conversations.Web.OpenApi;
using Orleans;

namespace Conversations.Web.Api;

/// <summary>Which processes there are, and which host of the programming model they run on.</summary>
public sealed class ClusterApi(IGrainFactory grains)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapApi("GET", "/api/v1/cluster", Permission.ReadCluster, ReadAsync, new ApiDescription("Silos and web nodes that reported within the last minute.") { Answers = [new(200, "Cluster")] });

    private async Task ReadAsync(HttpContext context)
    {
        var nodes = await grains.GetGrain<IClusterRegistryGrain>("cluster").Nodes();
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, nodes, static (writer, all) =>
        {
            writer.WriteStartObject();
            writer.WriteString("host"u8, ProgrammingModel.Name);
            WriteNodes(writer, "silos"u8, all.Where(node => node.Kind == "silo"));
            WriteNodes(writer, "webs"u8, all.Where(node => node.Kind == "web"));
            writer.WriteEndObject();
        });
    }

    private static void WriteNodes(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<NodeReport> nodes)
    {
        writer.WriteStartArray(name);
        foreach (var node in nodes)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, node.Name);
            writer.WriteString("endpoint"u8, node.Endpoint);
            writer.WriteString("status"u8, node.Status);
            writer.WriteTime("startedAt"u8, node.StartedAt);
            writer.WriteNumber("activations"u8, node.Activations);
            writer.WriteNumber("callsPerSecond"u8, Math.Round(node.CallsPerSecond, 1));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
