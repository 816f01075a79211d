using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Conversations.Contracts.Cluster;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>
/// Three silos and two web nodes as real processes; one silo is killed with SIGKILL while the ledger harness writes and answers through one web node,
/// and while snoozed conversations come due. What the other web node shows is held against it.
/// </summary>
public sealed class ClusterKillTests(ITestOutputHelper output)
{
    private const int LoadSeconds = 25;
    private const int Conversations = 24;
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SnoozeAhead = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan KillAhead = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ListsAgreeWithin = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_cluster_that_loses_a_silo_loses_nothing_doubles_nothing_and_answers_for_it_soon()
    {
        Assert.SkipUnless(ProgrammingModel.IsOrleans, "Several processes need Orleans; this build's host is Solo.");
        await using var cluster = new ProcessCluster();
        var started = Stopwatch.GetTimestamp();
        await cluster.StartAsync();
        output.WriteLine($"all nodes ready after {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
        using var near = new Desk(cluster.Webs[0].Address);
        using var far = new Desk(cluster.Webs[1].Address);
        await near.OpenChannelAsync();
        var busy = await near.HearFromAsync("busy", Conversations);
        var asleep = await near.HearFromAsync("asleep", Conversations);

        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        await using var load = new LoadRun(cluster.Webs[0].Address, LoadSeconds, seed);
        await load.BegunAsync();
        var firstDue = DateTimeOffset.UtcNow + SnoozeAhead;
        await Task.WhenAll(asleep.Select((id, at) => near.SnoozeAsync(id, firstDue + TimeSpan.FromMilliseconds(200 * at))));
        await KillBusiestAsync(cluster, near, firstDue - KillAhead);

        var back = await Task.WhenAll(busy.Select(id => far.LabelAsync(id, BackWithin)));
        output.WriteLine($"slowest conversation answered again after {back.Max().TotalSeconds:F1} s, {back.Count(static took => took > TimeSpan.FromSeconds(1))} of {back.Length} after more than 1 s");
        Assert.True(back.Max() <= BackWithin, $"One conversation answered again only after {back.Max()}.\n{cluster.Output}");

        var verdict = await load.VerdictAsync();
        output.WriteLine(load.Output);
        Assert.True(verdict == 0, $"The checker ended with {verdict}.\n{load.Output}\n{cluster.Output}");
        await AssertEachWokeOnceAsync(far, asleep);
        await AssertListsAgreeAsync(cluster);
        await AssertGuessesCountTogetherAsync(near, far);
    }

    private async Task KillBusiestAsync(ProcessCluster cluster, Desk desk, DateTimeOffset at)
    {
        var activations = await desk.ActivationsAsync();
        var (endpoint, silo) = cluster.Silos.MaxBy(one => activations.GetValueOrDefault(one.Key));
        // There is nothing to wait for but time itself: the first snoozed conversation is due just after the kill.
        var left = at - DateTimeOffset.UtcNow;
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        await silo.KillAsync();
        output.WriteLine($"killed {endpoint}; activations were {string.Join(", ", activations.Values)}");
    }

    private static async Task AssertEachWokeOnceAsync(Desk desk, string[] asleep)
    {
        foreach (var id in asleep)
        {
            var entries = await desk.ReadAsync(id);
            Assert.Equal(Enumerable.Range(1, entries.Length), entries.Select(static entry => (int)entry["seq"]!));
            Assert.Equal(["new>snoozed", "snoozed>new"], entries.Where(static entry => (string)entry["kind"]! == "stateChanged").Select(Move));
        }
    }

    private static string Move(JsonObject entry) => $"{entry["data"]!["from"]}>{entry["data"]!["to"]}";

    private static async Task AssertGuessesCountTogetherAsync(Desk near, Desk far)
    {
        for (var guess = 0; guess < 5; guess++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await near.GuessPasswordAsync("admin@company.example"));
            Assert.Equal(HttpStatusCode.Unauthorized, await far.GuessPasswordAsync("admin@company.example"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await near.GuessPasswordAsync("admin@company.example"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await far.GuessPasswordAsync("admin@company.example"));
    }

    private static async Task AssertListsAgreeAsync(ProcessCluster cluster)
    {
        var lists = await Asking.UntilAsync(
            () => Task.WhenAll(cluster.Webs.Select(static web => ListWindow.ReadAsync(web.Address))), static lists => lists[0] == lists[1], ListsAgreeWithin,
            static lists => $"One node shows\n{lists[0]}\nand the other\n{lists[1]}");
        Assert.True(lists[0].Split('\n').Length > Conversations, lists[0]);
    }
}
