using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Conversations.HostTests.Conformance;

public interface ILifeGrain : IGrainWithStringKey
{
    Task<Guid> Which();

    Task<Guid> WhichAndLeave(string gate);

    Task<string> Names();
}

public sealed class LifeGrain(Gates gates, IGrainContext context) : Grain, ILifeGrain
{
    private readonly Guid _which = Guid.NewGuid();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        gates.Note("activating");
        await Task.Yield();
        gates.Note("active");
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        gates.Note($"ending: {reason.ReasonCode}");
        await Task.Yield();
        gates.Note("ended");
    }

    public Task<Guid> Which() => Task.FromResult(_which);

    public async Task<Guid> WhichAndLeave(string gate)
    {
        gates.Open("leaving");
        DeactivateOnIdle();
        await gates.Passed(gate);
        return _which;
    }

    public Task<string> Names() => Task.FromResult($"{this.GetPrimaryKeyString()} {context.GrainId} {this.GetGrainId()} {ReferenceEquals(context, GrainContext)}");
}

[CollectionAgeLimit(Minutes = 2)]
public sealed class ShortLivedGrain : Grain, IShortLivedGrain
{
    public Task Nothing() => Task.CompletedTask;
}

public interface IShortLivedGrain : IGrainWithStringKey
{
    Task Nothing();
}

public sealed class LifeTests
{
    [Fact]
    public async Task A_grain_is_activated_once_for_many_first_calls()
    {
        await using var cluster = await Cluster.Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => cluster.Grains.GetGrain<ILifeGrain>("one").Which())));

        Assert.Single(answers.Distinct());
        Assert.Equal(["activating", "active"], cluster.Gates.Notes);
    }

    [Fact]
    public async Task Calls_that_wait_while_a_grain_leaves_go_to_its_next_activation()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<ILifeGrain>("one");

        var last = grain.WhichAndLeave("gate");
        await cluster.Gates.Seen("leaving");
        var next = grain.Which();
        cluster.Gates.Open("gate");

        Assert.NotEqual(await last, await next);
        Assert.Equal(["activating", "active", "ending: ApplicationRequested", "ended", "activating", "active"], cluster.Gates.Notes);
    }

    [Fact]
    public async Task Stopping_the_host_ends_every_activation_in_order()
    {
        Gates gates;
        await using (var cluster = await Cluster.Start())
        {
            gates = cluster.Gates;
            await cluster.Grains.GetGrain<ILifeGrain>("one").Which();
        }

        Assert.Equal(["activating", "active", "ending: ShuttingDown", "ended"], gates.Notes);
    }

    [Fact]
    public async Task A_grain_knows_its_names()
    {
        await using var cluster = await Cluster.Start();

        Assert.Equal("one life/one life/one True", await cluster.Grains.GetGrain<ILifeGrain>("one").Names());
    }

    [Fact]
    public async Task A_silo_refuses_to_start_when_a_grain_may_live_no_longer_than_the_time_between_two_looks_for_idle_ones()
    {
        var refusal = await Assert.ThrowsAsync<OrleansConfigurationException>(() =>
            Cluster.Start(silo => silo.Configure<GrainCollectionOptions>(options => options.CollectionQuantum = TimeSpan.FromMinutes(2))));

        Assert.Contains(nameof(ShortLivedGrain), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cluster_tells_its_silos_and_how_many_activations_they_hold()
    {
        await using var cluster = await Cluster.Start(silo => silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromHours(1)));
        await cluster.Grains.GetGrain<ILifeGrain>("one").Which();
        await cluster.Grains.GetGrain<ILifeGrain>("two").Which();
        var management = cluster.Grains.GetGrain<IManagementGrain>(0);

        var host = Assert.Single(await management.GetDetailedHosts(onlyActive: true));
        var statistics = await management.GetSimpleGrainStatistics();

        Assert.Equal(SiloStatus.Active, host.Status);
        Assert.Equal(2, statistics.Where(line => line.GrainType.Contains(nameof(LifeGrain), StringComparison.Ordinal)).Sum(line => line.ActivationCount));
    }
}
