using System.Net;
using Conversations.Channels;
using Conversations.Contracts.Ports;
using Conversations.Grains;
using Conversations.Grains.Notices;
using Conversations.Silo.Feed;
using Conversations.Silo.Metrics;
using Conversations.Silo.Nodes;
using Conversations.Silo.Settings;
using Conversations.Store;
using Conversations.Store.GrainState;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Conversations.Silo;

/// <summary>What a silo is made of.</summary>
public static class SiloServices
{
    private const string ServiceId = "conversations";
    private const string PostgreSqlInvariant = "Npgsql";

    /// <summary>What every process has, silo or web node: settings, the store, the channels, metrics, and a report of itself.</summary>
    public static void AddConversationsNode(this IHostApplicationBuilder builder, DeploymentSettings settings)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings);
        builder.Services.AddConversationsStore(settings.Store);
        builder.Services.AddConversationsChannels();
        builder.Services.AddSingleton<MetricsPage>();
        builder.Services.AddHostedService<NodeReporter>();
    }

    /// <summary>Grains, their options, their storage over our store, and what listens to the journal of this silo.</summary>
    public static ISiloBuilder AddConversationsSilo(this ISiloBuilder silo)
    {
        silo.Services.AddConversationsGrains();
        silo.Services.AddSingleton<IRandomness, SystemRandomness>();
        silo.Services.AddSingleton<CallCounter>();
        silo.Services.AddHostedService<CommitHints>();
        silo.Services.AddHostedService<NoticeService>();
        silo.Services.AddHostedService<SearchIndexing>();
        silo.Services.AddOptions<FeedPublisherOptions>().BindConfiguration("FeedPublisher").Validate(static options => options.IsValid(), "FeedPublisher: a bound is out of its range.").ValidateOnStart();
        silo.Services.AddSingleton<FeedPublisher>().AddSingleton<INoticeRoad, FeedNoticeRoad>();
        silo.Services.AddHostedService(static provider => provider.GetRequiredService<FeedPublisher>());
        return silo
            .AddStoreGrainStorage()
            .Configure<GrainCollectionOptions>(static options => options.CollectionAge = TimeSpan.FromMinutes(10))
            .AddIncomingGrainCallFilter<CountCalls>()
            .AddIncomingGrainCallFilter<PlainTrouble>();
    }

    /// <summary>The only silo of its cluster, in this process, on ports nobody else has; reminders in memory, for the schedulers are woken at start.</summary>
    public static ISiloBuilder UseOneProcess(this ISiloBuilder silo, DeploymentSettings settings)
    {
        var endpoint = new IPEndPoint(IPAddress.Loopback, settings.Endpoint?.Port ?? FreePort.Find(IPAddress.Loopback));
        silo.Services.AddSingleton(NodeName.OfSilo(endpoint));
        return silo
            .UseLocalhostClustering(endpoint.Port, FreePort.Find(IPAddress.Loopback), serviceId: ServiceId, clusterId: settings.ClusterId)
            .UseInMemoryReminderService();
    }

    /// <summary>One silo of several, found through PostgreSQL.</summary>
    public static ISiloBuilder UseCluster(this ISiloBuilder silo, DeploymentSettings settings)
    {
        var address = settings.Endpoint?.Address ?? IPAddress.Loopback;
        var endpoint = new IPEndPoint(address, settings.Endpoint?.Port ?? FreePort.Find(address));
        silo.Services.AddSingleton(NodeName.OfSilo(endpoint));
        return silo
            .Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (ServiceId, settings.ClusterId))
            .Configure<SiloOptions>(options => options.SiloName = NodeName.OfSilo(endpoint).Name)
            .ConfigureEndpoints(endpoint.Address, endpoint.Port, FreePort.Find(address))
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (PostgreSqlInvariant, settings.Store.ConnectionString))
            .UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (PostgreSqlInvariant, settings.Store.ConnectionString));
    }

    /// <summary>A web node: calls the silos it finds through PostgreSQL.</summary>
    public static IClientBuilder UseCluster(this IClientBuilder client, DeploymentSettings settings) => client
        .Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (ServiceId, settings.ClusterId))
        .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (PostgreSqlInvariant, settings.Store.ConnectionString))
        .UseConnectionRetryFilter<SiloAwaiter>();
}
