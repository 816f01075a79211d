using System.Collections.Concurrent;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Xunit;

namespace Conversations.Testing.StoreSuite;

/// <summary>Many callers at once, in two processes: nothing lost, nothing doubled, no gap, and one caller's trouble is nobody else's.</summary>
public abstract class ContentionSuite : StoreSuite
{
    [Fact]
    public async Task Two_writers_on_the_same_streams_leave_every_seq_once_and_every_acknowledged_message_stored()
    {
        var random = Seeded();
        var other = await OpenAnotherAsync();
        var acknowledged = new ConcurrentDictionary<(string Stream, string Key), long>();
        var seeds = Enumerable.Range(0, 24).Select(_ => random.Next()).ToList();

        await Task.WhenAll(seeds.Select((seed, caller) => Task.Run(async () =>
        {
            var mine = new Random(seed);
            var journal = (caller % 2 == 0 ? Store : other).Journal;
            for (var i = 0; i < 15; i++)
            {
                var stream = Sample.Stream(mine.Next(1, 6));
                var key = $"{caller}-{i}";
                acknowledged[(stream, key)] = await AppendUntilStoredAsync(journal, stream, key, mine.Next(1, 4));
            }
        })));

        for (var i = 1; i <= 5; i++)
        {
            await AssertGaplessAsync(Sample.Stream(i), acknowledged);
        }
    }

    [Fact]
    public async Task A_poisoned_append_fails_alone_among_good_mates()
    {
        var appends = Enumerable.Range(1, 300).Select(i => Sample.Messages(Sample.Stream(i), 0, 0)).ToList();
        foreach (var poisoned in new[] { 7, 150, 151 })
        {
            appends[poisoned - 1] = appends[poisoned - 1] with { Entries = [Sample.Message(1, "key-1") with { Data = null! }] };
        }

        var outcomes = await Task.WhenAll(appends.Select(async append => await Journal.AppendAsync(append)));

        Assert.Equal([7, 150, 151], outcomes.Select((o, i) => o is Poison ? i + 1 : 0).Where(i => i > 0));
        Assert.Equal(297, outcomes.OfType<Appended>().Count());
        Assert.Null(await Journal.ReadHeadAsync(Sample.Stream(150), Ct));
        await MustAppendAsync(Sample.Messages(Sample.Stream(150), 0, 0));
    }

    [Fact]
    public async Task One_conflict_beside_999_good_mates_is_the_only_one()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 1000).Select(async i =>
            await Journal.AppendAsync(i == 500 ? Sample.Messages(Sample.Stream(i), 3, 3) : Sample.Messages(Sample.Stream(i), 0, 0))));

        Assert.IsType<Conflict>(outcomes[499]);
        Assert.Equal(999, outcomes.OfType<Appended>().Count());
    }

    [Fact]
    public async Task Of_many_appends_with_one_source_key_at_once_one_is_stored_and_the_others_are_told_its_place()
    {
        var other = await OpenAnotherAsync();
        var stream = Sample.Stream(1);
        await MustAppendAsync(Sample.Quiet(stream, 0));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
            await (i % 2 == 0 ? Store : other).Journal.AppendAsync(Sample.Messages(stream, 1, 0) with { Entries = [Sample.Message(1, "same")] })));

        Assert.Single(outcomes.OfType<Appended>());
        Assert.All(outcomes.OfType<KnownBefore>(), known => Assert.Equal([new KnownKey("same", 1)], known.Keys));
        Assert.Equal(64, outcomes.Count(o => o is Appended or KnownBefore));
    }

    [Fact]
    public async Task Of_many_appends_with_one_command_id_on_many_streams_at_once_one_is_stored()
    {
        var other = await OpenAnotherAsync();
        for (var round = 1; round <= 5; round++)
        {
            var command = new CommandRow(Sample.Id(round), "f", "{}");
            var mates = Enumerable.Range(1, 3).Select(k => new CommandRow(Sample.Id((round * 10) + k), "f", "{}")).ToList();
            var outcomes = await Task.WhenAll(Enumerable.Range(1, 32).Select(async i =>
            {
                var append = Sample.Messages($"{round}-{Sample.Stream(i)}", 0, 0) with { Commands = [.. mates.Take(i % 4), command] };
                return (append.Stream, Outcome: await (i % 2 == 0 ? Store : other).Journal.AppendAsync(append));
            }));

            var (stream, _) = Assert.Single(outcomes, o => o.Outcome is Appended);
            Assert.Equal(31, outcomes.Count(o => o.Outcome is KnownBefore known && known.Commands.Any(c => c.Id == command.Id && c.Stream == stream)));
        }
    }

    [Fact]
    public async Task An_outbox_row_is_finished_once_however_many_say_so()
    {
        var other = await OpenAnotherAsync();
        var stream = Sample.Stream(1);
        await MustAppendAsync(Sample.Messages(stream, 0, 0) with { OutboxInserts = [Sample.Reply(1, 1)] });
        await Store.Outbox.ClaimAsync(Sample.Channel, 1, Sample.Now, Ct);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(async i => await (i % 2 == 0 ? Store : other).Journal.AppendAsync(
            Sample.Quiet(stream, 1) with { OutboxMoves = [Sample.Move(1, DeliveryStates.Sent, DeliveryStates.Sending) with { Attempt = 1 }] })));

        Assert.Single(outcomes.OfType<Appended>());
        Assert.Equal(31, outcomes.Count(o => o is Conflict or OutboxMoved));
    }

    /// <summary>As a grain does it: read the head, decide, append; on conflict again. A key that is known was stored by an earlier try.</summary>
    protected static async Task<long> AppendUntilStoredAsync(IJournal journal, string stream, string key, int entries)
    {
        while (true)
        {
            var head = await journal.ReadHeadAsync(stream, CancellationToken.None);
            var (version, last) = head is null ? (0L, 0L) : (head.Version, head.Head);
            var append = Sample.Messages(stream, version, last, entries) with
            {
                Entries = [.. Enumerable.Range(1, entries).Select(i => Sample.Message(last + i, i == 1 ? key : null, key))],
            };
            switch (await journal.AppendAsync(append))
            {
                case Appended:
                    return last + 1;
                case KnownBefore known:
                    return known.Keys.Single(k => k.SourceKey == key).Seq;
                case Conflict:
                    break;
                case var outcome:
                    throw new InvalidOperationException($"Unexpected {outcome}.");
            }
        }
    }

    protected async Task AssertGaplessAsync(string stream, IEnumerable<KeyValuePair<(string Stream, string Key), long>> acknowledged)
    {
        var entries = new List<EntryRow>();
        while (await Journal.ReadEntriesAsync(stream, entries.Count, Limits.EntriesPageMax, Ct) is { IsEmpty: false } page)
        {
            entries.AddRange(page);
        }

        Assert.Equal(Enumerable.Range(1, entries.Count).Select(n => (long)n), entries.Select(e => e.Seq));
        Assert.Equal(entries.Count, (await Journal.ReadHeadAsync(stream, Ct))?.Head ?? 0);
        foreach (var ((_, key), seq) in acknowledged.Where(a => a.Key.Stream == stream))
        {
            Assert.Contains($"\"{key}\"", entries[(int)seq - 1].Words);
        }
    }
}
