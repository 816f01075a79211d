using System.Collections.Concurrent;
using Conversations.Contracts.Ports;
using Xunit;

namespace Conversations.Testing.StoreSuite;

public abstract class FeedSuite : StoreSuite
{
    [Fact]
    public async Task Batches_are_told_in_order_before_their_callers_and_equal_what_is_read_back()
    {
        var told = new ConcurrentQueue<CommittedBatch>();
        using var subscription = Store.Feed.Subscribe(told.Enqueue);
        for (var i = 0; i < 30; i++)
        {
            var stream = Sample.Stream((i % 7) + 1);
            var at = i / 7;
            await MustAppendAsync(Sample.Messages(stream, at, at) with { Summary = Sample.Summary(stream, at + 1) });
            Assert.Equal((stream, at + 1L), Last(told));
            await MustAppendAsync(Sample.Quiet("quiet", i));
            Assert.Equal((stream, at + 1L), Last(told));
        }

        foreach (var writer in told.GroupBy(b => b.Writer))
        {
            Assert.Equal(Enumerable.Range(1, writer.Count()).Select(n => (long)n), writer.Select(b => b.BatchNo));
            var read = await Store.Feed.ReadBatchesAsync(writer.Key, 0, 100, Ct);
            Assert.Equal(writer.Select(Shape), read.Select(Shape));
            Assert.All(read, b => Assert.All(b.Appends, a => Assert.NotNull(a.Summary)));
            Assert.Equal([3L, 4], (await Store.Feed.ReadBatchesAsync(writer.Key, 2, 2, Ct)).Select(b => b.BatchNo));
        }
    }

    [Fact]
    public async Task Heads_of_all_writers_are_read_also_by_another_process()
    {
        var other = await OpenAnotherAsync();
        var told = new ConcurrentQueue<CommittedBatch>();
        using var one = Store.Feed.Subscribe(told.Enqueue);
        using var two = other.Feed.Subscribe(told.Enqueue);
        await Task.WhenAll(Enumerable.Range(1, 60).Select(async i =>
            Assert.IsType<Appended>(await (i % 2 == 0 ? Store : other).Journal.AppendAsync(Sample.Messages(Sample.Stream(i), 0, 0)))));

        var heads = (await other.Feed.ReadWriterHeadsAsync(Ct)).ToDictionary(h => h.Writer, h => h.BatchNo);

        foreach (var writer in told.GroupBy(b => b.Writer))
        {
            Assert.Equal(writer.Max(b => b.BatchNo), heads[writer.Key]);
        }

        Assert.Equal(60, told.Sum(b => b.Appends.Length));
        Assert.Empty(await Store.Feed.ReadBatchesAsync("no such writer", 0, 10, Ct));
    }

    [Fact]
    public async Task What_an_append_made_to_send_and_to_fire_is_told()
    {
        var told = new ConcurrentQueue<CommittedBatch>();
        using var subscription = Store.Feed.Subscribe(told.Enqueue);
        var deadline = new DeadlineChange("lease", 1, Sample.Now);

        await MustAppendAsync(Sample.Messages(Sample.Stream(1), 0, 0) with { OutboxInserts = [Sample.Reply(1, 1)], Deadlines = [deadline] });

        var append = Assert.Single(Assert.Single(told).Appends);
        Assert.Equal([Sample.Channel], append.Outbox);
        Assert.Equal([deadline], append.Deadlines);
    }

    [Fact]
    public async Task Refused_appends_and_ended_subscriptions_are_not_told_and_a_throwing_one_harms_nobody()
    {
        var told = new ConcurrentQueue<CommittedBatch>();
        var ended = Store.Feed.Subscribe(_ => Assert.Fail("ended"));
        using var throwing = Store.Feed.Subscribe(_ => throw new InvalidOperationException());
        using var subscription = Store.Feed.Subscribe(told.Enqueue);
        ended.Dispose();

        await MustAppendAsync(Sample.Messages(Sample.Stream(1), 0, 0));
        Assert.IsType<KnownBefore>(await Journal.AppendAsync(Sample.Messages(Sample.Stream(1), 0, 0)));

        Assert.Single(told);
    }

    private static (string, long) Last(IEnumerable<CommittedBatch> told)
    {
        var append = told.Last().Appends[^1];
        return (append.Stream, append.Entries[^1].Seq);
    }

    private static string Shape(CommittedBatch batch) => string.Join('\n', batch.Appends.OrderBy(a => a.Stream, StringComparer.Ordinal)
        .Select(a => $"{batch.Writer} {batch.BatchNo} {a.Stream} {string.Join(',', a.Entries)}"));
}
