using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Xunit;

namespace Conversations.Testing.StoreSuite;

/// <summary>What is found, and what is shown of it.</summary>
public abstract class SearchSuite : SearchingSuite
{
    [Theory]
    [InlineData("My suitcase did not arrive.", "suitcase")]
    [InlineData("My suitcase did not arrive.", "SUIT")]
    [InlineData("My suitcase did not arrive.", "arrive suitcase")]
    [InlineData("Gutschein für die Straße", "strasse fur")]
    [InlineData("Crème brûlée à volonté", "creme brulee")]
    [InlineData("creme brulee", "Crème Brûlée")]
    [InlineData("Привет, где мой заказ?", "ЗАКАЗ")]
    [InlineData("ＦＵＬＬ　ｗｉｄｔｈ", "full width")]
    [InlineData("东京都的行李没有到", "行李")]
    [InlineData("东京都的行李没有到", "到")]
    [InlineData("荷物が届きません", "届き")]
    [InlineData("수하물이 없어요", "수하물")]
    [InlineData("กระเป๋าของฉันหาย", "ของฉัน")]
    [InlineData("أين حَقِيبَتي", "حقيبتي")]
    [InlineData("איפה הַמִּזְוָדָה", "המזוודה מזוודה", false)]
    [InlineData("so angry 😡 today", "😡")]
    [InlineData("order A-4711/b now", "a-4711")]
    [InlineData("write to ana@example.org", "ana@example.org")]
    [InlineData("My suitcase did not arrive.", "case", false)]
    [InlineData("My suitcase did not arrive.", "suit arrive", false)]
    [InlineData("My suitcase did not arrive.", "suitcase lost", false)]
    public async Task A_message_is_found_by_its_words_however_they_are_written(string text, string words, bool isFound = true)
    {
        var stream = await WriteAsync(1, Sample.Message(1, text: text));
        await CatchUpAsync();

        var page = await FindAsync(words);

        Assert.Equal(isFound ? [stream] : [], page.Items.Select(hit => hit.Conversation.Id.Value));
        Assert.All(page.Items, hit => Assert.Contains(hit.Excerpt, part => part.IsHit));
        Assert.All(page.Items, hit => Assert.Equal((1, SearchKinds.Message, Sample.Now.AddSeconds(1)), (hit.Seq, hit.Kind, hit.At)));
    }

    [Fact]
    public async Task Replies_and_notes_are_found_and_other_entries_are_not()
    {
        await WriteAsync(1, Sample.Message(1), Own(2, EntryKinds.ReplyQueued, "We found the zebra"), Own(3, EntryKinds.NoteAdded, "zebra is dear"), Own(4, EntryKinds.Claimed, "zebra"));
        await CatchUpAsync();

        var page = await FindAsync("zebra");

        Assert.Equal([(3, SearchKinds.Note), (2, SearchKinds.Reply)], page.Items.Select(hit => (hit.Seq, hit.Kind)));
        Assert.Equal("We found the [zebra]", Shown(page.Items[1]));
    }

    [Theory]
    [InlineData("Ana", SearchKinds.Customer, "[Ana] · @[ana]")]
    [InlineData("@ana", SearchKinds.Customer, "[@ana]")]
    [InlineData("customer-1", SearchKinds.Customer, "[customer-1]")]
    [InlineData("thread-1", SearchKinds.Id, "[thread-1]")]
    [InlineData("stream00000000000000000001", SearchKinds.Id, "[stream00000000000000000001]")]
    public async Task A_customer_and_the_ids_of_a_conversation_are_found(string words, string kind, string shown)
    {
        await WriteAsync(1, Sample.Message(1));
        await CatchUpAsync();

        var hit = Assert.Single((await FindAsync(words)).Items);

        Assert.Equal((kind, shown, 1, Sample.Now), (hit.Kind, Shown(hit), hit.Seq, hit.At));
    }

