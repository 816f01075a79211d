using System.Diagnostics;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>Promises that come due while the server is dead, and those that do soon after it is back.</summary>
public sealed class PromiseKillTests(ITestOutputHelper output)
{
    private const int Each = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Every_reminder_fires_once_and_within_five_seconds_of_its_time_or_of_the_restart()
    {
        await using var server = new ConversationsServer();
        await server.StartAsync();
        string[] meanwhile, later;
        DateTimeOffset now;
        using (var desk = new Desk(server.Address))
        {
            await desk.OpenChannelAsync();
            (meanwhile, later) = (await desk.HearFromAsync("meanwhile", Each), await desk.HearFromAsync("later", Each));
            now = DateTimeOffset.UtcNow;
            await Task.WhenAll(meanwhile.Select(id => desk.PromiseAsync(id, now.AddSeconds(4))).Concat(later.Select(id => desk.PromiseAsync(id, now.AddSeconds(20)))));
        }

        await server.KillAsync();
        Assert.True(DateTimeOffset.UtcNow < now.AddSeconds(3), "The promises took too long to make: the server must be dead before the first is due.");
        await Task.Delay(now.AddSeconds(5) - DateTimeOffset.UtcNow);
        await server.StartAsync();
        var back = DateTimeOffset.UtcNow;

        using var again = new Desk(server.Address);
        var slowest = TimeSpan.Zero;
        foreach (var (conversation, from, kind) in meanwhile.Select(id => (id, back, "promiseDue")).Concat(later.Select(id => (id, now.AddSeconds(18) > back ? now.AddSeconds(18) : back, "promiseDueSoon"))))
        {
            var at = await ToldAsync(again, conversation, kind);
            slowest = at - from > slowest ? at - from : slowest;
            Assert.True(at - from < TimeSpan.FromSeconds(5), $"{kind} came {(at - from).TotalSeconds:F1} s late.");
        }

        output.WriteLine($"slowest {slowest.TotalMilliseconds:F0} ms after its time or the restart");
    }

    /// <summary>When that was told; exactly once.</summary>
    private static async Task<DateTimeOffset> ToldAsync(Desk desk, string conversation, string kind)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var told = (await desk.ReadAsync(conversation)).Where(entry => (string)entry["kind"]! == kind).ToList();
            if (told.Count > 0)
            {
                return DateTimeOffset.Parse((string)Assert.Single(told)["at"]!, System.Globalization.CultureInfo.InvariantCulture);
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"{conversation} was never told {kind}.");
            await Task.Delay(100);
        }
    }
}
