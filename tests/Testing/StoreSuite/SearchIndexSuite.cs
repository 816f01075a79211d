using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Xunit;

namespace Conversations.Testing.StoreSuite;

/// <summary>How the index follows the journal.</summary>
public abstract class SearchIndexSuite : SearchingSuite
{
    [Fact]
    public async Task Every_entry_of_many_writers_is_indexed_once_whoever_indexes()
    {
        var other = await OpenAnotherAsync();
        var (written, indexing) = (0, true);
        var writing = Task.WhenAll(Enumerable.Range(1, 40).Select(async i =>
        {
            for (var round = 0; round < 5; round++)
            {
                var ports = (i + round) % 2 == 0 ? Store : other;
                Assert.IsType<Appended>(await ports.Journal.AppendAsync(Sample.Messages(Sample.Stream(i), round, round * 7, 7) with { Summary = Sample.Summary(Sample.Stream(i)) }));
            }
        })).ContinueWith(_ => indexing = false, TaskScheduler.Default);
        while (indexing)
        {
            written += await Store.SearchIndex.CatchUpAsync(Me, Ct) ?? 0;
            written += await other.SearchIndex.CatchUpAsync("holder-2", Ct) ?? 0;
        }

        await writing;
        var last = (await Store.SearchIndex.CatchUpAsync(Me, Ct), await other.SearchIndex.CatchUpAsync("holder-2", Ct));
        Assert.True(last.Item1 is null != last.Item2 is null);
        Assert.InRange(written + (last.Item1 ?? last.Item2!.Value), 40 * 5 * 7, 40 * 5 * 8);
        var (seen, cursor) = (new HashSet<(string, long)>(), default(string));
        do
        {
            var page = await Store.Search.FindAsync(new SearchQuery { Words = "hello", Limit = 100, Cursor = cursor }, Ct);
            Assert.All(page.Items, hit => Assert.True(seen.Add((hit.Conversation.Id.Value, hit.Seq))));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(40 * 5 * 7, seen.Count);
    }

    [Fact]
    public async Task More_entries_than_one_transaction_takes_are_all_indexed()
    {
        await MustAppendAsync(Sample.Messages(Sample.Stream(1), 0, 0, 700) with { Summary = Sample.Summary(Sample.Stream(1)) });
        await MustAppendAsync(Sample.Messages(Sample.Stream(2), 0, 0, 600) with { Summary = Sample.Summary(Sample.Stream(2)) });

        await CatchUpAsync();

        foreach (var (stream, last) in new[] { (1, 700), (2, 600) })
        {
            Assert.Equal(last, (await Store.Search.FindAsync(new SearchQuery { Words = $"m-{last}", Limit = 10 }, Ct)).Items.Single(hit => hit.Conversation.Id.Value == Sample.Stream(stream)).Seq);
        }
    }

    [Fact]
    public async Task Erased_words_vanish_and_nothing_of_them_is_kept()
    {
        await WriteAsync(1, Sample.Message(1, text: "quokkasecret is my number"), Own(2, EntryKinds.NoteAdded, "quokkasecret noted"));
        await WriteAsync(2, Sample.Message(1, text: "quokkasecret of another"));
        await CatchUpAsync();
        Assert.Equal(3, (await FindAsync("quokkasecret")).Items.Length);

        await Journal.EraseWordsAsync(Sample.Stream(1), Ct);
        await CatchUpAsync();

        Assert.Equal(Sample.Stream(2), Assert.Single((await FindAsync("quokkasecret")).Items).Conversation.Id.Value);
        Assert.Equal(Sample.Stream(2), Assert.Single((await FindAsync("Ana")).Items).Conversation.Id.Value);
        await Journal.EraseWordsAsync(Sample.Stream(2), Ct);
        await CatchUpAsync();
        Assert.Equal(-1, (await Fixture.DumpAsync()).AsSpan().IndexOf("quokkasecret"u8));
        Assert.Equal(0, await Store.SearchIndex.CatchUpAsync(Me, Ct));
    }

    [Fact]
    public async Task One_indexes_at_a_time_and_an_answer_says_how_far()
    {
        await WriteAsync(1, Sample.Message(1));
        Assert.Equal(Sample.Now.AddSeconds(1), (await FindAsync("hello")).IndexedTo);
        Assert.Empty((await FindAsync("hello")).Items);

        Assert.Equal(2, await Store.SearchIndex.CatchUpAsync(Me, Ct));
        Assert.Null(await Store.SearchIndex.CatchUpAsync("holder-2", Ct));

        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        Assert.True((await FindAsync("hello")).IndexedTo > before);
    }
}
