using System.Threading.Channels;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Notices;

/// <summary>
/// Works through what was committed, so that every notice is made and none twice. A silo takes the batches of its own writer as they are told; a hole, and what a dead writer
/// left, is read from the store. How far each writer is worked through is stored after the notices: what is done again after a crash makes nothing new.
/// Only one round runs at a time.
/// </summary>
public sealed class NoticeRounds(IJournalFeed feed, INotices notices, NoticeMaker maker, LapsingLeases lapsing, TimeProvider time)
{
    private const int PageMax = 20;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    /// <summary>A cursor that stands still for so long while its writer has committed more is nobody's work any more.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(10);

    private readonly Channel<CommittedBatch> inbox = Channel.CreateBounded<CommittedBatch>(
        new BoundedChannelOptions(Limits.NoticeQueueMax) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Of the writers told of here.</summary>
    private readonly SortedDictionary<string, long> reached = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Cursor, DateTimeOffset Since)> standing = new(StringComparer.Ordinal);
    private DateTimeOffset sweepNext;
    private DateTimeOffset forgetNext;

    /// <summary>Never blocks; what does not fit is read from the store.</summary>
    public void OnCommitted(CommittedBatch batch) => inbox.Writer.TryWrite(batch);

    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        while (inbox.Reader.TryRead(out var batch))
        {
            await TakeAsync(batch, cancellationToken);
        }

        while (lapsing.TryTake(out var lease))
        {
            await maker.WarnAsync(lease, cancellationToken);
        }

        var now = time.GetUtcNow();
        if (now >= sweepNext)
        {
            await SweepAsync(now, cancellationToken);
            sweepNext = now + SweepEvery;
        }
    }

    private async Task TakeAsync(CommittedBatch batch, CancellationToken cancellationToken)
    {
        if (!reached.TryGetValue(batch.Writer, out var cursor))
        {
            cursor = (await StoredAsync(cancellationToken)).GetValueOrDefault(batch.Writer);
            reached.Add(batch.Writer, cursor);
        }

        if (batch.BatchNo > cursor + 1)
        {
            await CatchUpAsync(batch.Writer, cursor, batch.BatchNo - 1, cancellationToken);
        }

        if (batch.BatchNo > cursor)
        {
            await maker.MakeAsync(batch, cancellationToken);
            reached[batch.Writer] = batch.BatchNo;
        }
    }

    private async Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await maker.PassOnAsync(cancellationToken);
        var stored = await StoredAsync(cancellationToken);
        foreach (var (writer, cursor) in reached.Where(pair => pair.Value > stored.GetValueOrDefault(pair.Key)).ToList())
        {
            await notices.MoveCursorAsync(new WriterHead(writer, cursor), cancellationToken);
        }

        foreach (var head in await feed.ReadWriterHeadsAsync(cancellationToken))
        {
            var cursor = reached.TryGetValue(head.Writer, out var own) ? own : stored.GetValueOrDefault(head.Writer);
            if (head.BatchNo > cursor && IsStuck(head.Writer, cursor, now))
            {
                await CatchUpAsync(head.Writer, cursor, head.BatchNo, cancellationToken);
            }
        }

        if (now >= forgetNext)
        {
            await notices.ForgetAsync(now - Limits.NoticeAgeMax, cancellationToken);
            forgetNext = now + ForgetEvery;
        }
    }

    private bool IsStuck(string writer, long cursor, DateTimeOffset now)
    {
        if (!standing.TryGetValue(writer, out var before) || before.Cursor != cursor)
        {
            standing[writer] = (cursor, now);
            return false;
        }

        return now - before.Since >= StuckAfter;
    }

    private async Task CatchUpAsync(string writer, long after, long upTo, CancellationToken cancellationToken)
    {
        while (after < upTo)
        {
            var page = await feed.ReadBatchesAsync(writer, after, (int)Math.Min(PageMax, upTo - after), cancellationToken);
            foreach (var batch in page)
            {
                await maker.MakeAsync(batch, cancellationToken);
            }

            after = Math.Min(upTo, after + PageMax);
            if (reached.ContainsKey(writer))
            {
                reached[writer] = after;
            }

            await notices.MoveCursorAsync(new WriterHead(writer, after), cancellationToken);
        }
    }

    private async Task<Dictionary<string, long>> StoredAsync(CancellationToken cancellationToken) =>
        (await notices.ReadCursorsAsync(cancellationToken)).ToDictionary(static cursor => cursor.Writer, static cursor => cursor.BatchNo, StringComparer.Ordinal);
}
