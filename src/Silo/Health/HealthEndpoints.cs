using Conversations.Contracts.Cluster;
using Conversations.Contracts.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Conversations.Silo.Health;

/// <summary>Live: the process answers. Ready: it may be sent work, for the store is reachable, the cluster answers, and it is not draining.</summary>
public static class HealthEndpoints
{
    private static readonly TimeSpan ClusterAnswersWithin = TimeSpan.FromSeconds(2);

    /// <summary>Gives back the endpoints, so that the edge can say that they are open to all.</summary>
    public static IReadOnlyList<IEndpointConventionBuilder> MapHealth(this IEndpointRouteBuilder routes) =>
    [
        routes.MapGet("/health/live", static (HttpContext context) => context.Response.WriteAsync("live\n")),
        routes.MapGet("/health/ready", CheckAsync),
    ];

    private static async Task CheckAsync(HttpContext context)
    {
        var trouble = await FindTroubleAsync(context.RequestServices, context.RequestAborted);
        context.Response.StatusCode = trouble is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync((trouble ?? "ready") + "\n", context.RequestAborted);
    }

    private static async ValueTask<string?> FindTroubleAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested)
        {
            return "draining";
        }

        if (!await services.GetRequiredService<IStore>().IsReachableAsync(cancellationToken))
        {
            return "store not reachable";
        }

        try
        {
            var nodes = services.GetRequiredService<IGrainFactory>().GetGrain<IClusterRegistryGrain>("cluster").Nodes();
            await nodes.WaitAsync(ClusterAnswersWithin, services.GetRequiredService<TimeProvider>(), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return "cluster does not answer";
        }

        foreach (var part in services.GetServices<IReadinessPart>())
        {
            if (!part.IsReady)
            {
                return part.Name + " not ready";
            }
        }

        return null;
    }
}

/// <summary>Something else of this process that must be there before it is sent work.</summary>
public interface IReadinessPart
{
    string Name { get; }

    bool IsReady { get; }
}
