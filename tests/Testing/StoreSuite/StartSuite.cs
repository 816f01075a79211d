using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Xunit;

namespace Conversations.Testing.StoreSuite;

public abstract class StartSuite : StoreSuite
{
    [Fact]
    public async Task Eight_starts_at_once_migrate_once_and_make_first_rows_under_one_lock()
    {
        await using var fresh = await MakeFixtureAsync();
        var stores = Enumerable.Range(0, 8).Select(_ => fresh.Open()).ToList();
        var inside = 0;
        var made = 0;

        await Task.WhenAll(stores.Select(ports => Task.Run(async () => await ports.Store.StartAsync(
            async ct =>
            {
                Assert.Equal(1, Interlocked.Increment(ref inside));
                if (await ports.Credentials.FindSignInAsync(Sample.Reader, ct) is null)
                {
                    made++;
                    Assert.True(await ports.Credentials.PutSignInAsync(new SignInRow(Sample.Reader, "admin@example.org", null, "s", false), ct));
                }

                Interlocked.Decrement(ref inside);
            },
            Ct))));

        Assert.Equal(1, made);
        foreach (var ports in stores)
        {
            await ports.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_store_that_is_opened_again_has_what_was_stored()
    {
        await MustAppendAsync(Sample.Messages(Sample.Stream(1), 0, 0, 3));
        await Store.DisposeAsync();

        var again = await OpenAnotherAsync();

        Assert.Equal(3, (await again.Journal.ReadHeadAsync(Sample.Stream(1), Ct))!.Head);
    }

    [Fact]
    public async Task Erased_words_are_nowhere_in_the_database_and_seqs_stay()
    {
        const string canary = "canary-7f3a";
        var stream = Sample.Stream(1);
        var entry = Sample.Message(1, "key-1", canary) with { Actor = new Actor("customer", "customer-1", canary) };
        await MustAppendAsync(Sample.Messages(stream, 0, 0) with
        {
            Entries = [entry, Sample.Message(2) with { Actor = new Actor("employee", "employee-1", "Bo") }],
            State = $$$"""{"head":2,"words":{"customer":{"id":"{{{canary}}}"}},"state":"new"}""",
            Summary = Sample.Summary(stream) with { LastText = canary, Customer = new CustomerView { Id = canary, Name = canary, Handle = canary, Followers = 1 } },
            OutboxInserts = [Sample.Reply(1, 2) with { Payload = canary }],
        });
        await MustAppendAsync(Sample.Messages(Sample.Stream(2), 0, 0) with { Entries = [Sample.Message(1, text: "kept-words")] });
        Assert.True(Contains(await Fixture.DumpAsync(), canary));

        await Journal.EraseWordsAsync(stream, Ct);
        Assert.Equal(new StreamHead(stream, 2, 2, 1, """{"head":2,"state":"new"}"""), await Journal.ReadHeadAsync(stream, Ct));
        await Journal.EraseWordsAsync(stream, Ct);
        await Journal.EraseWordsAsync(Sample.Stream(9), Ct);
        Assert.Equal(2, (await Journal.ReadHeadAsync(stream, Ct))!.Version);

        var dump = await Fixture.DumpAsync();
        Assert.False(Contains(dump, canary));
        Assert.True(Contains(dump, "kept-words"));
        var entries = await Journal.ReadEntriesAsync(stream, 0, 10, Ct);
        Assert.Equal([(1L, EntryKinds.MessageReceived), (2L, EntryKinds.MessageReceived)], entries.Select(e => (e.Seq, e.Kind)));
        Assert.All(entries, e => Assert.Null(e.Words));
        Assert.Equal([null, "Bo"], entries.Select(e => e.Actor.Name));
        Assert.Equal("erased", (await Store.Summaries.ReadAsync(new ConversationId(stream), Ct))!.Customer.Id);
        Assert.Equal(entry.Data, entries[0].Data);
        await MustAppendAsync(Sample.Messages(stream, 2, 2));
    }

    private static bool Contains(byte[] dump, string text) => dump.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
