using System.Collections.Immutable;
using System.Globalization;
using System.Threading.Channels;
using Conversations.Contracts.Ports;
using Microsoft.Extensions.Logging;

namespace Conversations.Store.PostgreSql;

/// <summary>
/// One loop of group commit: takes what waits, commits it as one statement, then tells the feed and the callers; the next batch gathers meanwhile.
/// A statement that ended without an answer is run again under its own number; the fence in the writer's row says whether it had been committed.
/// After giving up on a number, the writer registers anew: an old number is never used for something else.
/// </summary>
internal sealed class PostgreSqlWriter(
    PostgreSqlConnections connections, ChannelReader<PendingAppend> queue, StoreOptions options, JournalFeed feed, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan RetryDelayMax = TimeSpan.FromMilliseconds(500);

    /// <summary>Every statement stamps the writer's row; an idle writer stamps it this often, so that it counts as alive.</summary>
    private static readonly TimeSpan HeartbeatPeriod = TimeSpan.FromHours(1);

    private readonly BatchTaker _taker = new(queue);
    private WriterSession? _session;
    private int _writerId;
    private string _writer = "";
    private long _commitNo;
    private long _batchNo;

    /// <summary>Connects and registers, so that a store that started can write.</summary>
    public Task ConnectAsync(CancellationToken cancellationToken) => EnsureSessionAsync(cancellationToken);

    /// <summary>Until the queue is closed and empty. A fault of the loop itself closes the queue: a silent writer would leave its callers waiting.</summary>
    public async Task RunAsync(Action<Exception> onEnded, CancellationToken closing)
    {
        try
        {
            await LoopAsync(closing);
        }
        catch (Exception exception)
        {
            StoreLog.WriterEnded(logger, exception);
            onEnded(exception);
        }

        while (_taker.TryTakeAny(out var pending))
        {
            pending.TrySetException(new StoreUnavailableException("The journal writer ended."));
        }

        await DropSessionAsync();
    }

    private async Task LoopAsync(CancellationToken closing)
    {
        while (_taker.HasStaying || await WaitAsync())
        {
            var batch = _taker.Take();
            try
            {
                await CommitAsync(batch, closing);
            }
            catch (Exception exception)
            {
                StoreLog.WriterFailed(logger, _writer, exception);
                await GiveUpAsync(batch, exception);
            }
        }
    }

    /// <summary>False when the queue is closed and empty. An empty batch after a long silence is the heartbeat.</summary>
    private async Task<bool> WaitAsync()
    {
        var waiting = queue.WaitToReadAsync().AsTask();
        while (!waiting.IsCompleted)
        {
            try
            {
                return await waiting.WaitAsync(HeartbeatPeriod);
            }
            catch (TimeoutException)
            {
                await CommitAsync([], CancellationToken.None);
            }
        }

        return await waiting;
    }

    private async Task CommitAsync(PendingAppend[] batch, CancellationToken closing)
    {
        var begun = time.GetTimestamp();
        var isRaced = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await EnsureSessionAsync(closing);
                if (await _session!.RunAsync(batch, _writerId, _commitNo, _batchNo + 1, Micros.Of(time.GetUtcNow())))
                {
                    batch = Tell(batch);
                }
                else
                {
                    batch = await FindAgainAsync(batch, closing);
                }

                if (batch.Length == 0)
                {
                    return;
                }
            }
            catch (Exception exception) when (PostgreSqlErrors.IsOfContents(exception))
            {
                // Two writers may have inserted the same key at once; now that the other one is visible, the batch tells it as known.
                if (!isRaced && PostgreSqlErrors.IsUniqueViolation(exception))
                {
                    isRaced = true;
                    continue;
                }

                await HalveAsync(batch, exception, closing);
                return;
            }
            catch (Exception exception) when (PostgreSqlErrors.IsOfTheMoment(exception))
            {
                if (_session is { IsOpen: false })
                {
                    await DropSessionAsync();
                }

                if (closing.IsCancellationRequested || time.GetElapsedTime(begun) > options.RetryFor)
                {
                    await GiveUpAsync(batch, exception);
                    return;
                }

                StoreLog.CommitRetried(logger, _writer, _commitNo + 1, PostgreSqlErrors.Name(exception), attempt);
                await PauseAsync(attempt, closing);
            }
        }
    }

    private async Task HalveAsync(PendingAppend[] batch, Exception exception, CancellationToken closing)
    {
        if (batch.Length > 1)
        {
            await CommitAsync(batch[..(batch.Length / 2)], closing);
            await CommitAsync(batch[(batch.Length / 2)..], closing);
            return;
        }

        foreach (var poisoned in batch)
        {
            StoreLog.Poisoned(logger, poisoned.Append.Stream, PostgreSqlErrors.Name(exception));
            poisoned.Verdict = new Poison(PostgreSqlErrors.Name(exception));
            poisoned.Tell();
        }
    }

    /// <summary>Counts the commit and tells what it decided; returns those to be asked again.</summary>
    private PendingAppend[] Tell(PendingAppend[] batch)
    {
        _commitNo++;
        var hasEntries = Array.Exists(batch, static p => p.Verdict is Appended && !p.Append.Entries.IsEmpty);
        _batchNo += hasEntries ? 1 : 0;
        if (hasEntries && feed.HasSubscribers)
        {
            feed.Tell(new CommittedBatch
            {
                Writer = _writer,
                BatchNo = _batchNo,
                Appends = [.. batch.Where(static p => p.Verdict is Appended && !p.Append.Entries.IsEmpty).Select(static p => AppendForm.Told(p.Append))],
            });
        }

        List<PendingAppend>? again = null;
        foreach (var pending in batch)
        {
            if (pending.MustAskAgain())
            {
                (again ??= []).Add(pending);
            }
            else
            {
                pending.Tell();
            }
        }

        return again is null ? [] : [.. again];
    }

    /// <summary>The statement had been committed: all but what it refused was appended. What it refused is returned, to be asked again for the reason.</summary>
    private async Task<PendingAppend[]> FindAgainAsync(PendingAppend[] batch, CancellationToken closing)
    {
        var row = await _session!.ReadWriterAsync(_writerId, closing);
        if (row is not { } found || found.CommitNo != _commitNo + 1)
        {
            throw new InvalidOperationException($"The row of journal writer {_writer} was changed by another.");
        }

        StoreLog.CommitFoundAgain(logger, _writer, found.CommitNo);
        var appended = new List<PendingAppend>();
        var rest = new List<PendingAppend>();
        for (var i = 0; i < batch.Length; i++)
        {
            batch[i].Verdict = Appended.Instance;
            (found.Refused.Contains(i + 1) ? rest : appended).Add(batch[i]);
        }

        Tell([.. appended]);
        return [.. rest];
    }

    private async Task EnsureSessionAsync(CancellationToken cancellationToken)
    {
        _session ??= await WriterSession.OpenAsync(connections, cancellationToken);
        if (_writerId == 0)
        {
            _writerId = await _session.RegisterAsync(Micros.Of(time.GetUtcNow()), cancellationToken);
            _writer = _writerId.ToString(CultureInfo.InvariantCulture);
            (_commitNo, _batchNo) = (0, 0);
            StoreLog.WriterBegins(logger, _writer);
        }
    }

    private async Task GiveUpAsync(PendingAppend[] batch, Exception exception)
    {
        var error = PostgreSqlErrors.Name(exception);
        StoreLog.CommitGivenUp(logger, _writer, _commitNo + 1, batch.Length, error);
        foreach (var pending in batch)
        {
            pending.TrySetException(new StoreUnavailableException($"PostgreSQL could not commit ({error}).", exception));
        }

        _writerId = 0;
        await DropSessionAsync();
    }

    private async Task DropSessionAsync()
    {
        if (Interlocked.Exchange(ref _session, null) is { } session)
        {
            await session.DisposeAsync();
        }
    }

    private static Task PauseAsync(int attempt, CancellationToken closing)
    {
        var delay = TimeSpan.FromMilliseconds(10 * Math.Pow(2, Math.Min(attempt, 8)) * (0.5 + (Random.Shared.NextDouble() / 2)));
        return Task.Delay(delay < RetryDelayMax ? delay : RetryDelayMax, closing).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
