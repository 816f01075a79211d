using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>Asks on a real server that is killed: the rings go on, and of answers at once one stands, before and after.</summary>
public sealed class AskKillTests(ITestOutputHelper output)
{
    private const string Topic = "baggage";
    private const int Asks = 30;
    private const int Answerers = 4;
    private static readonly TimeSpan TeamRing = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(5);

    /// <summary>An ask that meets people of whom it is not known yet whether they are there looks again after this.</summary>
    private static readonly TimeSpan LooksAgain = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_next_ring_rings_in_time_after_a_kill_and_of_two_answers_at_once_one_stands()
    {
        await using var server = new ConversationsServer(("Asks__Team", TeamRing.ToString("c", CultureInfo.InvariantCulture)));
        await server.StartAsync();
        using var admin = new Desk(server.Address);
        await admin.OpenChannelAsync();
        var conversation = (await admin.HearFromAsync("lost", 1))[0];
        var asker = await admin.HireAsync("asker", "Refunds", "Service", Topic);
        var near = await admin.HireAsync("near", "Refunds", "Service", Topic);
        var wide = await admin.HireAsync("wide", "Bags", "Service", Topic);
        using var asking = new Desk(server.Address, asker.Key);
        using var one = new Desk(server.Address, near.Key);
        using var other = new Desk(server.Address, wide.Key);

        string ask;
        DateTimeOffset until;
        await using (await OpenAsync(server.Address, near, wide))
        {
            ask = await AskAsync(asking, conversation);
            Assert.True(await IsAskedAsync(one, ask));
            Assert.False(await IsAskedAsync(other, ask));
            until = DateTimeOffset.Parse((string)(await asking.CallAsync(HttpMethod.Get, $"/api/v1/asks/{ask}"))["ringUntil"]!, CultureInfo.InvariantCulture);
        }

        await server.KillAsync();
        await server.StartAsync();
        await using var lines = await OpenAsync(server.Address, near, wide);
        var here = DateTimeOffset.UtcNow;
        Assert.True(await IsAskedAsync(one, ask));
        await server.UntilAsync(() => IsAskedAsync(other, ask), Patience);
        var late = DateTimeOffset.UtcNow - (here < until ? until : here + LooksAgain);
        output.WriteLine($"people there {(until - here).TotalSeconds:F1} s before the ring's time; it rang {late.TotalSeconds:F1} s after it was to");
        Assert.InRange(late, here < until ? TimeSpan.Zero : -LooksAgain - InTime, InTime);

        await AssertOneStandsAsync(asking, conversation, ask, await Task.WhenAll(AnswerAsync(one, ask, Guid.NewGuid(), near.Id), AnswerAsync(other, ask, Guid.NewGuid(), wide.Id)));
        Assert.False(await IsAskedAsync(one, ask) || await IsAskedAsync(other, ask));
    }

    [Fact]
    public async Task Of_answers_at_once_exactly_one_stands_also_when_a_kill_cuts_them_off_and_they_are_sent_again()
    {
        await using var server = new ConversationsServer();
        await server.StartAsync();
        using var admin = new Desk(server.Address);
        await admin.OpenChannelAsync();
        var conversations = await admin.HearFromAsync("many", Asks);
        using var asking = new Desk(server.Address, (await admin.HireAsync("asker")).Key);
        var people = new List<(string Id, Desk Desk)>();
        for (var number = 0; number < Answerers; number++)
        {
            var (id, key) = await admin.HireAsync($"colleague-{number}");
            people.Add((id, new Desk(server.Address, key)));
        }

        var asks = await Task.WhenAll(conversations.Select(id => AskAsync(asking, id)));
        var orders = asks.SelectMany(ask => people.Select(person => (Ask: ask, Person: person, Id: Guid.NewGuid()))).ToList();
        var said = new ConcurrentDictionary<Guid, bool>();
        var cut = Task.WhenAll(orders.Select(order => SayAsync(order.Person, order.Ask, order.Id, said)));
        var started = Stopwatch.GetTimestamp();
        while (!said.Values.Contains(true) && Stopwatch.GetElapsedTime(started) < Patience)
        {
            await Task.Yield();
        }

        await server.KillAsync();
        await cut;
        var before = said.ToDictionary();
        output.WriteLine($"{before.Values.Count(static yes => yes)} of {Asks} were told yes before the kill, {orders.Count - before.Count} of {orders.Count} answers were cut off");
        await server.StartAsync();
        await Task.WhenAll(orders.Select(order => SayAsync(order.Person, order.Ask, order.Id, said)));

        Assert.Equal(orders.Count, said.Count);
        Assert.All(before, one => Assert.Equal(one.Value, said[one.Key]));
        for (var number = 0; number < Asks; number++)
        {
            var answers = orders.Where(order => order.Ask == asks[number]).Select(order => (order.Person.Id, said[order.Id])).ToArray();
            await AssertOneStandsAsync(asking, conversations[number], asks[number], answers);
        }

        people.ForEach(static person => person.Desk.Dispose());
    }

