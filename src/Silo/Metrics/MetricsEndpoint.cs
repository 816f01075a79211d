using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Silo.Metrics;

public static class MetricsEndpoint
{
    /// <summary>GET /metrics. Figures of the process, no ids, no names.</summary>
    public static IEndpointConventionBuilder MapMetrics(this IEndpointRouteBuilder routes)
    {
        // Made now, not when first asked for: what happened before would be missing.
        var page = routes.ServiceProvider.GetRequiredService<MetricsPage>();
        return routes.MapGet("/metrics", (HttpContext context) =>
        {
            context.Response.ContentType = "text/plain; version=0.0.4";
            return context.Response.WriteAsync(page.Write(), context.RequestAborted);
        });
    }
}
