using System.Diagnostics;
using System.Net;
using Conversations.Contracts.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Conversations.Silo.Nodes;

/// <param name="Kind">silo or web.</param>
public sealed record NodeName(string Kind, string Name, string Endpoint)
{
    public static NodeName OfSilo(IPEndPoint endpoint) => new("silo", $"{Machine}-{endpoint.Port}", endpoint.ToString());

    /// <param name="urls">What the node listens on; the first one names it.</param>
    public static NodeName OfWeb(string? urls)
    {
        var first = (urls ?? "").Split(';')[0].TrimEnd('/');
        return new("web", $"{Machine}-web-{first.Split(':')[^1]}", first);
    }

    private static string Machine => Environment.MachineName.ToLowerInvariant();
}

/// <summary>Tells the cluster's registry every 10 seconds that this process lives, as the one thing or both things it is.</summary>
public sealed class NodeReporter(
    IGrainFactory grains, IEnumerable<NodeName> names, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<NodeReporter> logger, CallCounter? counter = null)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private readonly DateTimeOffset startedAt = Process.GetCurrentProcess().StartTime.ToUniversalTime();
    private long callsBefore;
    private long readAt = clock.GetTimestamp();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before the host has started there is no cluster to tell.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);

        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await ReportAsync(lifetime.ApplicationStopping.IsCancellationRequested ? "draining" : "active");
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                NodeLog.NotReported(logger, exception.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ReportAsync(string status)
    {
        var registry = grains.GetGrain<IClusterRegistryGrain>("cluster");
        var rate = CallsPerSecond();
        foreach (var name in names)
        {
            var isSilo = name.Kind == "silo";
            var activations = isSilo ? await CountActivationsAsync() : 0;
            await registry.Report(new NodeReport(name.Kind, name.Name, name.Endpoint, status, startedAt, activations, isSilo ? rate : 0));
        }
    }

    private async Task<long> CountActivationsAsync()
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        var hosts = await management.GetHosts(onlyActive: true);
        var own = hosts.Keys.Where(address => names.Any(name => name.Endpoint == address.Endpoint.ToString())).ToArray();
        return own.Length == 0 ? 0 : (await management.GetRuntimeStatistics(own)).Sum(silo => (long)silo.ActivationCount);
    }

    private double CallsPerSecond()
    {
        var now = clock.GetTimestamp();
        var calls = counter?.Calls ?? 0;
        var seconds = clock.GetElapsedTime(readAt, now).TotalSeconds;
        var rate = seconds > 0 ? (calls - callsBefore) / seconds : 0;
        (callsBefore, readAt) = (calls, now);
        return rate;
    }
}

internal static partial class NodeLog
{
    [LoggerMessage(6001, LogLevel.Warning, "This process could not be reported to the cluster ({Trouble}); it is tried again.")]
    public static partial void NotReported(ILogger logger, string trouble);
}