    [Fact]
    public async Task A_message_is_found_by_its_external_id_as_a_whole()
    {
        await WriteAsync(1, Sample.Message(1), Sample.Message(2), Sample.Message(3));
        await CatchUpAsync();

        var hit = Assert.Single((await FindAsync("M-2")).Items);

        Assert.Equal((SearchKinds.Id, 2, "[m-2]"), (hit.Kind, hit.Seq, Shown(hit)));
    }

    [Fact]
    public async Task A_customer_is_found_by_the_name_she_has_now()
    {
        var stream = await WriteAsync(1, Sample.Message(1));
        await CatchUpAsync();
        await WriteAsync(1, summary => summary with { Customer = summary.Customer with { Name = "Zoë", Handle = null, Id = "c" } }, Sample.Message(2, text: "again"));
        await CatchUpAsync();

        Assert.Equal(stream, Assert.Single((await FindAsync("zoe")).Items).Conversation.Id.Value);
        Assert.Empty((await FindAsync("Ana")).Items);
    }

    [Fact]
    public async Task Every_filter_narrows()
    {
        await WriteAsync(1, s => s with { Owner = new EmployeeId("e-1"), Queue = new QueueId("q-1"), Channel = new ChannelId("c-1"), Labels = ["vip", "new"] }, Sample.Message(1, text: "lost bag"));
        await WriteAsync(2, s => s with { State = ConversationStates.Closed, Queue = new QueueId("q-2"), Channel = new ChannelId("c-2"), Labels = [] }, Sample.Message(1, text: "lost cap") with { At = Sample.Now.AddDays(1) });
        await WriteAsync(3, s => s with { State = ConversationStates.Resolved, Queue = new QueueId("q-2"), Channel = new ChannelId("c-2"), Labels = ["vi"] }, Sample.Message(1, text: "lost hat") with { At = Sample.Now.AddDays(2) });
        await CatchUpAsync();

        await HoldsAsync(q => q, 3, 2, 1);
        await HoldsAsync(q => q with { OpenOnly = true }, 1);
        await HoldsAsync(q => q with { Owner = new EmployeeId("e-1") }, 1);
        await HoldsAsync(q => q with { Queue = new QueueId("q-2") }, 3, 2);
        await HoldsAsync(q => q with { Channel = new ChannelId("c-1") }, 1);
        await HoldsAsync(q => q with { Label = "vi" }, 3);
        await HoldsAsync(q => q with { From = Sample.Now.AddDays(1) }, 3, 2);
        await HoldsAsync(q => q with { To = Sample.Now.AddDays(1) }, 1);
        await HoldsAsync(q => q with { From = Sample.Now.AddDays(1), To = Sample.Now.AddDays(2), Queue = new QueueId("q-2") }, 2);

        async Task HoldsAsync(Func<SearchQuery, SearchQuery> narrow, params int[] streams)
        {
            var found = await Store.Search.FindAsync(narrow(new SearchQuery { Words = "lost", Limit = 10 }), Ct);
            Assert.Equal(streams.Select(Sample.Stream), found.Items.Select(hit => hit.Conversation.Id.Value));
        }
    }

