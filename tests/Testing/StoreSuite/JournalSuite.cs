using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Xunit;

namespace Conversations.Testing.StoreSuite;

public abstract class JournalSuite : StoreSuite
{
    private static readonly string One = Sample.Stream(1);

    [Fact]
    public async Task A_stream_that_was_never_written_has_no_head_and_no_entries()
    {
        Assert.Null(await Journal.ReadHeadAsync(One, Ct));
        Assert.Empty(await Journal.ReadEntriesAsync(One, 0, 10, Ct));
    }

    [Fact]
    public async Task What_was_appended_is_read_back_equal()
    {
        var append = Sample.Messages(One, 0, 0, 3) with { State = """{"a":1}""", StateShape = 7 };
        await MustAppendAsync(append);

        Assert.Equal(new StreamHead(One, 1, 3, 7, """{"a":1}"""), await Journal.ReadHeadAsync(One, Ct));
        var entries = await Journal.ReadEntriesAsync(One, 0, 10, Ct);
        Assert.Equal(append.Entries.Select(e => (e.Seq, e.At, e.Kind, e.Actor, e.Data, e.Words)), entries.Select(e => (e.Seq, e.At, e.Kind, e.Actor, e.Data, e.Words)));
    }

    [Fact]
    public async Task Entries_are_read_in_pages_after_a_seq()
    {
        await MustAppendAsync(Sample.Messages(One, 0, 0, 12));

        Assert.Equal([6L, 7, 8, 9, 10], (await Journal.ReadEntriesAsync(One, 5, 5, Ct)).Select(e => e.Seq));
        Assert.Equal([11L, 12], (await Journal.ReadEntriesAsync(One, 10, 5, Ct)).Select(e => e.Seq));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Journal.ReadEntriesAsync(One, 0, Limits.EntriesPageMax + 1, Ct));
    }

    [Fact]
    public async Task A_stale_version_is_a_conflict_and_changes_nothing()
    {
        await MustAppendAsync(Sample.Messages(One, 0, 0));
        await MustAppendAsync(Sample.Messages(One, 1, 1));

        Assert.IsType<Conflict>(await Journal.AppendAsync(Other(version: 1, seq: 2)));
        Assert.IsType<Conflict>(await Journal.AppendAsync(Other(version: 0, seq: 1)));
        Assert.IsType<Conflict>(await Journal.AppendAsync(Other(version: 7, seq: 9)));
        Assert.Equal(2, (await Journal.ReadHeadAsync(One, Ct))!.Version);
        Assert.Equal(2, (await Journal.ReadEntriesAsync(One, 0, 10, Ct)).Length);
    }

    [Fact]
    public async Task Entries_that_leave_a_gap_are_refused_as_poison()
    {
        await MustAppendAsync(Sample.Messages(One, 0, 0));

        Assert.IsType<Poison>(await Journal.AppendAsync(Other(version: 1, seq: 3)));
        Assert.IsType<Poison>(await Journal.AppendAsync(Other(version: 0, seq: 2) with { Stream = Sample.Stream(2) }));
        Assert.Null(await Journal.ReadHeadAsync(Sample.Stream(2), Ct));
        await MustAppendAsync(Other(version: 1, seq: 2));
    }

    [Fact]
    public async Task An_append_with_a_gap_within_or_a_key_too_long_is_the_callers_mistake()
    {
        var gap = Sample.Messages(One, 0, 0) with { Entries = [Sample.Message(1), Sample.Message(3)] };
        var key = Sample.Messages(One, 0, 0) with { Entries = [Sample.Message(1, new string('k', 141))] };
        var many = Sample.Messages(One, 0, 0, Limits.JournalBatchEntriesMax + 1);

        foreach (var append in new[] { gap, key, many })
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Journal.AppendAsync(append));
        }

        await MustAppendAsync(Sample.Messages(One, 0, 0, Limits.JournalBatchEntriesMax));
    }

    [Fact]
    public async Task A_known_source_key_is_told_with_its_place_and_nothing_is_stored()
    {
        await MustAppendAsync(Sample.Messages(One, 0, 0, 2));
        var again = Sample.Messages(One, 1, 2) with { Entries = [Sample.Message(3, "key-2"), Sample.Message(4, "new"), Sample.Message(5, "key-1")] };

        var known = Assert.IsType<KnownBefore>(await Journal.AppendAsync(again));

        Assert.Equal([new KnownKey("key-1", 1), new KnownKey("key-2", 2)], known.Keys.OrderBy(k => k.Seq));
        Assert.Empty(known.Commands);
        Assert.Equal(2, (await Journal.ReadHeadAsync(One, Ct))!.Head);
    }

    [Fact]
    public async Task A_known_source_key_is_told_even_when_the_version_has_moved()
    {
        await MustAppendAsync(Sample.Messages(One, 0, 0, 2));

        var known = Assert.IsType<KnownBefore>(await Journal.AppendAsync(Sample.Messages(One, 0, 0)));

        Assert.Equal([new KnownKey("key-1", 1)], known.Keys);
    }

    [Fact]
    public async Task The_same_source_key_on_another_stream_is_another_message()
    {
        await MustAppendAsync(Sample.Messages(One, 0, 0));
        await MustAppendAsync(Sample.Messages(Sample.Stream(2), 0, 0));
    }

    [Fact]
    public async Task A_command_id_is_known_for_ever_on_whatever_stream()
    {
        var command = new CommandRow(Sample.Id(1), "fingerprint", """{"seq":1}""");
        await MustAppendAsync(Sample.Quiet(One, 0) with { Commands = [command] });

        var expected = new KnownCommand(command.Id, One, "fingerprint", """{"seq":1}""");
        foreach (var append in new[] { Sample.Quiet(One, 1), Sample.Quiet(Sample.Stream(2), 0), Sample.Quiet(One, 0) })
        {
            var known = Assert.IsType<KnownBefore>(await Journal.AppendAsync(append with { Commands = [command, new(Sample.Id(2), "f", "{}")] }));
            Assert.Equal([expected], known.Commands);
        }

        Assert.Equal(expected, await Journal.FindCommandAsync(command.Id, Ct));
        Assert.Null(await Journal.FindCommandAsync(Sample.Id(2), Ct));
        Assert.Null(await Journal.ReadHeadAsync(Sample.Stream(2), Ct));
    }

    [Fact]
    public async Task An_append_without_entries_moves_the_version_and_keeps_the_head()
    {
        await MustAppendAsync(Sample.Messages(One, 0, 0, 2));
        await MustAppendAsync(Sample.Quiet(One, 1) with { State = """{"quiet":true}""" });

        Assert.Equal(new StreamHead(One, 2, 2, 1, """{"quiet":true}"""), await Journal.ReadHeadAsync(One, Ct));
        Assert.IsType<Conflict>(await Journal.AppendAsync(Sample.Quiet(One, 1)));
        await MustAppendAsync(Sample.Messages(One, 2, 2));
    }

    [Fact]
    public async Task Nul_and_lone_surrogates_are_replaced_and_never_cost_a_message()
    {
        var text = "a\0b\uD800c\uDC00\uD83D\uDE00";
        var entry = Sample.Message(1) with { Words = text, Data = text, Actor = new Actor("customer", text, text) };
        await MustAppendAsync(Sample.Messages(One, 0, 0) with { Entries = [entry], State = text, Summary = Sample.Summary(One) with { LastText = text } });

        const string kept = "a\uFFFDb\uFFFDc\uFFFD\U0001F600";
        var stored = Assert.Single(await Journal.ReadEntriesAsync(One, 0, 10, Ct));
        Assert.Equal((kept, kept, new Actor("customer", kept, kept)), (stored.Words, stored.Data, stored.Actor));
        Assert.Equal(kept, (await Journal.ReadHeadAsync(One, Ct))!.State);
        Assert.Equal(kept, (await Store.Summaries.ReadAsync(new ConversationId(One), Ct))!.LastText);
    }

    [Fact]
    public async Task A_text_of_full_size_comes_back_whole()
    {
        var text = string.Concat(Enumerable.Repeat("ä€😀x", Limits.InboundTextCharsMax / 4));
        await MustAppendAsync(Sample.Messages(One, 0, 0) with { Entries = [Sample.Message(1) with { Words = text }] });

        Assert.Equal(text, Assert.Single(await Journal.ReadEntriesAsync(One, 0, 1, Ct)).Words);
    }

    private static Append Other(long version, long seq) =>
        Sample.Messages(One, version, seq - 1) with { Entries = [Sample.Message(seq, $"other-{version}-{seq}")] };
}
