using System.Net;
using System.Text.Json.Nodes;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>Sixty-four wait in eight queues, whose routers all see the same eight people with room for five each, at a real server: nobody ever carries more, whether it is killed meanwhile or not; and what was offered when it died is offered again.</summary>
public sealed class OfferKillTests(ITestOutputHelper output)
{
    private const int People = 8;
    private const int Capacity = 5;
    private const int Waiting = 64;
    private const int Queues = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Of_sixty_four_offered_at_once_nobody_carries_more_than_she_can()
    {
        await using var server = new ConversationsServer();
        using var desk = await OpenAsync(server, offerSeconds: 60);
        await using var team = await Team.HireAsync(server.Address, desk, People, Capacity);
        await team.ConnectAsync();
        var conversations = await RushAsync(server, offerSeconds: 60);

        var all = new Dictionary<string, string[]>();
        await server.UntilAsync(async () => (all = await team.OffersAsync()).Values.Sum(static mine => mine.Length) >= People * Capacity, Patience);
        Assert.All(all.Values, static mine => Assert.Equal(Capacity, mine.Length));
        await Task.WhenAll(all.SelectMany(static one => one.Value.Select(conversation => (one.Key, conversation))).Select(one => team.AcceptAsync(one.Key, one.conversation)));
        await FinishAsync(server, team, [.. all.SelectMany(static one => one.Value.Select(conversation => (one.Key, conversation)))]);
        await AssertNobodyCarriedTooMuchAsync(desk, conversations);
    }

    [Fact]
    public async Task A_kill_while_sixty_four_are_offered_leaks_nothing_and_gives_nobody_too_much()
    {
        await using var server = new ConversationsServer();
        using var desk = await OpenAsync(server, offerSeconds: 5);
        await using var team = await Team.HireAsync(server.Address, desk, People, Capacity);
        await team.ConnectAsync();
        var conversations = await RushAsync(server, offerSeconds: 5);
        await server.UntilAsync(async () => (await team.OffersAsync()).Values.Sum(static mine => mine.Length) > 0, Patience);

        await server.KillAsync();
        await server.StartAsync();
        await team.ConnectAsync();
        await FinishAsync(server, team, []);
        await AssertNobodyCarriedTooMuchAsync(desk, conversations);
    }

    [Fact]
    public async Task What_was_offered_when_the_server_died_goes_to_another_as_old_as_it_is_and_the_first_one_is_refused()
    {
        await using var server = new ConversationsServer();
        using var desk = await OpenAsync(server, offerSeconds: 5);
        await using var team = await Team.HireAsync(server.Address, desk, 2, capacity: 1);
        var (mara, jonas) = (team.Ids[0], team.Ids[1]);
        await team.ConnectAsync(mara);
        var conversation = (await desk.HearFromAsync("first", 1))[0];
        await server.UntilAsync(async () => (await team.OffersAsync())[mara].Length == 1, Patience);
        var since = await WaitingSinceAsync(desk, conversation);

        await server.KillAsync();
        await server.StartAsync();
        await team.ConnectAsync(jonas);
        await server.UntilAsync(async () => (await team.OffersAsync())[jonas].Length == 1, Patience);
        Assert.Equal(since, await WaitingSinceAsync(desk, conversation));
        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => team.AcceptAsync(mara, conversation));
        Assert.Equal(HttpStatusCode.Conflict, refusal.StatusCode);
        await team.AcceptAsync(jonas, conversation);
        Assert.Equal(
            ["messageReceived", "offered", "offerEnded", "offered", "offerEnded", "claimed"], (await desk.ReadAsync(conversation)).Select(static entry => (string)entry["kind"]!));

