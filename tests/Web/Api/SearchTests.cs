using System.Net;
using System.Text.Json;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

/// <summary>Search as it is asked for outside: found within seconds, marked, strict, and broken by no text.</summary>
public sealed class SearchTests(SharedServer shared)
{
    private const string Root = "/api/v1/search";

    [Fact]
    public async Task A_message_is_found_with_its_conversation_and_its_words_marked()
    {
        var thread = TestChannel.NewThread();
        var id = await shared.Channel.ArriveAsync(thread, text: "The Möbelhaus lost my walrusses-table\nyesterday");
        await IndexedAsync();

        var hit = Assert.Single((await shared.Admin.GetAsync($"{Root}?q=MOBELHAUS%20walrus")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());

        Assert.Empty((await shared.Admin.GetAsync($"{Root}?q=walrus%20mobelhaus")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(["conversation", "seq", "at", "kind", "excerpt"], hit.EnumerateObject().Select(member => member.Name));
        Assert.Equal((id, thread, 1, "message"), (Text(hit.GetProperty("conversation"), "id"), Text(hit.GetProperty("conversation"), "thread"), hit.GetProperty("seq").GetInt32(), Text(hit, "kind")));
        Assert.Equal(
            [("The ", false), ("Möbelhaus", true), (" lost my ", false), ("walrusses", true), ("-table yesterday", false)],
            hit.GetProperty("excerpt").EnumerateArray().Select(part => (Text(part, "text"), part.GetProperty("hit").GetBoolean())));
    }

    [Fact]
    public async Task What_was_committed_is_found_within_two_seconds_and_the_answer_says_how_fresh_it_is()
    {
        var id = await shared.Channel.ArriveAsync(text: "freshpelican");
        var committed = TimeProvider.System.GetTimestamp();
        await IndexedAsync();

        Assert.InRange(TimeProvider.System.GetElapsedTime(committed).TotalSeconds, 0, 10);
        var page = (await shared.Admin.GetAsync($"{Root}?q=freshpelican&in=open&channel={shared.Channel.Id}&limit=1")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(id, Text(Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("conversation"), "id"));
        Assert.Equal(["items", "next", "indexedTo"], page.EnumerateObject().Select(member => member.Name));
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task Filters_and_pages_are_served()
    {
        var thread = TestChannel.NewThread();
        await shared.Channel.SendAsync(Enumerable.Range(1, 5).Select(i => TestChannel.Message(thread, $"p-{i}", "pagedotter")).ToArray());
        await IndexedAsync();

        var (seen, cursor) = (new List<int>(), "");
        do
        {
            var page = (await shared.Admin.GetAsync($"{Root}?q=pagedotter&limit=2{cursor}")).Is(HttpStatusCode.OK).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(hit => hit.GetProperty("seq").GetInt32()));
            cursor = page.GetProperty("next").GetString() is { } next ? "&cursor=" + Uri.EscapeDataString(next) : "";
        }
        while (cursor.Length > 0);
        Assert.Equal([5, 4, 3, 2, 1], seen);
        foreach (var none in new[] { "owner=nobody", "queue=nowhere", "channel=none", "label=none", "from=2999-01-01T00:00:00Z", "to=2001-01-01T00:00:00%2B01:00" })
        {
            Assert.Empty((await shared.Admin.GetAsync($"{Root}?q=pagedotter&{none}")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("q=")]
    [InlineData("q=%00")]
    [InlineData("q=a%00b")]
    [InlineData("Q=a")]
    [InlineData("q=a&q=b")]
    [InlineData("q=a&in=closed")]
    [InlineData("q=a&limit=0")]
    [InlineData("q=a&limit=101")]
    [InlineData("q=a&cursor=made-up")]
    [InlineData("q=a&owner=a%20b")]
    [InlineData("q=a&from=yesterday")]
    [InlineData("q=a&to=2026-13-01T00:00:00Z")]
    [InlineData("q=a&page=2")]
    public async Task A_query_it_does_not_take_is_refused(string query) => (await shared.Admin.GetAsync($"{Root}?{query}")).Is(HttpStatusCode.BadRequest, "invalid-query");

    [Fact]
    public async Task A_long_query_is_refused_and_any_other_text_is_answered()
    {
        (await shared.Admin.GetAsync($"{Root}?q={new string('a', 201)}")).Is(HttpStatusCode.BadRequest, "invalid-query");
        Assert.InRange((int)(await shared.Admin.GetAsync($"{Root}?q={new string('a', 10_000)}")).Status, 400, 499);
        foreach (var text in new[] { "'", "\"", "a' | 'b", "a & ! ( :*", "\\", "NEAR(a b)", "*", "%_%", "  ", "😡", "ﷺ", new string('(', 200), string.Concat(Enumerable.Repeat("東京", 100)), string.Concat(Enumerable.Repeat("a ", 100)) })
        {
            (await shared.Admin.GetAsync($"{Root}?q={Uri.EscapeDataString(text)}")).Is(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_text_with_a_character_that_cannot_be_normalised_is_found_and_holds_up_no_other()
    {
        var broken = await shared.Channel.ArriveAsync(text: "the quokka\uFFFE sat\uFFFF on \uFDD0 a\U0001FFFE mat");
        var after = await shared.Channel.ArriveAsync(text: "another quokka");
        await IndexedAsync();
        var found = (await shared.Admin.GetAsync($"{Root}?q=quokka")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray();
        Assert.Equal([after, broken], found.Select(hit => Text(hit.GetProperty("conversation"), "id")));
        foreach (var words in new[] { "quokka\uFFFE", "\uFFFF quokka", "\uFFFE", "\uFDD0\U0010FFFF" })
        {
            (await shared.Admin.GetAsync($"{Root}?q={Uri.EscapeDataString(words)}")).Is(HttpStatusCode.OK);
        }
    }

    /// <summary>Until all that was committed so far is searched.</summary>
    private async Task IndexedAsync()
    {
        var now = shared.Server.Time.GetUtcNow();
        await shared.Admin.GetUntilAsync($"{Root}?q=x", read => read.GetProperty("indexedTo").GetDateTimeOffset() >= now);
    }

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();
}
