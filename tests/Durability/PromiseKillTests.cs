using System.Globalization;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>Promises that come due while the server is dead, and those that do soon after it is back.</summary>
public sealed class PromiseKillTests(ITestOutputHelper output)
{
    private const int Each = 20;
    private const string Soon = "promiseDueSoon";
    private const string Due = "promiseDue";
    private const string Broken = "promiseBroken";
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Every_reminder_fires_once_and_within_five_seconds_of_its_time_or_of_the_restart()
    {
        await using var server = new ConversationsServer();
        await server.StartAsync();
        string[] meanwhile, later;
        DateTimeOffset first, second, reminder;
        using (var desk = new Desk(server.Address))
        {
            await desk.OpenChannelAsync();
            (meanwhile, later) = (await desk.HearFromAsync("meanwhile", Each), await desk.HearFromAsync("later", Each));
            var now = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
            (first, second) = (now.AddSeconds(8), now.AddSeconds(24));
            await Task.WhenAll(meanwhile.Select(id => desk.PromiseAsync(id, first)).Concat(later.Select(id => desk.PromiseAsync(id, second))));
            reminder = second - ((second - DateTimeOffset.UtcNow) / 10);
        }

        await server.KillAsync();
        Assert.True(DateTimeOffset.UtcNow < first.AddSeconds(-1), "The promises took too long to make: the server must be dead before the first is due.");
        await Task.Delay(first.AddSeconds(1) - DateTimeOffset.UtcNow);
        await server.StartAsync();
        var back = DateTimeOffset.UtcNow;

        using var again = new Desk(server.Address);
        var slowest = TimeSpan.MinValue;
        foreach (var (conversation, time, due) in meanwhile.Select(id => (id, first, first)).Concat(later.Select(id => (id, reminder, second))))
        {
            var (at, kind) = await ToldAsync(again, conversation);
            var late = at - (time > back ? time : back);
            slowest = late > slowest ? late : slowest;
            Assert.True(late < InTime, $"{kind} came {late.TotalSeconds:F1} s late.");

            // A restart may take longer than from the reminder to the time itself: what is told is how it stands then.
            Assert.Equal(at < due ? Soon : at < due.AddMinutes(1) ? Due : Broken, kind);
        }

        output.WriteLine($"back after {(back - first).TotalSeconds - 1:F1} s, slowest {slowest.TotalMilliseconds:F0} ms after its time or the restart");
    }

    /// <summary>What was told of its promise first, and when; nothing twice.</summary>
    private static async Task<(DateTimeOffset At, string Kind)> ToldAsync(Desk desk, string conversation)
    {
        var told = await Asking.UntilAsync(
            async () => (await desk.ReadAsync(conversation)).Select(static entry => (At: (string)entry["at"]!, Kind: (string)entry["kind"]!)).Where(static entry => entry.Kind is Soon or Due or Broken).ToList(),
            static told => told.Count > 0, Patience, _ => $"Nothing was ever told of the promise in {conversation}.");
        Assert.Equal(told.Count, told.DistinctBy(static entry => entry.Kind).Count());
        return (DateTimeOffset.Parse(told[0].At, CultureInfo.InvariantCulture), told[0].Kind);
    }
}
