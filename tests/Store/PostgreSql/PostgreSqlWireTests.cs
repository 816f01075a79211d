using System.Collections.Concurrent;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Testing;
using Conversations.Testing.StoreSuite;

namespace Conversations.Store.Tests.PostgreSql;

/// <summary>A wire that breaks around the commit, stalls or refuses: the fence answers, and nobody is told what is not so.</summary>
public sealed class PostgreSqlWireTests(PostgreSqlServer server) : IAsyncLifetime
{
    private PostgreSqlFixture _fixture = null!;
    private PostgreSqlProxy _proxy = null!;
    private StorePorts _direct = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _fixture = (PostgreSqlFixture)await PostgreSqlFixture.MakeAsync(server);
        _proxy = new PostgreSqlProxy(server.Port);
        _direct = await StartAsync(_fixture.Open());
    }

    public async ValueTask DisposeAsync()
    {
        await _direct.DisposeAsync();
        await _proxy.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Theory]
    [InlineData(WireFault.CutBefore)]
    [InlineData(WireFault.CutHalfway)]
    [InlineData(WireFault.CutAnswer)]
    public async Task An_append_whose_wire_is_cut_once_is_appended_once_and_told_so(WireFault fault)
    {
        await using var store = await OpenThroughProxyAsync();
        var told = new ConcurrentQueue<CommittedBatch>();
        using var subscription = store.Feed.Subscribe(told.Enqueue);
        var faults = new ConcurrentQueue<WireFault>([fault]);
        _proxy.Next = () => faults.TryDequeue(out var next) ? next : WireFault.None;

        for (var i = 0; i < 3; i++)
        {
            Assert.IsType<Appended>(await store.Journal.AppendAsync(Sample.Messages(Sample.Stream(1), i, i)));
        }

        Assert.Empty(faults);
        Assert.Equal(3, (await _direct.Journal.ReadHeadAsync(Sample.Stream(1), Ct))!.Version);
        Assert.Equal([1L, 2, 3], told.SelectMany(b => b.Appends).SelectMany(a => a.Entries).Select(e => e.Seq));
    }

    [Fact]
    public async Task A_batch_that_was_committed_without_an_answer_tells_each_caller_the_truth()
    {
        await using var store = await OpenThroughProxyAsync(o => o.Writers = 1);
        Assert.IsType<Appended>(await store.Journal.AppendAsync(Sample.Messages(Sample.Stream(2), 0, 0)));
        var faults = new ConcurrentQueue<WireFault>([WireFault.Hold, WireFault.CutAnswer]);
        _proxy.Next = () => faults.TryDequeue(out var next) ? next : WireFault.None;

        // The first is held on the wire while the others gather to one batch, which loses its answer.
        var first = store.Journal.AppendAsync(Sample.Messages(Sample.Stream(1), 0, 0)).AsTask();
        await _proxy.Held;
        var rest = new[] { Sample.Messages(Sample.Stream(2), 0, 0), Sample.Messages(Sample.Stream(3), 4, 4), Sample.Messages(Sample.Stream(4), 0, 0), Sample.Quiet(Sample.Stream(5), 0) }
            .Select(append => store.Journal.AppendAsync(append).AsTask()).ToList();
        _proxy.ReleaseHeld();

        Assert.IsType<Appended>(await first);
        var outcomes = await Task.WhenAll(rest);
        Assert.Equal(["KnownBefore", "Conflict", "Appended", "Appended"], outcomes.Select(o => o.GetType().Name));
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_statement_that_arrives_after_its_second_run_changes_nothing()
    {
        await using var store = await OpenThroughProxyAsync(o => (o.Writers, o.StatementTimeout) = (1, TimeSpan.FromSeconds(1)));
        var faults = new ConcurrentQueue<WireFault>([WireFault.Hold]);
        _proxy.Next = () => faults.TryDequeue(out var next) ? next : WireFault.None;

        // The writer gives up waiting, connects anew and runs the same statement again; then the held copy reaches the server.
        var append = store.Journal.AppendAsync(Sample.Messages(Sample.Stream(1), 0, 0) with { OutboxInserts = [Sample.Reply(1, 1)] }).AsTask();
        await _proxy.Held;
        Assert.IsType<Appended>(await append);
        _proxy.ReleaseHeld();
        Assert.IsType<Appended>(await store.Journal.AppendAsync(Sample.Messages(Sample.Stream(1), 1, 1)));

        Assert.Equal(2, (await _direct.Journal.ReadHeadAsync(Sample.Stream(1), Ct))!.Version);
        Assert.Equal(2, (await _direct.Journal.ReadEntriesAsync(Sample.Stream(1), 0, 10, Ct)).Length);
    }

    [Fact]
    public async Task A_wire_that_breaks_at_random_loses_and_doubles_nothing_and_never_says_conflict()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SEED"), out var given) ? given : Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"SEED={seed}");
        var random = new Random(seed);
        await using var store = await OpenThroughProxyAsync(o => o.RetryFor = TimeSpan.FromSeconds(60));
        var told = new ConcurrentQueue<CommittedBatch>();
        using var subscription = store.Feed.Subscribe(told.Enqueue);
        _proxy.Next = () =>
        {
            lock (random)
            {
                return random.Next(8) == 0 ? (WireFault)random.Next(1, 4) : WireFault.None;
            }
        };

        await Task.WhenAll(Enumerable.Range(1, 30).Select(async owner =>
        {
            for (var i = 0; i < 12; i++)
            {
                Assert.IsType<Appended>(await store.Journal.AppendAsync(Sample.Messages(Sample.Stream(owner), i, i)));
            }
        }));

        for (var owner = 1; owner <= 30; owner++)
        {
            Assert.Equal(Enumerable.Range(1, 12).Select(n => (long)n), (await _direct.Journal.ReadEntriesAsync(Sample.Stream(owner), 0, 100, Ct)).Select(e => e.Seq));
        }

        Assert.Equal(360, told.Sum(b => b.Appends.Length));
        foreach (var writer in told.GroupBy(b => b.Writer))
        {
            Assert.Equal(Enumerable.Range(1, writer.Count()).Select(n => (long)n), writer.Select(b => b.BatchNo));
            Assert.Equal(writer.Count(), (await _direct.Feed.ReadBatchesAsync(writer.Key, 0, 1000, Ct)).Length);
        }
    }

    [Fact]
    public async Task A_refused_connection_is_tried_again_then_told_as_unavailable_and_the_store_recovers()
    {
        await using var store = await OpenThroughProxyAsync(o => o.RetryFor = TimeSpan.FromMilliseconds(300));
        _proxy.IsRefusing = true;
        _proxy.CutAll();

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Journal.AppendAsync(Sample.Messages(Sample.Stream(1), 0, 0)));
        Assert.False(await store.Store.IsReachableAsync(Ct));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Journal.ReadHeadAsync(Sample.Stream(1), Ct));

        _proxy.IsRefusing = false;
        Assert.IsType<Appended>(await store.Journal.AppendAsync(Sample.Messages(Sample.Stream(1), 0, 0)));
        Assert.True(await store.Store.IsReachableAsync(Ct));
    }

    [Fact]
    public async Task Appends_beyond_the_bound_of_the_queue_are_refused_and_those_within_are_stored()
    {
        await using var store = await OpenThroughProxyAsync();
        _proxy.Next = static () => WireFault.Hold;
        var waiting = new List<Task<AppendOutcome>>();

        await Assert.ThrowsAsync<StoreOverloadedException>(async () =>
        {
            for (var i = 1; i <= Limits.JournalQueueMax + (6 * Limits.JournalBatchEntriesMax); i++)
            {
                waiting.Add(store.Journal.AppendAsync(Sample.Quiet(Sample.Stream(i), 0)).AsTask());
                if (i == 1)
                {
                    await _proxy.Held;
                }
            }
        });

        Assert.True(waiting.Count >= Limits.JournalQueueMax);
        _proxy.Next = static () => WireFault.None;
        _proxy.ReleaseHeld();
        Assert.All(await Task.WhenAll(waiting), outcome => Assert.IsType<Appended>(outcome));
    }

    private static async Task<StorePorts> StartAsync(StorePorts ports)
    {
        await ports.Store.StartAsync(static _ => ValueTask.CompletedTask, Ct);
        return ports;
    }

    private Task<StorePorts> OpenThroughProxyAsync(Action<StoreOptions>? change = null) => StartAsync(_fixture.Open(options =>
    {
        options.ConnectionString = server.ConnectionString(_fixture.Database, _proxy.Port);
        change?.Invoke(options);
    }));
}
