using Conversations.Contracts.Ports;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Feed;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Conversations.Live.Tests.Feed;

/// <summary>The reader as it runs, on a clock of the test's. Each step waits for a named signal: a read of the store, a registration, a waiting timer.</summary>
public sealed class FeedReaderTests : IAsyncLifetime
{
    private readonly LiveStore _store = new();
    private readonly LiveTime _time = new();
    private readonly LiveNode _node;
    private readonly FeedReader _reader;

    public FeedReaderTests()
    {
        _node = new LiveNode(_store, _time);
        _reader = new FeedReader(_store, _store, _node.State, _node.Lists, _node.Get<Conversations.Web.Hubs.SignBoard>(), _node.Get<Conversations.Web.Hubs.PersonalEvents>(), _node.Get<Conversations.Web.Presence.PresenceExchange>(), _node.Get<NodeWatch>(), _node.Line, _time, Options.Create(new FeedOptions { InboxMax = 4 }), NullLogger<FeedReader>.Instance);
    }

    [Fact(Timeout = 30_000)]
    public async Task At_the_start_the_index_is_what_the_store_has()
    {
        _store.Commit(Rows.Row(1));
        _store.Commit(Rows.Row(2));
        await StartAsync();
        Assert.Equal(2, _node.Lists.Index.Count);
        Assert.Equal(2, _reader.Cursors.CursorOf("w1"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_store_that_is_away_at_the_start_is_asked_again()
    {
        _store.Trouble = new StoreUnavailableException("away");
        await _reader.StartAsync(default);
        await _time.UntilWaiting(1);
        Assert.False(_reader.Ready.IsCompleted);
        _store.Trouble = null;
        _store.Put(Rows.Row(1));
        _time.Advance(1_000);
        await _reader.Ready;
        Assert.Equal(1, _node.Lists.Index.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_told_batch_is_shown_without_a_read_of_the_store()
    {
        await StartAsync();
        await TellAsync(_store.Commit(Rows.Row(1)));
        Assert.Equal(1, _node.Lists.Index.Count);
        Assert.Empty(_store.BatchReads);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_lost_batch_is_read_as_soon_as_the_next_one_shows_the_hole()
    {
        await StartAsync();
        _store.Commit(Rows.Row(1));
        await TellAsync(_store.Commit(Rows.Row(2)));
        await _store.BatchesRead.WaitAsync();
        await UntilAsync(() => _reader.Cursors.CursorOf("w1") == 2);
        Assert.Equal(2, _node.Lists.Index.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_a_writer_committed_before_it_died_is_seen_within_two_seconds()
    {
        await StartAsync();
        _store.Commit("dead", Rows.Append(Rows.Row(1)));
        await HeadsAsync();
        await _store.BatchesRead.WaitAsync();
        await UntilAsync(() => _node.Lists.Index.Count == 1);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_batch_that_finds_the_inbox_full_is_read_from_the_store()
    {
        await StartAsync();
        var batches = Enumerable.Range(1, 200).Select(number => _store.Commit(Rows.Row(number))).ToList();
        foreach (var batch in batches)
        {
            await _reader.OnCommitted(batch);
        }

        await HeadsAsync();
        await HeadsAsync();
        await UntilAsync(() => _node.Lists.Index.Count == 200);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_node_that_cannot_register_tries_again_and_lives_by_reading_meanwhile()
    {
        _node.Line.Trouble = new TimeoutException();
        await StartAsync();
        _store.Commit(Rows.Row(1));
        await HeadsAsync();
        await UntilAsync(() => _node.Lists.Index.Count == 1);
        _node.Line.Trouble = null;
        await _time.UntilWaiting(2);
        _time.Advance(1_000);
        await _node.Line.Asked.WaitAsync();
        await UntilAsync(() => _node.Line.Observer is not null);
    }

    [Fact(Timeout = 30_000)]
    public async Task It_registers_anew_every_thirty_seconds_and_leaves_at_the_end()
    {
        await StartAsync();
        await _time.UntilWaiting(2);
        _time.Advance(TimeSpan.FromSeconds(30));
        await _node.Line.Asked.WaitAsync();
        await _reader.StopAsync(default);
        Assert.True(_node.Line.HasLeft);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _reader.StopAsync(default);
        _reader.Dispose();
        _node.Dispose();
    }

    private async Task StartAsync()
    {
        await _reader.StartAsync(default);
        await _reader.Ready;
        await _node.Line.Asked.WaitAsync();
        await _store.HeadsRead.WaitAsync();
        await _time.UntilWaiting(2);
    }

    private async Task TellAsync(CommittedBatch batch)
    {
        await _reader.OnCommitted(batch);
        await UntilAsync(() => _node.Lists.Index.HeadOf(Key(batch)) is not null);
    }

    /// <summary>The next look at the writers' heads.</summary>
    private async Task HeadsAsync()
    {
        await _time.UntilWaiting(2);
        _time.Advance(2_000);
        await _store.HeadsRead.WaitAsync();
    }

    /// <summary>Yields to the reader until what must come has come; the runner ends a test that waits in vain.</summary>
    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Yield();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static Conversations.Web.Lists.ConversationKey Key(CommittedBatch batch) =>
        Conversations.Web.Lists.ConversationKey.TryParse(batch.Appends[0].Stream, out var key) ? key : throw new InvalidOperationException();
}