        // Her one unit is free again: the next one is hers, for his is taken.
        await team.ConnectAsync(mara);
        var next = (await desk.HearFromAsync("second", 1))[0];
        await server.UntilAsync(async () => (await team.OffersAsync())[mara].Contains(next), Patience);
        await team.AcceptAsync(mara, next);
        await AssertNobodyCarriedTooMuchAsync(desk, [conversation, next], capacity: 1);
    }

    private static async Task<Desk> OpenAsync(ConversationsServer server, int offerSeconds)
    {
        await server.StartAsync();
        return await OpenAsync(server.Address, offerSeconds);
    }

    private static async Task<Desk> OpenAsync(Uri web, int offerSeconds)
    {
        var desk = new Desk(web);
        var queue = await desk.CallAsync(HttpMethod.Post, "/api/v1/queues", new { name = "Baggage", dutyEmployeeId = "admin", offers = true, offerSeconds });
        await desk.OpenChannelAsync((string)queue["id"]!);
        return desk;
    }

    /// <summary>At once in eight queues.</summary>
    private static async Task<string[]> RushAsync(ConversationsServer server, int offerSeconds)
    {
        var desks = new List<Desk>();
        for (var queue = 0; queue < Queues; queue++)
        {
            desks.Add(await OpenAsync(server.Address, offerSeconds));
        }

        var all = await Task.WhenAll(desks.Select(static (desk, queue) => desk.HearFromAsync($"rush-{queue}", Waiting / Queues)));
        desks.ForEach(static desk => desk.Dispose());
        return [.. all.SelectMany(static some => some)];
    }

    /// <summary>Everybody takes what she is offered and finishes it, until nothing is left.</summary>
    private static async Task FinishAsync(ConversationsServer server, Team team, IReadOnlyList<(string Person, string Conversation)> taken)
    {
        var done = taken.ToHashSet();
        await Task.WhenAll(taken.Select(one => team.ResolveAsync(one.Person, one.Conversation)));
        await server.UntilAsync(
            async () =>
            {
                var offers = (await team.OffersAsync()).SelectMany(static one => one.Value.Select(conversation => (one.Key, conversation))).ToList();
                await Task.WhenAll(offers.Select(async one =>
                {
                    if (await team.TryAcceptAsync(one.Key, one.conversation))
                    {
                        await team.ResolveAsync(one.Key, one.conversation);
                        lock (done)
                        {
                            done.Add(one);
                        }
                    }
                }));
                return done.Count == Waiting;
            },
            Patience);
    }

    private static async Task<string> WaitingSinceAsync(Desk desk, string conversation) =>
        (await desk.CallAsync(HttpMethod.Get, $"/api/v1/conversations/{conversation}"))["waitingSince"]!.ToString();

    /// <summary>From the journal: when each began to hold something, offered or owned, and when she held it no more.</summary>
    private async Task AssertNobodyCarriedTooMuchAsync(Desk desk, string[] conversations, int capacity = Capacity)
    {
        var changes = new List<(string Person, DateTimeOffset At, int Units)>();
        foreach (var conversation in conversations)
        {
            string? holder = null;
            foreach (var entry in await desk.ReadAsync(conversation))
            {
                var (kind, data, at) = ((string)entry["kind"]!, entry["data"]!, (DateTimeOffset)entry["at"]!);
                if (kind == "offered")
                {
                    holder = (string)data["employeeId"]!;
                    changes.Add((holder, at, 1));
                }
                else if (holder is not null && (IsOver(kind, data) || IsResolved(kind, data)))
                {
                    changes.Add((holder, at, -1));
                    holder = null;
                }
            }
        }

        foreach (var person in changes.GroupBy(static change => change.Person))
        {
            var (carried, most) = (0, 0);
            foreach (var change in person.OrderBy(static change => change.At).ThenBy(static change => change.Units))
            {
                carried += change.Units;
                most = Math.Max(most, carried);
            }

            output.WriteLine($"{person.Key}: {person.Count(static change => change.Units > 0)} offers, {most} at most at once");
            Assert.InRange(most, 1, capacity);
        }
    }

    private static bool IsOver(string kind, JsonNode data) => kind == "offerEnded" && (string)data["reason"]! != "accepted";

    private static bool IsResolved(string kind, JsonNode data) => kind == "stateChanged" && (string?)data["to"] is "resolved" or "closed";

    /// <summary>People who take offers, each with a key and, when she is connected, a line.</summary>
    private sealed class Team(Uri web) : IAsyncDisposable
    {
        private readonly Dictionary<string, (Desk Desk, string Key)> people = [];
        private readonly List<HubLine> lines = [];

        public string[] Ids => [.. people.Keys];

        public static async Task<Team> HireAsync(Uri web, Desk desk, int count, int capacity)
        {
            var team = new Team(web);
            for (var number = 0; number < count; number++)
            {
                var (id, key) = await desk.HireAsync($"agent-{number}");
                await desk.CallAsync(HttpMethod.Patch, $"/api/v1/employees/{id}", new { capacity });
                team.people.Add(id, (new Desk(web, key), key));
            }

            return team;
        }

        public async Task ConnectAsync(string? only = null)
        {
            foreach (var (id, person) in people)
            {
                if (only is null || id == only)
                {
                    lines.Add(await HubLine.OpenAsync(web, person.Key));
                }
            }
        }

        /// <summary>What each is offered now.</summary>
        public async Task<Dictionary<string, string[]>> OffersAsync()
        {
            var all = await Task.WhenAll(people.Select(async one =>
                (one.Key, Mine: (await one.Value.Desk.CallAsync(HttpMethod.Get, "/api/v1/employees/me/offers"))["items"]!.AsArray().Select(static offer => (string)offer!["conversationId"]!).ToArray())));
            return all.ToDictionary(static one => one.Key, static one => one.Mine);
        }

        public Task<JsonNode> AcceptAsync(string person, string conversation) =>
            people[person].Desk.CallAsync(HttpMethod.Post, $"/api/v1/conversations/{conversation}/offer/accept", new { id = Guid.NewGuid() });

        /// <summary>False: her time for it was over.</summary>
        public async Task<bool> TryAcceptAsync(string person, string conversation)
        {
            try
            {
                await AcceptAsync(person, conversation);
                return true;
            }
            catch (HttpRequestException late) when (late.StatusCode == HttpStatusCode.Conflict)
            {
                return false;
            }
        }

        public Task<JsonNode> ResolveAsync(string person, string conversation) =>
            people[person].Desk.CallAsync(HttpMethod.Post, $"/api/v1/conversations/{conversation}/resolve", new { id = Guid.NewGuid() });

        public async ValueTask DisposeAsync()
        {
            foreach (var line in lines)
            {
                await line.DisposeAsync();
            }

            foreach (var (desk, _) in people.Values)
            {
                desk.Dispose();
            }
        }
    }
}
