using System.Diagnostics;
using Conversations.Contracts.Cluster;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>Two web nodes as real processes, people at both, and one node killed with SIGKILL: the other one's dashboards may not go on showing who is no longer there.</summary>
public sealed class WebNodeKillTests(ITestOutputHelper output)
{
    private const int Conversations = 3;
    private const int PeopleMax = 6;
    private static readonly TimeSpan GoneWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShownWithin = TimeSpan.FromSeconds(30);
    private static readonly string[] Kinds = ["viewing", "typing", "unsaved"];

    [Fact]
    public async Task Signs_and_presence_of_a_killed_web_node_are_gone_at_the_other_within_ten_seconds()
    {
        Assert.SkipUnless(ProgrammingModel.IsOrleans, "Several processes need Orleans; this build's host is Solo.");
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        await using var cluster = new ProcessCluster(silosStarted: 1);
        await cluster.StartAsync();
        using var desk = new Desk(cluster.Webs[0].Address);
        await desk.OpenChannelAsync();
        var conversations = await desk.HearFromAsync("watched", Conversations);
        await using var watcher = await HubLine.OpenAsync(cluster.Webs[1].Address, ConversationsServer.AdminToken);
        foreach (var conversation in conversations)
        {
            await watcher.WatchAsync(conversation);
        }

        await using var crowd = new Crowd(desk, cluster.Webs[0].Address, conversations);
        await crowd.SitDownAsync(new Random(seed));
        var (stays, staysKey) = await desk.HireAsync("stays");
        await using var gone = await HubLine.OpenAsync(cluster.Webs[0].Address, staysKey);
        await using var kept = await HubLine.OpenAsync(cluster.Webs[1].Address, staysKey);
        await Task.WhenAll(gone.WatchAsync(conversations[0]), kept.WatchAsync(conversations[0]));
        bool ShowsAll(HubLine line) => crowd.IsShownBy(line) && line.ShowsConnected(stays) && line.Shows(conversations[0], "viewing", stays);
        Assert.True(await watcher.SeesAsync(ShowsAll, ShownWithin), $"Not all were shown before the kill.\n{cluster.Output}");

        await cluster.Webs[0].KillAsync();
        var killed = Stopwatch.GetTimestamp();
        var isGone = await watcher.SeesAsync(line => !crowd.LeavesATraceIn(line), 3 * GoneWithin);
        var took = Stopwatch.GetElapsedTime(killed);
        output.WriteLine($"{crowd.Count} people gone after {took.TotalSeconds:F1} s");
        Assert.True(isGone && took <= GoneWithin, $"Still shown {took.TotalSeconds:F1} s after the kill.\n{cluster.Output}");
        Assert.True(watcher.ShowsConnected(stays) && watcher.Shows(conversations[0], "viewing", stays), "Who has a line at the node that lives is still there.");
    }

    /// <summary>People at one web node, as the seed has it: so many, each with a line or two, looking, writing, with words unsent.</summary>
    private sealed class Crowd(Desk desk, Uri web, string[] conversations) : IAsyncDisposable
    {
        private readonly List<HubLine> lines = [];
        private readonly HashSet<string> people = [];
        private readonly HashSet<(string Conversation, string Kind, string Person)> given = [];

        public int Count => people.Count;

        public async Task SitDownAsync(Random random)
        {
            var count = random.Next(2, PeopleMax + 1);
            for (var number = 0; number < count; number++)
            {
                var (id, key) = await desk.HireAsync($"person{number}");
                people.Add(id);
                for (var more = random.Next(1, 3); more > 0; more--)
                {
                    var line = await HubLine.OpenAsync(web, key);
                    lines.Add(line);
                    await GiveAsync(line, id, conversations[random.Next(conversations.Length)], isTyping: number == 0 || random.Next(2) == 0, hasUnsaved: number == 1 || random.Next(2) == 0);
                }
            }
        }

        public bool IsShownBy(HubLine line) => people.All(line.ShowsConnected) && given.All(sign => line.Shows(sign.Conversation, sign.Kind, sign.Person));

        public bool LeavesATraceIn(HubLine line) =>
            people.Any(person => line.ShowsConnected(person) || conversations.Any(conversation => Kinds.Any(kind => line.Shows(conversation, kind, person))));

        public async ValueTask DisposeAsync()
        {
            foreach (var line in lines)
            {
                await line.DisposeAsync();
            }
        }

        private async Task GiveAsync(HubLine line, string person, string conversation, bool isTyping, bool hasUnsaved)
        {
            await line.WatchAsync(conversation);
            given.Add((conversation, "viewing", person));
            if (isTyping)
            {
                await line.KeepTypingAsync(conversation);
                given.Add((conversation, "typing", person));
            }

            if (hasUnsaved)
            {
                await line.ShowUnsavedAsync(conversation);
                given.Add((conversation, "unsaved", person));
            }
        }
    }
}
