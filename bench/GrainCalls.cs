using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;

namespace Conversations.Bench;

public interface IBenchGrain : IGrainWithStringKey
{
    Task<int> Count(int step);
}

public sealed class BenchGrain : Grain, IBenchGrain
{
    private int _count;

    public Task<int> Count(int step) => Task.FromResult(_count += step);
}

/// <summary>
/// Grain calls inside one process beside a bare mailbox loop, in turn in the same run: product, bare, bare, product … Every caller hands each
/// call to the pool and counts its own, so that a few callers cannot hog the pool unseen.
/// </summary>
internal static class GrainCalls
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private static readonly (int Targets, int Callers)[] Workloads = [(1, 1), (1, 100), (10_000, 100)];

    public static async Task<int> RunAsync(int rounds, TextWriter output)
    {
        using var host = Start();
        await host.StartAsync();
        var factory = host.Services.GetRequiredService<IGrainFactory>();
        foreach (var (targets, callers) in Workloads)
        {
            var grains = Enumerable.Range(0, targets).Select(key => factory.GetGrain<IBenchGrain>($"call-{targets}-{key}")).ToArray();
            var boxes = Enumerable.Range(0, targets).Select(_ => new BareMailbox()).ToArray();
            Func<int, Task<int>> callGrain = index => grains[index].Count(1);
            Func<int, Task<int>> callBox = index => boxes[index].Count(1);
            await CallerLoop.RunAsync(callGrain, targets, callers, Round);
            await CallerLoop.RunAsync(callBox, targets, callers, Round);

            List<CallerLoop.Outcome> ours = [], bare = [];
            for (var round = 0; round < rounds; round++)
            {
                foreach (var isOurs in round % 2 == 0 ? new[] { true, false } : [false, true])
                {
                    (isOurs ? ours : bare).Add(await CallerLoop.RunAsync(isOurs ? callGrain : callBox, targets, callers, Round));
                }
            }

            Report(output, targets, callers, ours, bare);
        }

        await ReportActivations(output, factory);
        await host.StopAsync();
        return 0;
    }

    private static void Report(TextWriter output, int targets, int callers, List<CallerLoop.Outcome> ours, List<CallerLoop.Outcome> bare)
    {
        output.WriteLine(FormattableString.Invariant($"{targets} grains, {callers} callers"));
        Line(output, "grain calls ", ours);
        Line(output, "bare mailbox", bare);
        var rates = ours.Zip(bare, (mine, other) => mine.PerSecond / other.PerSecond).Order().ToList();
        var costs = ours.Zip(bare, (mine, other) => other.ProcessorMicroseconds / mine.ProcessorMicroseconds).Order().ToList();
        output.WriteLine(FormattableString.Invariant($"  by rate {Median(rates):0.00} ({rates[0]:0.00} to {rates[^1]:0.00}), by processor time {Median(costs):0.00} ({costs[0]:0.00} to {costs[^1]:0.00}) of the bare mailbox"));
    }

    private static void Line(TextWriter output, string name, List<CallerLoop.Outcome> rounds) => output.WriteLine(FormattableString.Invariant(
        $"  {name} {Median(rounds.Select(round => round.PerSecond)),9:N0}/s, {Median(rounds.Select(round => round.ProcessorMicroseconds)):0.00} us of processor each, slowest caller {Median(rounds.Select(round => round.SlowestToMedian)):0.00} of the median one"));

    private static async Task ReportActivations(TextWriter output, IGrainFactory factory)
    {
        const int Count = 100_000;
        var names = Enumerable.Range(0, Count * 2).Select(key => $"idle-{key}").ToArray();
        await Activate(factory, names.AsMemory(0, Count));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = TimeProvider.System.GetTimestamp();
        await Activate(factory, names.AsMemory(Count));
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine(FormattableString.Invariant($"cold activation  {Count / elapsed.TotalSeconds:N0}/s"));
        output.WriteLine(FormattableString.Invariant($"idle activation  {(double)bytes / Count:N0} B each, the key's text aside"));
        GC.KeepAlive(names);
    }

    private static async Task Activate(IGrainFactory factory, ReadOnlyMemory<string> names)
    {
        const int AtOnce = 100;
        var pending = new List<Task>(AtOnce);
        for (var index = 0; index < names.Length; index++)
        {
            pending.Add(factory.GetGrain<IBenchGrain>(names.Span[index]).Count(1));
            if (pending.Count == AtOnce)
            {
                await Task.WhenAll(pending);
                pending.Clear();
            }
        }

        await Task.WhenAll(pending);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static IHost Start()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
        return builder.Build();
    }
}
