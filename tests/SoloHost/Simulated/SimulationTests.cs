using Conversations.HostTests.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using SoloHost.Simulated;

namespace Conversations.HostTests.Simulated;

public interface IPingGrain : IGrainWithStringKey
{
    Task<int> Ping(int rounds);

    Task<int> SlowPing(TimeSpan time);

    Task<string> Where();

    Task<bool> Escape(string gate);
}

public sealed class PingGrain(TimeProvider time, SimulatedNode node, Gates gates) : Grain, IPingGrain
{
    private int _pings;

    public async Task<int> Ping(int rounds)
    {
        _pings++;
        if (rounds > 0)
        {
            var other = int.Parse(this.GetPrimaryKeyString(), System.Globalization.CultureInfo.InvariantCulture) + 1;
            await GrainFactory.GetGrain<IPingGrain>(other.ToString(System.Globalization.CultureInfo.InvariantCulture)).Ping(rounds - 1);
        }

        return _pings;
    }

    public async Task<int> SlowPing(TimeSpan slowness)
    {
        await Task.Delay(slowness, time);
        return ++_pings;
    }

    public Task<string> Where() => Task.FromResult(node.Name);

    public async Task<bool> Escape(string gate)
    {
        await gates.Passed(gate);
        return true;
    }
}

public sealed class SimulationTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    [Fact]
    public void Calls_cross_silos_and_come_back()
    {
        using var cluster = Make(1);

        Assert.Equal(1, cluster.Complete(() => Grain(cluster, "1").Ping(50), Long));
        Assert.Equal(51, cluster.Activations().Count);
        Assert.True(cluster.Silos.Count(silo => silo.ActivationCount > 0) == 3);
    }

    [Fact]
    public void Time_moves_only_as_far_as_somebody_waits()
    {
        using var cluster = Make(1, new SimulatedOptions { TravelMax = TimeSpan.Zero });
        var started = cluster.Now;

        cluster.Complete(() => Grain(cluster, "1").SlowPing(TimeSpan.FromSeconds(7)), Long);

        Assert.Equal(TimeSpan.FromSeconds(7), cluster.Now - started);
    }

    [Fact]
    public void A_call_whose_answer_is_late_times_out_and_still_runs()
    {
        using var cluster = Make(1);

        var call = cluster.Outside.Run(() => Grain(cluster, "1").SlowPing(TimeSpan.FromSeconds(60)));
        cluster.RunFor(TimeSpan.FromSeconds(59));
        Assert.IsType<TimeoutException>(call.Exception!.InnerException);

        Assert.Equal(2, cluster.Complete(() => Grain(cluster, "1").SlowPing(TimeSpan.Zero), Long));
    }

    [Fact]
    public void After_a_crash_nothing_of_the_silo_goes_on_and_its_grains_live_elsewhere()
    {
        using var cluster = Make(1);
        var before = cluster.Complete(() => Grain(cluster, "1").Where(), Long);
        var silo = cluster.Silos.Single(candidate => candidate.Name == before);
        var waiting = cluster.Outside.Run(() => Grain(cluster, "1").SlowPing(TimeSpan.FromSeconds(20)));
        var went = false;
        _ = silo.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), silo.Time);
            went = true;
        });
        cluster.RunReady();

        cluster.Crash(silo);
        cluster.RunFor(TimeSpan.FromSeconds(30));

        Assert.False(went);
        Assert.IsType<SiloUnavailableException>(waiting.Exception!.InnerException);
        Assert.NotEqual(before, cluster.Complete(() => Grain(cluster, "1").Where(), Long));
        Assert.Equal(1, cluster.Complete(() => Grain(cluster, "1").Ping(0), Long));
    }

    [Fact]
    public void A_paused_silo_answers_once_it_goes_on()
    {
        using var cluster = Make(1);
        var home = cluster.Complete(() => Grain(cluster, "1").Where(), Long);
        var silo = cluster.Silos.Single(candidate => candidate.Name == home);

        cluster.Pause(silo);
        var ping = cluster.Outside.Run(() => Grain(cluster, "1").Ping(0));
        cluster.RunFor(TimeSpan.FromSeconds(3));
        Assert.False(ping.IsCompleted);
        cluster.Resume(silo);
        cluster.RunFor(TimeSpan.FromSeconds(1));

        Assert.True(ping.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_grain_can_live_twice_for_a_while()
    {
        using var cluster = Make(1, new SimulatedOptions { StrayCalls = 0.5 });
        var grain = Grain(cluster, "1");
        cluster.Complete(() => grain.Ping(0), Long);

        Assert.True(cluster.Duplicate(grain.GetGrainId()));
        var pings = Enumerable.Range(0, 20).Select(_ => cluster.Complete(() => grain.Ping(0), Long)).ToList();

        Assert.Equal(2, pings.Count(count => count == 2));
        cluster.RunFor(TimeSpan.FromSeconds(11));
        Assert.Single(cluster.Activations());
    }

    [Fact]
    public void A_moved_grain_starts_anew()
    {
        using var cluster = Make(1);
        var grain = Grain(cluster, "1");
        cluster.Complete(() => grain.Ping(0), Long);

        cluster.Move(grain.GetGrainId());
        cluster.RunReady();

        Assert.Equal(1, cluster.Complete(() => grain.Ping(0), Long));
    }

    [Fact]
    public void Lost_calls_do_not_run_and_lost_answers_do()
    {
        using var lostCalls = Make(1, new SimulatedOptions { LostCalls = 1 });
        using var lostAnswers = Make(1, new SimulatedOptions { LostAnswers = 1 });
        foreach (var cluster in new[] { lostCalls, lostAnswers })
        {
            var call = cluster.Outside.Run(() => Grain(cluster, "1").Ping(0));
            cluster.RunFor(TimeSpan.FromSeconds(40));
            Assert.IsType<TimeoutException>(call.Exception!.InnerException);
        }

        Assert.Empty(lostCalls.Silos.SelectMany(_ => lostCalls.Activations()));
        Assert.Single(lostAnswers.Activations());
    }

    [Fact]
    public async Task Code_that_leaves_the_thread_is_found_out()
    {
        using var cluster = Make(1);
        var escaped = cluster.Outside.Run(() => Grain(cluster, "1").Escape("outside"));
        cluster.RunFor(TimeSpan.FromSeconds(1));

        await Task.Run(() => cluster.Silos[0].Services.GetRequiredService<Gates>().Open("outside"), TestContext.Current.CancellationToken);

        var error = Assert.Throws<SimulationException>(() => cluster.RunFor(TimeSpan.FromSeconds(1)));
        Assert.Contains("another thread", error.Message, StringComparison.Ordinal);
        Assert.False(escaped.IsCompleted);
    }

    [Fact]
    public void The_same_seed_runs_the_same_way()
    {
        var hashes = Enumerable.Range(0, 3).Select(_ => RunBusy(42)).ToList();

        Assert.Single(hashes.Distinct());
        Assert.NotEqual(hashes[0], RunBusy(43));
    }

    internal static ulong RunBusy(ulong seed)
    {
        using var cluster = Make(seed, new SimulatedOptions { LostCalls = 0.01, LostAnswers = 0.01, RepeatedAnswers = 0.05, LateMessages = 0.01, Hesitations = 0.05 });
        var trouble = cluster.Random.Fork("trouble");
        cluster.BeforeStep = () =>
        {
            if (trouble.Chance(0.001) && cluster.AliveSilos.Count() > 1)
            {
                cluster.Crash(trouble.Pick([.. cluster.AliveSilos]));
            }
            else if (trouble.Chance(0.002) && cluster.Activations() is { Count: > 0 } alive)
            {
                cluster.Duplicate(trouble.Pick(alive));
            }
        };
        var pings = Enumerable.Range(0, 20).Select(key => cluster.Outside.Run(() => Grain(cluster, "1" + key).Ping(10))).ToList();
        cluster.RunUntil(() => pings.TrueForAll(ping => ping.IsCompleted), Long);
        foreach (var ping in pings)
        {
            cluster.Trace(ping.IsCompletedSuccessfully ? (ulong)ping.GetAwaiter().GetResult() : 99);
        }

        return cluster.TraceHash;
    }

    private static IPingGrain Grain(SimulatedCluster cluster, string key) => cluster.Outside.Grains.GetGrain<IPingGrain>(key);

    private static SimulatedCluster Make(ulong seed, SimulatedOptions? options = null)
    {
        var cluster = new SimulatedCluster(seed, options);
        var gates = new Gates();
        foreach (var name in new[] { "a", "b", "c" })
        {
            cluster.AddSilo(name, silo =>
            {
                silo.Services.AddSingleton(gates);
                silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(30));
            });
        }

        return cluster;
    }
}
