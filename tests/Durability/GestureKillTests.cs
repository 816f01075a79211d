using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>A budget of 500 in gestures of 10 on a real server: 50 and not one more, and a kill between laying aside and giving leaks nothing.</summary>
public sealed class GestureKillTests(ITestOutputHelper output)
{
    private const int Amount = 10;
    private const int Budget = 500;
    private const int AtOnce = 50;

    /// <summary>Longer than what is laid aside is kept, and than a scheduler sleeps.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Policy = """{"currency":"EUR","kinds":{"gift":{"perAction":500,"perConversation":500,"perCustomer30Days":500,"perEmployeeWeek":500,"perTeamDay":500}}}""";

    [Fact]
    public async Task A_thousand_at_once_are_exactly_fifty()
    {
        await using var server = new ConversationsServer();
        using var desk = await OpenAsync(server);
        var conversations = await desk.HearFromAsync("surge", 20);
        var said = await GiveAsync(desk, conversations, 1_000, hold: false);
        Assert.Equal((50, 950), (said.Count(static it => it.Value == "granted"), said.Count(static it => it.Value == "denied")));
        Assert.Equal(0, await LeftAsync(desk, conversations[0]));
    }

    [Fact]
    public async Task A_kill_between_laying_aside_and_giving_neither_leaks_nor_gives_too_much()
    {
        await using var server = new ConversationsServer(("Gestures__ReserveFor", "00:00:02"));
        using var desk = await OpenAsync(server);
        var conversations = await desk.HearFromAsync("kill", 5);
        var held = await GiveAsync(desk, conversations, 10, hold: true);
        Assert.All(held, static it => Assert.Equal("reserved", it.Value));
        Assert.Equal(Budget - (10 * Amount), await LeftAsync(desk, conversations[0]));

        var said = new ConcurrentDictionary<Guid, string>();
        var giving = GiveAsync(desk, conversations, 400, hold: false, said);
        while (said.Count(static it => it.Value == "granted") < 12)
        {
            await Task.Yield();
        }

        await server.KillAsync();
        await giving;
        await server.StartAsync();

        var all = held.Keys.Concat(said.Keys).ToArray();
        await server.UntilAsync(async () => (await StatesAsync(desk, conversations, all)).TrueForAll(static state => state is "" or "granted" or "released"), Patience);
        var granted = (await StatesAsync(desk, conversations, all)).Count(static state => state == "granted");
        output.WriteLine($"{said.Count(static it => it.Value == "granted")} answers said yes before the kill, {granted} are given");
        Assert.InRange(granted, said.Count(static it => it.Value == "granted"), Budget / Amount);
        Assert.Equal(Budget - (granted * Amount), await LeftAsync(desk, conversations[0]));

        var rest = await GiveAsync(desk, conversations, 60, hold: false);
        Assert.Equal((Budget / Amount) - granted, rest.Count(static it => it.Value == "granted"));
        Assert.Equal(0, await LeftAsync(desk, conversations[0]));
    }

    private static async Task<Desk> OpenAsync(ConversationsServer server)
    {
        await server.StartAsync();
        var desk = new Desk(server.Address);
        await desk.OpenChannelAsync();
        await desk.CallAsync(HttpMethod.Put, "/api/v1/gestures/policy", new { id = Guid.NewGuid(), seenVersion = 0, text = Policy });
        return desk;
    }

    /// <summary>What each was answered; "unknown" where the server died before it answered.</summary>
    private static async Task<ConcurrentDictionary<Guid, string>> GiveAsync(Desk desk, string[] conversations, int count, bool hold, ConcurrentDictionary<Guid, string>? into = null)
    {
        var said = into ?? new ConcurrentDictionary<Guid, string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var id = Guid.NewGuid();
            said[id] = "unknown";
            try
            {
                var answer = await desk.CallAsync(HttpMethod.Post, $"/api/v1/conversations/{conversations[number % conversations.Length]}/gestures", new { id, kind = "gift", amount = Amount, reason = "So sorry.", hold });
                said[id] = (string)answer["status"]!;
            }
            catch (HttpRequestException refusal) when (refusal.StatusCode == HttpStatusCode.Conflict && refusal.Message.Contains("gesture-denied", StringComparison.Ordinal))
            {
                said[id] = "denied";
            }
            catch (HttpRequestException cut) when (cut.StatusCode is null or HttpStatusCode.ServiceUnavailable)
            {
                // It stays unknown.
            }
        });
        return said;
    }

    private static async Task<long> LeftAsync(Desk desk, string conversation)
    {
        var kinds = (await desk.CallAsync(HttpMethod.Get, $"/api/v1/conversations/{conversation}/gestures/allowance"))["kinds"]!.AsArray();
        return (long)kinds.Single()!["remaining"]!;
    }

    /// <summary>Of a gesture nobody has heard of: empty.</summary>
    private static async Task<List<string>> StatesAsync(Desk desk, string[] conversations, Guid[] gestures)
    {
        var states = new List<string>();
        foreach (var gesture in gestures)
        {
            JsonNode? found = null;
            foreach (var conversation in conversations)
            {
                try
                {
                    found ??= await desk.CallAsync(HttpMethod.Get, $"/api/v1/conversations/{conversation}/gestures/{gesture}");
                }
                catch (HttpRequestException missing) when (missing.StatusCode == HttpStatusCode.NotFound)
                {
                    // Another conversation's, or never heard of.
                }
            }

            states.Add((string?)found?["status"] ?? "");
        }

        return states;
    }
}
