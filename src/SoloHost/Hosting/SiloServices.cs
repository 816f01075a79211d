using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace SoloHost.Engine;

internal sealed record SiloBuilder(IServiceCollection Services, IConfiguration Configuration) : ISiloBuilder;

internal sealed record ClientBuilder(IServiceCollection Services, IConfiguration Configuration) : IClientBuilder;

/// <summary>What a silo adds to a host. Calling it twice configures the same silo further.</summary>
internal static class SiloServices
{
    public static ISiloBuilder Add(IServiceCollection services, IConfiguration configuration)
    {
        if (services.All(service => service.ServiceType != typeof(SiloHost)))
        {
            AddShared(services);
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<SiloHost>();
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<SiloHost>());
            services.AddSingleton(provider => provider.GetRequiredService<SiloHost>().Silo);
            services.AddSingleton(provider => provider.GetRequiredService<Silo>().GrainFactory);
            services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<Silo>().GrainFactory);
        }

        return new SiloBuilder(services, configuration);
    }

    /// <summary>What a silo needs wherever it runs, in a host or in a simulation.</summary>
    public static void AddShared(IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions<SoloOptions>()
            .Validate(options => options is { WaitingCallsMax: > 0, TurnsPerSlice: > 0 }, "SoloOptions: bounds must be positive.")
            .ValidateOnStart();
        services.AddOptions<SiloMessagingOptions>()
            .Validate(options => options.ResponseTimeout > TimeSpan.Zero, "SiloMessagingOptions: ResponseTimeout must be positive.")
            .ValidateOnStart();
        services.AddOptions<GrainCollectionOptions>()
            .Validate(options => options.CollectionQuantum > TimeSpan.Zero, "GrainCollectionOptions: CollectionQuantum must be positive.")
            .Validate(options => options.CollectionAge > options.CollectionQuantum, "GrainCollectionOptions: CollectionAge must be longer than CollectionQuantum.")
            .ValidateOnStart();
    }
}

/// <summary>What a client adds to a host: nothing beside a silo in the same host, which is its own client.</summary>
internal static class ClientServices
{
    public static IClientBuilder Add(IServiceCollection services, IConfiguration configuration)
    {
        if (services.All(service => service.ServiceType != typeof(SiloHost)))
        {
            services.AddHostedService<LonelyClient>();
        }

        return new ClientBuilder(services, configuration);
    }

    private sealed class LonelyClient(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => services.GetService<Silo>() is null
            ? throw new OrleansConfigurationException(
                "The Solo host runs silos and clients in one process, and this process has no silo. Across processes and across machines use Orleans.")
            : Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>Starts and stops the silo with the host.</summary>
internal sealed class SiloHost : IHostedService
{
    private readonly IServiceProvider _services;
    private readonly Lazy<Silo> _silo;

    public SiloHost(IServiceProvider services)
    {
        _services = services;
        _silo = new Lazy<Silo>(Make);
    }

    public Silo Silo => _silo.Value;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        RefuseOtherMachines(_services.GetRequiredService<IOptions<EndpointOptions>>().Value);
        Silo.Start();
        Log.SiloStarted(Silo.Logger, Silo.Name, Silo.Cluster.Classes.Count);
        foreach (var task in _services.GetServices<IStartupTask>())
        {
            await task.Execute(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _silo.IsValueCreated ? Silo.Stop(cancellationToken) : Task.CompletedTask;

    private static void RefuseOtherMachines(EndpointOptions endpoint)
    {
        foreach (var address in new[] { endpoint.AdvertisedIPAddress, endpoint.SiloListeningEndpoint?.Address, endpoint.GatewayListeningEndpoint?.Address })
        {
            if (address is not null && !IPAddress.IsLoopback(address))
            {
                throw new OrleansConfigurationException($"The Solo host runs on one machine and refuses endpoint {address}: across machines use Orleans.");
            }
        }
    }

    private Silo Make()
    {
        var time = _services.GetRequiredService<TimeProvider>();
        var endpoint = _services.GetRequiredService<IOptions<EndpointOptions>>().Value;
        var cluster = new SoloCluster(new ThreadPoolEnvironment(time), _services.GetRequiredService<IOptions<SoloOptions>>().Value);
        var name = _services.GetRequiredService<IOptions<SiloOptions>>().Value.SiloName;
        var address = Silo.AddressOf(IPAddress.Loopback, endpoint.SiloPort, time.GetUtcNow().UtcDateTime);
        var silo = new Silo(cluster, name.Length > 0 ? name : $"Silo_{endpoint.SiloPort}", _services, time, address);
        cluster.Add(silo);
        return silo;
    }
}