    [Fact]
    public async Task Pages_follow_one_another_newest_first_without_hole_or_repeat()
    {
        for (var i = 1; i <= 12; i++)
        {
            await WriteAsync((i % 3) + 1, Sample.Message(((i - 1) / 3) + 1, text: "same words") with { At = Sample.Now.AddMinutes(i / 2) });
        }

        await CatchUpAsync();
        var (seen, cursor) = (new List<SearchHit>(), default(string));
        do
        {
            var page = await Store.Search.FindAsync(new SearchQuery { Words = "words same", Limit = 5, Cursor = cursor }, Ct);
            seen.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(12, seen.Select(hit => (hit.Conversation.Id, hit.Seq)).Distinct().Count());
        Assert.Equal(seen.Select(hit => hit.At).OrderDescending(), seen.Select(hit => hit.At));
        var first = (await Store.Search.FindAsync(new SearchQuery { Words = "words same", Limit = 5 }, Ct)).Next;
        foreach (var wrong in new[] { "made-up", "%", "", "AAAA", Sample.Forged(first!) })
        {
            await Assert.ThrowsAsync<InvalidCursorException>(async () => await Store.Search.FindAsync(new SearchQuery { Words = "words same", Limit = 5, Cursor = wrong }, Ct));
        }

        await Assert.ThrowsAsync<InvalidCursorException>(async () => await Store.Search.FindAsync(new SearchQuery { Words = "same", Limit = 5, Cursor = first }, Ct));
    }

    [Fact]
    public async Task A_word_that_most_entries_have_is_paged_and_narrowed_like_any_other()
    {
        for (var i = 1; i <= 9; i++)
        {
            var owner = new EmployeeId($"e-{i}");
            await MustAppendAsync(Sample.Messages(Sample.Stream(i), 0, 0, 500) with { Summary = Sample.Summary(Sample.Stream(i)) with { Owner = owner } });
        }

        await CatchUpAsync();

        var first = await Store.Search.FindAsync(new SearchQuery { Words = "hello", Limit = 100, Owner = new EmployeeId("e-5") }, Ct);
        var second = await Store.Search.FindAsync(new SearchQuery { Words = "hello", Limit = 100, Owner = new EmployeeId("e-5"), Cursor = first.Next }, Ct);
        var all = await Store.Search.FindAsync(new SearchQuery { Words = "hel", Limit = 20 }, Ct);

        Assert.Equal(Enumerable.Range(301, 200).Reverse().Select(seq => (long)seq), first.Items.Concat(second.Items).Select(hit => hit.Seq));
        Assert.Equal(20, all.Items.Select(hit => (hit.Conversation.Id, hit.Seq)).Distinct().Count());
        Assert.Equal(all.Items.Select(hit => hit.At).OrderDescending(), all.Items.Select(hit => hit.At));
    }

    [Theory]
    [InlineData("'")]
    [InlineData("\"")]
    [InlineData("' | '")]
    [InlineData("a & | ! ( ) :* <-> \\ \\'")]
    [InlineData("NEAR(a b) AND OR NOT ^ - +")]
    [InlineData("* ** a* *a")]
    [InlineData("words:hello {words}:hello")]
    [InlineData("\0")]
    [InlineData("he\0llo")]
    [InlineData("\uD800 \uDC00")]
    [InlineData("   ")]
    [InlineData("")]
    [InlineData("!?.,;")]
    [InlineData("\u200B\u200D\uFEFF\u00AD")]
    [InlineData("\uE041\uE000")]
    [InlineData("%_% ' or 1=1 --")]
    public async Task No_text_breaks_a_search(string words)
    {
        await WriteAsync(1, Sample.Message(1));
        await CatchUpAsync();
        Assert.Empty((await FindAsync(words)).Items);
    }

    [Fact]
    public async Task No_random_text_breaks_a_search_or_an_index()
    {
        var random = Seeded();
        const string signs = "ab'\"\\&|!():*<>-+^{}%_ \t\n\0\u00e9\u0301\ud83d\ude21\ud800\udc00東京กำ각\u200d\u00ad\ue000\uffff\u2028";
        for (var i = 1; i <= 60; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 200)).Select(_ => random.Next(8) == 0 ? (char)random.Next(1, 0xFFFF) : signs[random.Next(signs.Length)])]);
            var clean = string.Concat(text.EnumerateRunes());
            await WriteAsync(i, Sample.Message(1) with { Words = JsonSerializer.Serialize(new { text = clean.Replace('\0', ' ') }) });
            await CatchUpAsync();
            foreach (var hit in (await FindAsync(text)).Items)
            {
                Assert.NotEmpty(hit.Excerpt);
            }
        }
    }
}
