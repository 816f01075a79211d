using Conversations.Contracts.Ports;
using Conversations.Testing;
using Conversations.Testing.StoreSuite;

namespace Conversations.Store.Tests.PostgreSql;

public sealed class PostgreSqlStartFaultTests(PostgreSqlServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_may_lose_acknowledged_commits_is_refused()
    {
        await using var fixture = (PostgreSqlFixture)await PostgreSqlFixture.MakeAsync(server);
        await server.SqlAsync("postgres", $"alter database {fixture.Database} set synchronous_commit = off");
        await using var store = fixture.Open();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.Store.StartAsync(static _ => ValueTask.CompletedTask, Ct));
        Assert.Contains("synchronous_commit", refusal.Message);
    }

    [Fact]
    public async Task A_schema_newer_than_the_program_is_refused()
    {
        await using var fixture = (PostgreSqlFixture)await PostgreSqlFixture.MakeAsync(server);
        await using (var first = fixture.Open())
        {
            await first.Store.StartAsync(static _ => ValueTask.CompletedTask, Ct);
        }

        await server.SqlAsync(fixture.Database, "insert into schema_version (version, name) values (9999, 'from the future')");
        await using var store = fixture.Open();
        await Assert.ThrowsAsync<SchemaTooNewException>(async () => await store.Store.StartAsync(static _ => ValueTask.CompletedTask, Ct));
    }

    [Fact]
    public async Task A_start_that_waits_too_long_for_another_says_so()
    {
        await using var fixture = (PostgreSqlFixture)await PostgreSqlFixture.MakeAsync(server);
        await using var slow = fixture.Open();
        await using var late = fixture.Open(options => options.StartTimeout = TimeSpan.FromSeconds(1));
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var starting = slow.Store.StartAsync(
            async _ =>
            {
                entered.SetResult();
                await release.Task;
            },
            Ct).AsTask();
        await entered.Task;

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await late.Store.StartAsync(static _ => ValueTask.CompletedTask, Ct));
        release.SetResult();
        await starting;
    }

    [Fact]
    public async Task A_server_that_is_killed_twice_under_load_keeps_all_it_acknowledged()
    {
        await using var own = new PostgreSqlServer();
        await using var fixture = (PostgreSqlFixture)await PostgreSqlFixture.MakeAsync(own);
        await using var one = await StartAsync(fixture);
        await using var two = await StartAsync(fixture);
        using var acknowledged = new SemaphoreSlim(0);
        var isEnding = false;
        var callers = Enumerable.Range(1, 24).Select(caller => Task.Run(async () =>
        {
            var stored = 0;
            for (; !Volatile.Read(ref isEnding); stored++)
            {
                await KilledServerCaller.AppendAsync((caller % 2 == 0 ? one : two).Journal, Sample.Stream(caller % 5), $"{caller}-{stored}");
                acknowledged.Release();
            }

            return stored;
        })).ToList();

        for (var kill = 1; kill <= 2; kill++)
        {
            for (var i = 0; i < 200; i++)
            {
                await acknowledged.WaitAsync(Ct);
            }

            await own.KillAndStartAsync();
        }

        Volatile.Write(ref isEnding, true);
        var counts = await Task.WhenAll(callers);
        for (var i = 0; i < 5; i++)
        {
            var keys = (await own.SqlAsync(fixture.Database, $"select seq, source_key from entry where stream = '{Sample.Stream(i)}' order by seq")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(Enumerable.Range(1, keys.Length), keys.Select(k => int.Parse(k.Split('|')[0])));
            var expected = Enumerable.Range(1, 24).Where(caller => caller % 5 == i).SelectMany(caller => Enumerable.Range(0, counts[caller - 1]).Select(n => $"{caller}-{n}"));
            Assert.Equal(expected.Order(StringComparer.Ordinal), keys.Select(k => k.Split('|')[1]).Order(StringComparer.Ordinal));
        }
    }

    private static async Task<StorePorts> StartAsync(PostgreSqlFixture fixture)
    {
        var ports = fixture.Open(options => options.RetryFor = TimeSpan.FromSeconds(60));
        await ports.Store.StartAsync(static _ => ValueTask.CompletedTask, Ct);
        return ports;
    }
}

/// <summary>A sender that tries until it is told where its message stands, as a network does with a webhook.</summary>
internal static class KilledServerCaller
{
    public static async Task AppendAsync(IJournal journal, string stream, string key)
    {
        while (true)
        {
            try
            {
                var head = await journal.ReadHeadAsync(stream, CancellationToken.None);
                var (version, last) = head is null ? (0L, 0L) : (head.Version, head.Head);
                var outcome = await journal.AppendAsync(Sample.Messages(stream, version, last) with { Entries = [Sample.Message(last + 1, key)] });
                if (outcome is Appended or KnownBefore)
                {
                    return;
                }
            }
            catch (StoreUnavailableException)
            {
                // The outcome is unknown; the same key again.
            }
        }
    }
}
