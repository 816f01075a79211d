using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Web.Feed;
using Conversations.Web.Hubs;
using Conversations.Web.Lists;
using Microsoft.Extensions.Logging.Abstractions;

namespace Conversations.Bench;

/// <summary>
/// Lists of a web node with many open conversations, without sockets: what it costs to load and to keep them, to open one, and to work out 200 changes a
/// second for 500 people who each look at their own list and at a common one.
/// </summary>
internal static class PushIndex
{
    private const int People = 500;
    private const int ChangesPerRound = 10;
    private const int Measured = 1_000;
    private static readonly string[] Lists = ["""{"view":"mine"}""", """{"view":"unattended"}"""];

    public static async Task<int> RunAsync(TextWriter output)
    {
        foreach (var conversations in new[] { 10_000, 100_000 })
        {
            await MeasureAsync(conversations, People, PushIndex.Lists, output);
        }

        output.WriteLine("The same list for all, no sockets:");
        await MeasureAsync(conversations: 50, people: 1_000, ["""{"view":"all","sort":"newest"}"""], output);

        return 0;
    }

    private static async Task MeasureAsync(int conversations, int people, string[] specs, TextWriter output)
    {
        var store = new PushStore(conversations, People);
        var signal = new ChangeSignal();
        var options = new DashboardOptions();
        var lists = new LiveLists(store, store, signal, TimeProvider.System, NullLogger<LiveLists>.Instance);
        var tails = new ConversationTails(store, signal, TimeProvider.System, NullLogger<ConversationTails>.Instance);
        var dashboards = new Dashboards(options);
        var calls = new ListCalls(lists, dashboards, new Loaded(), TimeProvider.System);
        var signs = new SignBoard(TimeProvider.System, signal);
        var presence = new Conversations.Web.Presence.PresenceBoard(TimeProvider.System, signal);
        using var figures = new LiveFigures(dashboards, lists);
        using var floor = new FloorNews(lists, new LiveState(lists, tails), dashboards, signal, TimeProvider.System);
        var parts = new DashboardParts(lists, tails, signs, presence, options, figures, floor, TimeProvider.System);
        var pump = new FramePump(dashboards, lists, tails, signs, presence, signal, TimeProvider.System, options, NullLogger<FramePump>.Instance);
        Load(store, lists, conversations, output);

        var opening = new List<double>();
        var start = Cpu;
        for (var person = 0; person < people; person++)
        {
            var me = new Dashboard(
                $"{person}", new Caller(new EmployeeId(PushStore.Person(person)), "Somebody", Role.Agent, null), new ClaimsPrincipal(), new Sink(), parts);
            dashboards.TryAdd(me);
            foreach (var spec in specs)
            {
                opening.Add(await OpenAsync(calls, me, spec));
            }
        }

        opening.Sort();
        Line(output, $"  open a list: {(Cpu - start) / opening.Count:F0} µs of CPU, median {opening[opening.Count / 2]:F0} µs on the clock");
        Keep(store, parts, pump, people, output);
    }

    private static void Load(PushStore store, LiveLists lists, int conversations, TextWriter output)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Cpu;
        foreach (var row in store.All)
        {
            lists.Index.Apply(row);
        }

        var micros = Cpu - start;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        Line(output, $"{conversations} open conversations: {(double)bytes / conversations:F0} bytes and {micros / conversations:F1} µs each to load");
    }

    private static async Task<double> OpenAsync(ListCalls calls, Dashboard me, string spec)
    {
        using var answer = new FrameBuffer();
        using var json = JsonDocument.Parse(spec);
        var start = Stopwatch.GetTimestamp();
        var list = await calls.WatchAsync(me, ListSpecReader.Read(json.RootElement, me.Caller.Employee), answer, default);
        me.Arm(list);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static void Keep(PushStore store, DashboardParts parts, FramePump pump, int people, TextWriter output)
    {
        var random = new Random(1);
        Rounds(store, parts.Lists, pump, random, 200);
        var frames = parts.Figures.Frames;
        var (make, apply, round) = Rounds(store, parts.Lists, pump, random, Measured);
        const double Changes = Measured * ChangesPerRound;
        Line(output, $"  a change into index and views: {apply / Changes:F2} µs; a round of {ChangesPerRound} changes for {people} dashboards: {round / Measured:F0} µs, {(parts.Figures.Frames - frames) / (double)Measured:F0} frames");
        Line(output, $"  200 changes a second use {(apply + round) / Changes * 200 / 1e6:P2} of a core (making them, {make / Changes:F1} µs each, not counted)");
    }

    private static (double Make, double Apply, double Round) Rounds(PushStore store, LiveLists lists, FramePump pump, Random random, int rounds)
    {
        double make = 0, apply = 0, round = 0;
        for (var at = 0; at < rounds; at++)
        {
            var start = Cpu;
            var rows = Enumerable.Range(0, ChangesPerRound).Select(_ => store.Change(random.Next(store.Count), "some more words of the customer", DateTimeOffset.UtcNow)).ToList();
            var made = Cpu;
            rows.ForEach(lists.Apply);
            var applied = Cpu;
            pump.Round();
            (make, apply, round) = (make + made - start, apply + applied - made, round + Cpu - applied);
        }

        return (make, apply, round);
    }

    /// <summary>Microseconds of CPU of this process: the clock of a shared machine says little.</summary>
    private static double Cpu => Environment.CpuUsage.TotalTime.TotalMicroseconds;

    private static void Line(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed class Loaded : ILiveReadiness
    {
        public Task Ready => Task.CompletedTask;
    }

    private sealed class Sink : IFrameSink
    {
        public ValueTask WriteAsync(ReadOnlyMemory<byte> frame) => ValueTask.CompletedTask;

        public void Abort()
        {
        }
    }
}
