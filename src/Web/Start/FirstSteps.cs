using Conversations.Contracts.Ports;
using Conversations.Web.Api;

namespace Conversations.Web.Start;

public static class FirstSteps
{
    /// <summary>What must be true before anything is served: the schema is there, the first rows are, and the deployment's secret is known.</summary>
    public static async Task StartFirstAsync(this WebApplication app, string role)
    {
        var services = app.Services;
        var first = await services.GetRequiredService<Bootstrap>().RunAsync(app.Configuration["Bootstrap:AdminToken"], CancellationToken.None);
        await services.GetRequiredService<DeploymentSecret>().ReadAsync(CancellationToken.None);
        services.GetRequiredService<Welcome>().SayWhenListening(first, $"{ClusterApi.Host} · {role} · {services.GetRequiredService<IStore>().Describe}");
    }
}
