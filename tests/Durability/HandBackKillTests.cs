using System.Diagnostics;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>The end of a shift with a thousand conversations, and the server killed in the middle of it.</summary>
public sealed class HandBackKillTests(ITestOutputHelper output)
{
    private const int Owned = 1_000;
    private const int AtOnce = 8;
    private static readonly string[] OneShift = ["claimed", "noteAdded", "released"];

    [Fact]
    public async Task A_thousand_go_back_in_one_answer_and_a_kill_in_between_loses_none_and_repeats_none()
    {
        await using var server = new ConversationsServer();
        await server.StartAsync();
        using var desk = new Desk(server.Address);
        await desk.OpenChannelAsync();
        var conversations = await desk.HearFromAsync("shift", Owned);

        await ClaimAllAsync(desk, conversations);
        var started = Stopwatch.GetTimestamp();
        Assert.Equal(Owned, await desk.HandBackAsync(Guid.NewGuid(), "Until tomorrow."));
        output.WriteLine($"{Owned} in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms, {Stopwatch.GetElapsedTime(started).TotalMicroseconds / Owned:F0} µs each");

        await ClaimAllAsync(desk, conversations);
        var order = Guid.NewGuid();
        var left = await KillInBetweenAsync(server, desk, order);
        output.WriteLine($"killed when {left} were left");
        await server.StartAsync();
        var still = await desk.OwnedAsync();
        Assert.InRange(still, 1, left);
        Assert.Equal(still, await desk.HandBackAsync(order, "I am ill."));
        Assert.Equal(still, await desk.HandBackAsync(order, "I am ill."));
        await AssertEachWentBackTwiceAsync(desk, conversations);
    }

    private static Task ClaimAllAsync(Desk desk, string[] conversations) =>
        Parallel.ForEachAsync(conversations, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (id, _) => await desk.ClaimAsync(id));

    /// <summary>How many were seen to be left just before.</summary>
    private static async Task<long> KillInBetweenAsync(ConversationsServer server, Desk desk, Guid order)
    {
        var cut = desk.HandBackAsync(order, "I am ill.");
        var left = await desk.OwnedAsync();
        while (left == Owned && !cut.IsCompleted)
        {
            left = await desk.OwnedAsync();
        }

        await server.KillAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => cut);
        return left;
    }

    private static Task AssertEachWentBackTwiceAsync(Desk desk, string[] conversations) =>
        Parallel.ForEachAsync(conversations, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (id, _) =>
        {
            var entries = await desk.ReadAsync(id);
            Assert.Equal(["messageReceived", .. OneShift, .. OneShift], entries.Select(static entry => (string)entry["kind"]!));
            Assert.Equal(["Until tomorrow.", "I am ill."], entries.Where(static entry => (string)entry["kind"]! == "noteAdded").Select(static entry => (string)entry["data"]!["text"]!));
        });
}
