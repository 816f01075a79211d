using System.Collections.Concurrent;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Store.Sqlite;
using Conversations.Testing.StoreSuite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Store.Tests.Sqlite;

/// <summary>Commits that end with an error, before and after the disk has them; a writer that stands still; a file from the future.</summary>
public sealed class SqliteFaultTests : IAsyncLifetime
{
    private readonly SqliteFixture _fixture = new();
    private StorePorts _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await StartAsync(static _ => { });

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Theory]
    [InlineData((int)CommitPoint.Before)]
    [InlineData((int)CommitPoint.After)]
    public async Task An_append_whose_commit_ended_with_an_error_is_appended_once_and_told_so(int point)
    {
        var told = new ConcurrentQueue<CommittedBatch>();
        using var subscription = _store.Feed.Subscribe(told.Enqueue);
        var faults = 1;
        Faults(_store, at =>
        {
            if ((int)at == point && faults-- > 0)
            {
                throw new IOException("The disk said no.");
            }
        });

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 20).Select(async i => await _store.Journal.AppendAsync(Sample.Messages(Sample.Stream(i), 0, 0))));

        Assert.All(outcomes, outcome => Assert.IsType<Appended>(outcome));
        Assert.True(faults <= 0);
        Assert.Equal(20, told.Sum(b => b.Appends.Length));
        Assert.Equal(Enumerable.Range(1, told.Count).Select(n => (long)n), told.Select(b => b.BatchNo));
        Assert.Equal(told.Count, (await _store.Feed.ReadBatchesAsync(told.First().Writer, 0, 100, Ct)).Length);
    }

    [Fact]
    public async Task A_disk_that_stays_away_is_told_as_unavailable_and_the_store_recovers()
    {
        await using var impatient = await StartAsync(options => options.RetryFor = TimeSpan.FromMilliseconds(100));
        Faults(impatient, static at => throw (at == CommitPoint.Before ? new IOException("away") : new InvalidOperationException("never reached")));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await impatient.Journal.AppendAsync(Sample.Messages(Sample.Stream(1), 0, 0)));

        Faults(impatient, null);
        Assert.IsType<Appended>(await impatient.Journal.AppendAsync(Sample.Messages(Sample.Stream(1), 0, 0)));
    }

    [Fact]
    public async Task A_commit_that_failed_too_late_to_try_again_is_still_told_when_it_had_happened()
    {
        await using var impatient = await StartAsync(options => options.RetryFor = TimeSpan.FromMilliseconds(100));
        using var never = new ManualResetEventSlim();
        Faults(impatient, at =>
        {
            if (at == CommitPoint.After)
            {
                never.Wait(TimeSpan.FromMilliseconds(120), Ct);
                throw new IOException("away");
            }
        });

        Assert.IsType<Appended>(await impatient.Journal.AppendAsync(Sample.Messages(Sample.Stream(1), 0, 0)));
    }

    [Fact]
    public async Task Nobody_is_told_before_the_commit()
    {
        using var inCommit = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var told = new ConcurrentQueue<CommittedBatch>();
        using var subscription = _store.Feed.Subscribe(told.Enqueue);
        Faults(_store, at =>
        {
            if (at == CommitPoint.Before)
            {
                inCommit.Set();
                release.Wait(Ct);
            }
        });

        var append = _store.Journal.AppendAsync(Sample.Messages(Sample.Stream(1), 0, 0)).AsTask();
        inCommit.Wait(Ct);
        Assert.False(append.IsCompleted);
        Assert.Empty(told);
        Assert.Null(await _store.Journal.ReadHeadAsync(Sample.Stream(1), Ct));
        release.Set();
        Assert.IsType<Appended>(await append);
    }

    [Fact]
    public async Task Appends_beyond_the_bound_of_the_queue_are_refused_and_those_within_are_stored()
    {
        using var inCommit = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        Faults(_store, at =>
        {
            inCommit.Set();
            release.Wait(Ct);
        });
        var waiting = new List<Task<AppendOutcome>> { _store.Journal.AppendAsync(Sample.Quiet(Sample.Stream(0), 0)).AsTask() };
        inCommit.Wait(Ct);
        for (var i = 1; i <= Limits.JournalQueueMax; i++)
        {
            waiting.Add(_store.Journal.AppendAsync(Sample.Quiet(Sample.Stream(i), 0)).AsTask());
        }

        await Assert.ThrowsAsync<StoreOverloadedException>(async () => await _store.Journal.AppendAsync(Sample.Quiet(Sample.Stream(-1), 0)));

        release.Set();
        Assert.All(await Task.WhenAll(waiting), outcome => Assert.IsType<Appended>(outcome));
    }

    [Fact]
    public async Task A_schema_newer_than_the_program_is_refused()
    {
        await _store.DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={_fixture.Path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "pragma user_version = 9999";
            command.ExecuteNonQuery();
        }

        await Assert.ThrowsAsync<SchemaTooNewException>(() => StartAsync(static _ => { }));
    }

    [Fact]
    public async Task A_closed_store_commits_what_waits_and_refuses_what_comes_later()
    {
        var waiting = Enumerable.Range(1, 500).Select(i => _store.Journal.AppendAsync(Sample.Messages(Sample.Stream(i), 0, 0)).AsTask()).ToList();
        await _store.DisposeAsync();

        Assert.All(await Task.WhenAll(waiting), outcome => Assert.IsType<Appended>(outcome));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await _store.Journal.AppendAsync(Sample.Messages(Sample.Stream(1), 1, 1)));
    }

    private static void Faults(StorePorts store, Action<CommitPoint>? faults) => store.Services.GetRequiredService<SqliteStore>().Writer.Faults = faults;

    private async Task<StorePorts> StartAsync(Action<StoreOptions> change)
    {
        var ports = _fixture.Open(change);
        await ports.Store.StartAsync(static _ => ValueTask.CompletedTask, Ct);
        return ports;
    }
}
