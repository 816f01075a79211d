using Conversations.Live.Tests.Doubles;
using Conversations.Web.Lists;

namespace Conversations.Live.Tests.Lists;

public sealed class ConversationKeyTests
{
    [Fact]
    public void Keys_are_their_ids_and_sort_as_their_texts_do()
    {
        var ids = Enumerable.Range(0, 5_000).Select(static number => Rows.Id(number).Value).Distinct().ToList();
        var keys = ids.ConvertAll(static id => ConversationKey.TryParse(id, out var key) ? key : throw new InvalidOperationException(id));
        Assert.Equal(ids, keys.ConvertAll(static key => key.ToString()));
        Assert.Equal(ids.Order(StringComparer.Ordinal), keys.Order().Select(static key => key.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaab")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("0aaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_text_that_is_no_id_has_no_key(string text) => Assert.False(ConversationKey.TryParse(text, out _));
}
