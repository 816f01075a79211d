using Conversations.Live.Tests.Doubles;
using Conversations.Web.Lists;

namespace Conversations.Live.Tests.Lists;

public sealed class SummaryCacheTests
{
    [Fact]
    public void It_holds_at_most_twice_its_measure_and_keeps_what_is_used()
    {
        var cache = new SummaryCache(rowsMax: 10);
        cache.Put(Key(0), Rows.Row(0));
        for (var number = 1; number < 100; number++)
        {
            cache.Put(Key(number), Rows.Row(number));
            Assert.NotNull(cache.Get(Key(0), 1));
            Assert.InRange(cache.Count, 1, 20);
        }

        Assert.Null(cache.Get(Key(50), 1));
    }

    [Fact]
    public void An_older_row_never_replaces_a_newer_one_and_is_never_given_for_it()
    {
        var cache = new SummaryCache();
        cache.Put(Key(1), Rows.Row(1, head: 3));
        cache.Put(Key(1), Rows.Row(1, head: 2));
        Assert.Equal(3, cache.Get(Key(1), 1)!.Head);
        Assert.Null(cache.Get(Key(1), 4));
    }

    private static ConversationKey Key(int number) => ConversationKey.TryParse(Rows.Id(number).Value, out var key) ? key : throw new InvalidOperationException();
}
