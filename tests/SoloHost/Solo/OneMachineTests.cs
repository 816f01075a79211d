using System.Net;
using Conversations.HostTests.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Conversations.HostTests.Solo;

public sealed class OneMachineTests
{
    [Theory]
    [InlineData("10.1.2.3", false)]
    [InlineData("127.0.0.1", true)]
    public async Task An_endpoint_of_another_machine_is_refused(string address, bool listensOnAny)
    {
        var error = await Assert.ThrowsAsync<OrleansConfigurationException>(() =>
            Cluster.Start(silo => silo.ConfigureEndpoints(IPAddress.Parse(address), 11111, 30000, listensOnAny)));

        Assert.Contains("across machines use Orleans", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clustering_over_a_database_is_taken_as_a_cluster_of_one()
    {
        await using var cluster = await Cluster.Start(silo =>
        {
            silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", "Host=nowhere.invalid"));
            silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = ("Npgsql", "Host=nowhere.invalid"));
        });

        Assert.Equal(1, await cluster.Grains.GetGrain<ITurnsGrain>("one").Count());
    }

    [Fact]
    public async Task A_client_without_a_silo_in_its_process_is_refused()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client => client.UseLocalhostClustering());
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("use Orleans", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_beside_a_silo_is_the_silos_own()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<Gates>();
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
        builder.UseOrleansClient(client => client.UseLocalhostClustering());
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, await host.Services.GetRequiredService<IClusterClient>().GetGrain<ITurnsGrain>("one").Count());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_clock_comes_from_the_services()
    {
        var clock = new FrozenClock();
        await using var cluster = await Cluster.Start(silo => silo.Services.AddSingleton<TimeProvider>(clock));

        var host = Assert.Single(await cluster.Grains.GetGrain<IManagementGrain>(0).GetDetailedHosts());

        Assert.Equal(clock.GetUtcNow().UtcDateTime, host.StartTime);
    }

    [Fact]
    public async Task After_the_host_has_stopped_calls_are_refused()
    {
        var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<ITurnsGrain>("one");
        await grain.Count();

        await cluster.DisposeAsync();

        await Assert.ThrowsAsync<SiloUnavailableException>(grain.Count);
    }

    private sealed class FrozenClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);
    }
}