    /// <summary>Both are there, and the server knows it.</summary>
    private static async Task<Lines> OpenAsync(Uri web, params (string Id, string Key)[] people)
    {
        var lines = new Lines(await HubLine.OpenAsync(web, ConversationsServer.AdminToken));
        foreach (var (_, key) in people)
        {
            lines.Add(await HubLine.OpenAsync(web, key));
        }

        Assert.True(await lines.First.SeesAsync(line => people.All(person => line.ShowsConnected(person.Id)), Patience), "They do not come.");
        return lines;
    }

    private static async Task<string> AskAsync(Desk asking, string conversation)
    {
        var id = Guid.NewGuid().ToString("D");
        await asking.ClaimAsync(conversation);
        await asking.CallAsync(HttpMethod.Post, $"/api/v1/conversations/{conversation}/asks", new { id, question = "Where do lost bags go?", topics = new[] { Topic } });
        return id;
    }

    private static async Task<bool> IsAskedAsync(Desk who, string ask) =>
        (await who.CallAsync(HttpMethod.Get, "/api/v1/asks?view=forMe"))["items"]!.AsArray().Any(item => (string)item!["id"]! == ask);

    /// <summary>Until it is said once: nothing while the server is dead.</summary>
    private static async Task SayAsync((string Id, Desk Desk) person, string ask, Guid id, ConcurrentDictionary<Guid, bool> said)
    {
        try
        {
            said[id] = (await AnswerAsync(person.Desk, ask, id, person.Id)).IsFirst;
        }
        catch (HttpRequestException cut) when (cut.StatusCode is null or HttpStatusCode.ServiceUnavailable)
        {
            // Whether it stands is not known: the same is sent again.
        }
    }

    private static async Task<(string Person, bool IsFirst)> AnswerAsync(Desk who, string ask, Guid id, string person)
    {
        try
        {
            await who.CallAsync(HttpMethod.Post, $"/api/v1/asks/{ask}/answer", new { id, text = "by " + person });
            return (person, true);
        }
        catch (HttpRequestException no) when (no.StatusCode == HttpStatusCode.Conflict && no.Message.Contains("already-answered", StringComparison.Ordinal))
        {
            return (person, false);
        }
    }

    private static async Task AssertOneStandsAsync(Desk asking, string conversation, string ask, IEnumerable<(string Person, bool IsFirst)> answers)
    {
        var first = Assert.Single(answers, static answer => answer.IsFirst).Person;
        JsonNode seen = await asking.CallAsync(HttpMethod.Get, $"/api/v1/asks/{ask}");
        Assert.Equal(("answered", "by " + first), ((string)seen["state"]!, (string)seen["answer"]!["text"]!));
        var kinds = (await asking.ReadAsync(conversation)).Select(static entry => (string)entry["kind"]!);
        Assert.Equal(["messageReceived", "claimed", "asked", "answered"], kinds);
    }

    private sealed class Lines(HubLine first) : IAsyncDisposable
    {
        private readonly List<HubLine> all = [first];

        public HubLine First => first;

        public void Add(HubLine line) => all.Add(line);

        public async ValueTask DisposeAsync()
        {
            foreach (var line in all)
            {
                await line.DisposeAsync();
            }
        }
    }
}
