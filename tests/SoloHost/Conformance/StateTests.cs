using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Conversations.HostTests.Conformance;

public sealed class Tally
{
    public int Count { get; set; }
}

public interface ITallyGrain : IGrainWithStringKey
{
    Task<int> Add();

    Task<int> Read();

    Task<bool> Exists();

    Task Clear();

    Task Leave();
}

public sealed class TallyGrain([PersistentState("tally")] IPersistentState<Tally> tally, Gates gates) : Grain, ITallyGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        gates.Note($"active with {tally.State.Count}");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        gates.Note($"ended: {reason.ReasonCode}");
        gates.Open("ended");
        return Task.CompletedTask;
    }

    public async Task<int> Add()
    {
        tally.State.Count++;
        await tally.WriteStateAsync();
        return tally.State.Count;
    }

    public Task<int> Read() => Task.FromResult(tally.State.Count);

    public Task<bool> Exists() => Task.FromResult(tally.RecordExists);

    public Task Clear() => tally.ClearStateAsync();

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public sealed class StateTests
{
    [Fact]
    public async Task State_is_there_before_the_grain_is_activated()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<ITallyGrain>("one");

        await grain.Add();
        await grain.Add();
        await grain.Leave();
        await cluster.Gates.Seen("ended");

        Assert.Equal(2, await grain.Read());
        Assert.Equal(["active with 0", "ended: ApplicationRequested", "active with 2"], cluster.Gates.Notes);
    }

    [Fact]
    public async Task Whether_a_record_exists_is_known_and_a_cleared_one_does_not()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<ITallyGrain>("one");

        Assert.False(await grain.Exists());
        await grain.Add();
        Assert.True(await grain.Exists());
        await grain.Clear();
        Assert.False(await grain.Exists());
    }

    [Fact]
    public async Task An_activation_whose_state_another_wrote_fails_the_call_and_ends()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<ITallyGrain>("one");
        await grain.Add();
        cluster.Storage.Touch("tally", grain.GetGrainId());

        await Assert.ThrowsAsync<InconsistentStateException>(grain.Add);
        await cluster.Gates.Seen("ended");

        Assert.Equal(2, await grain.Add());
    }
}
