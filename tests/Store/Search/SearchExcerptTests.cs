using Conversations.Store.Search;

namespace Conversations.Store.Tests.Search;

/// <summary>What is shown around what was found.</summary>
public sealed class SearchExcerptTests
{
    [Theory]
    [InlineData("one two three", "two", "one [two] three")]
    [InlineData("东京都的行李没有到", "行李没有", "东京都的[行李没有]到")]
    [InlineData("two\r\n\ttwo", "two", "[two]   [two]")]
    [InlineData("no such words", "zebra", "no such words")]
    [InlineData("", "zebra", "")]
    [InlineData("two\uFFFEthree \uFFFF two", "two", "[two]\uFFFDthree \uFFFD [two]")]
    [InlineData("cafe\u0301 two", "caf\u00E9\uFFFE", "[caf\u00E9] two")]
    public void Words_are_marked_where_they_stand(string text, string words, string shown) => Assert.Equal(shown, Shown(text, words));

    [Fact]
    public void A_long_text_is_cut_between_words_around_the_place_where_most_of_them_stand()
    {
        var text = string.Join(' ', Enumerable.Repeat("lorem zebra ipsum", 40)) + " the zebra ate the hat " + string.Join(' ', Enumerable.Repeat("dolor sit", 100));

        var shown = Shown(text, "zebra hat");

        Assert.Contains("[hat]", shown, StringComparison.Ordinal);
        Assert.StartsWith("…", shown, StringComparison.Ordinal);
        Assert.EndsWith("…", shown, StringComparison.Ordinal);
        Assert.InRange(shown.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Length, 100, 185);
        Assert.DoesNotContain("…orem", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_without_blanks_is_cut_too_and_never_within_a_sign()
    {
        for (var lead = 0; lead < 4; lead++)
        {
            var text = new string('x', lead) + string.Concat(Enumerable.Repeat("😡", 500)) + " zebra " + string.Concat(Enumerable.Repeat("😡", 500));
            var shown = Shown(text, "zebra");
            Assert.Contains("[zebra]", shown, StringComparison.Ordinal);
            Assert.DoesNotContain(shown.EnumerateRunes(), rune => rune.Value == 0xFFFD);
            Assert.InRange(shown.Length, 100, 190);
        }
    }

    [Fact]
    public void A_word_longer_than_the_bound_is_found_by_its_beginning() =>
        Assert.Contains("[", Shown(new string('w', 300), new string('w', 100)), StringComparison.Ordinal);

    private static string Shown(string text, string words) => string.Concat(
        SearchExcerpt.Of(SearchTerms.Of(words), new SearchEntry("message", text, null)).Parts.Select(part => part.IsHit ? $"[{part.Text}]" : part.Text));
}
