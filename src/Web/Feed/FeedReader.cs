using System.Collections.Immutable;
using System.Threading.Channels;
using Conversations.Contracts;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Presence;
using Conversations.Web.Hubs;
using Conversations.Web.Lists;
using Conversations.Web.Presence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Conversations.Web.Feed;

/// <summary>
/// Keeps this node's live state up with what is committed. Told batches are the fast road and may be lost, doubled or late; the store is the truth: a hole in
/// a writer's numbers is read, and every 2 s the heads of writers that were not heard. So a writer that dies between commit and tell hides nothing.
/// Start: heads first, then the index, then what was committed after those heads; whatever is seen twice changes nothing the second time.
/// </summary>
public sealed partial class FeedReader(
    IJournalFeed feed, ISummaries summaries, LiveState live, LiveLists lists, SignBoard signs, PersonalEvents personal, PresenceExchange presence, NodeWatch nodes, IFeedLine line, TimeProvider time, IOptions<FeedOptions> options,
    ILogger<FeedReader> logger) : BackgroundService, IFeedObserver, ILiveReadiness
{
    private readonly FeedOptions _options = options.Value;
    private readonly WriterCursors _cursors = new();
    private readonly ChangeSignal _hole = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<CommittedBatch> _inbox = Channel.CreateBounded<CommittedBatch>(
        new BoundedChannelOptions(options.Value.InboxMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <inheritdoc />
    public Task Ready => _ready.Task;

    public WriterCursors Cursors => _cursors;

    /// <summary>Only takes the batch in; a full inbox drops it, and the hole is read.</summary>
    public Task OnCommitted(CommittedBatch batch)
    {
        if (!_inbox.Writer.TryWrite(batch))
        {
            InboxFull(batch.Writer, batch.BatchNo);
        }

        return Task.CompletedTask;
    }

    public Task OnSigns(string webNode, ImmutableArray<Sign> told)
    {
        nodes.Heard(webNode);
        signs.Take(webNode, told);
        return Task.CompletedTask;
    }

    public Task OnPersonal(ImmutableArray<PersonalEvent> events)
    {
        personal.Take(events);
        return Task.CompletedTask;
    }

    public Task OnPresence(string webNode, ImmutableArray<PresenceView> people)
    {
        nodes.Heard(webNode);
        presence.Take(webNode, people);
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Retrying(LoadAsync, stoppingToken);
        _ready.TrySetResult();
        Loaded(lists.Index.Count);
        await Task.WhenAll(ListenAsync(stoppingToken), TakeAsync(stoppingToken), WatchAsync(stoppingToken), FillAsync(stoppingToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await line.LeaveAsync();
        }
        catch (Exception failure)
        {
            // The registry forgets this node by itself after 90 s.
            NotRegistered(failure);
        }
    }

    private async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        _cursors.Start(await feed.ReadWriterHeadsAsync(cancellationToken));
        ConversationId? after = null;
        while (true)
        {
            var page = await summaries.ReadOpenAsync(after, _options.LoadPageMax, cancellationToken);
            foreach (var row in page)
            {
                lists.Apply(row);
            }

            if (page.Length < _options.LoadPageMax)
            {
                return;
            }

            after = page[^1].Id;
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var pause = _options.ListenEvery;
            try
            {
                await line.ListenAsync(this);
            }
            catch (Exception failure)
            {
                NotRegistered(failure);
                pause = _options.RetryAfter;
            }

            await Pause(pause, cancellationToken);
        }
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        await foreach (var batch in _inbox.Reader.ReadAllAsync(CancellationToken.None).WithCancellation(cancellationToken))
        {
            Take(batch);
            if (_cursors.Told(batch.Writer, batch.BatchNo))
            {
                _hole.Raise();
            }
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Pause(_options.HeadsEvery, cancellationToken);
            await Retrying(async token => _cursors.Heads(await feed.ReadWriterHeadsAsync(token)), cancellationToken);
            lists.Index.ForgetIdle();
            _hole.Raise();
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await _hole.WaitAsync(cancellationToken);
            foreach (var (writer, _) in _cursors.Missing())
            {
                await Retrying(token => ReadAsync(writer, token), cancellationToken);
            }
        }
    }

    private async ValueTask ReadAsync(string writer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var after = _cursors.CursorOf(writer);
            var page = await feed.ReadBatchesAsync(writer, after, _options.PageMax, cancellationToken);
            foreach (var batch in page)
            {
                Take(batch);
            }

            var isLast = page.Length < _options.PageMax;
            _cursors.Read(writer, after, page, isLast);
            if (isLast)
            {
                return;
            }
        }
    }

    /// <summary>One strange batch must not stop the feed for all others.</summary>
    private void Take(CommittedBatch batch)
    {
        try
        {
            live.Apply(batch);
        }
        catch (Exception failure)
        {
            StrangeBatch(failure, batch.Writer, batch.BatchNo);
        }
    }

    private async Task Retrying(Func<CancellationToken, ValueTask> read, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await read(cancellationToken);
                return;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                NotRead(failure);
            }

            await Pause(_options.RetryAfter, cancellationToken);
        }
    }

    private Task Pause(TimeSpan pause, CancellationToken cancellationToken) => Task.Delay(pause, time, cancellationToken);

    [LoggerMessage(5001, LogLevel.Information, "The index is loaded: {Conversations} conversations are not closed.")]
    private partial void Loaded(int conversations);

    [LoggerMessage(5002, LogLevel.Warning, "This node could not be registered as a listener; it is tried again, and meanwhile the store is read.")]
    private partial void NotRegistered(Exception failure);

    [LoggerMessage(5003, LogLevel.Warning, "The store could not be read for the feed; it is tried again.")]
    private partial void NotRead(Exception failure);

    [LoggerMessage(5004, LogLevel.Warning, "Too many batches wait: {BatchNo} of {Writer} is dropped and will be read from the store.")]
    private partial void InboxFull(string writer, long batchNo);

    [LoggerMessage(5005, LogLevel.Error, "Batch {BatchNo} of {Writer} could not be taken over whole.")]
    private partial void StrangeBatch(Exception failure, string writer, long batchNo);
}
