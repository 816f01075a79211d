using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Conversations.Silo.Demo;

public static class DemoServices
{
    /// <summary>The sample company and its customers. Their network is this machine, so replies may go there.</summary>
    public static void AddConversationsDemo(this IHostApplicationBuilder builder)
    {
        builder.Configuration["Channels:AllowPrivateReplyUrls"] = "true";
        builder.Services.AddSingleton<DemoHost>();
        builder.Services.AddHostedService(static provider => provider.GetRequiredService<DemoHost>());
    }
}
