using Conversations.Silo;
using Conversations.Silo.Health;
using Conversations.Silo.Metrics;
using Conversations.Silo.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

return await ProgramFrame.RunAsync(async stop =>
{
    var builder = WebApplication.CreateSlimBuilder(args);
    var settings = DeploymentSettings.Read(builder.Configuration).RequireMember();

    builder.AddConversationsLogging();
    builder.AddConversationsNode(settings);
    builder.UseOrleans(silo => silo.UseCluster(settings).AddConversationsSilo());

    await using var app = builder.Build();
    app.MapHealth();
    app.MapMetrics();

    await app.Services.StartStoreAsync();
    await app.RunUntilAsync(stop);
});
