using Conversations.Silo;
using Conversations.Silo.Demo;
using Conversations.Silo.Health;
using Conversations.Silo.Metrics;
using Conversations.Silo.Nodes;
using Conversations.Silo.Settings;
using Conversations.Web.Access;
using Conversations.Web.Edge;
using Conversations.Web.Feed;
using Conversations.Web.Hubs;
using Conversations.Web.Start;

namespace Conversations.Web;

/// <summary>The server: everything in one process, or one web node of a cluster.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => ProgramFrame.RunAsync(async stop =>
    {
        await using var app = await BuildAsync(args, stop: stop);
        await app.RunUntilAsync(stop);
    });

    /// <summary>The server, ready to run; tests may change what it is built of.</summary>
    public static async Task<WebApplication> BuildAsync(string[] args, Action<WebApplicationBuilder>? change = null, CancellationToken stop = default)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.AddEdgeDefaults();
        var settings = DeploymentSettings.Read(builder.Configuration);

        builder.AddConversationsLogging();
        builder.AddConversationsNode(settings);
        if (settings.Mode == ClusterMode.Single)
        {
            builder.UseOrleans(silo => silo.UseOneProcess(settings).AddConversationsSilo());
            builder.Services.AddSingleton(WebNode.New() with { IsAlone = true });
        }
        else
        {
            builder.UseOrleansClient(client => client.UseCluster(settings));
        }

        builder.AddEdge();
        builder.Services.AddDashboardHub();
        builder.Services.AddConversationsWeb();
        builder.Services.AddSingleton(NodeName.OfWeb(builder.Configuration["Urls"]));
        if (settings.IsDemo)
        {
            builder.AddConversationsDemo();
        }

        change?.Invoke(builder);
        var app = builder.Build();
        await StartAsync(app, settings, stop);

        app.UseEdge();
        app.UsePageFiles();
        app.MapHealth(static services => services.GetRequiredService<ILiveReadiness>().Ready.IsCompletedSuccessfully ? null : "lists not loaded").OpenToAll("Load balancers ask.");
        app.MapMetrics().OpenToAll("Figures only, of the process.");
        app.MapConversationsWeb();
        app.MapDashboardHub().WithMetadata(new SocketEndpointAttribute());
        app.MapPages();
        app.RequireEveryEndpointToNameItsPermission();
        return app;
    }

    private static async Task StartAsync(WebApplication app, DeploymentSettings settings, CancellationToken stop)
    {
        var role = settings.Mode == ClusterMode.Single ? "one silo" : "web node";
        var first = await app.StartFirstAsync();
        if (!settings.IsDemo)
        {
            app.WelcomeWhenListening(role, first);
            return;
        }

        var demo = app.Services.GetRequiredService<DemoHost>();
        await demo.PrepareAsync(stop);
        await app.WelcomeToDemoAsync(role, DemoHost.Guests, demo.Open);
    }
}
