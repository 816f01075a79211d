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
    /// <param name="findMore">What else may be missing in this kind of process, in a few words, or null.</param>
    public static IReadOnlyList<IEndpointConventionBuilder> MapHealth(this IEndpointRouteBuilder routes, Func<IServiceProvider, string?>? findMore = null) =>
    [
        routes.MapGet("/health/live", static (HttpContext context) => context.Response.WriteAsync("live\n")),
        routes.MapGet("/health/ready", (HttpContext context) => CheckAsync(context, findMore)),
    ];

    private static async Task CheckAsync(HttpContext context, Func<IServiceProvider, string?>? findMore)
    {
        var trouble = await FindTroubleAsync(context.RequestServices, context.RequestAborted) ?? findMore?.Invoke(context.RequestServices);
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

        return null;
    }
}
