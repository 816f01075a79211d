using Conversations.Live.Tests.Doubles;
using Conversations.Web.Lists;

namespace Conversations.Live.Tests.Lists;

public sealed class OrderedRowsTests
{
    private static readonly WordPool Pool = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_holds_what_a_sorted_list_holds_whatever_is_added_replaced_and_removed(int seed)
    {
        var random = new Random(seed);
        foreach (var order in RowOrder.All)
        {
            var rows = new OrderedRows(order);
            var oracle = new List<OpenRow>();
            for (var step = 0; step < 6_000; step++)
            {
                Change(random, rows, oracle, order);
                if (step % 500 == 499)
                {
                    Assert.Equal(oracle, Window(rows, 0, 10_000));
                    var offset = random.Next(oracle.Count + 2);
                    Assert.Equal(oracle.Skip(offset).Take(50), Window(rows, offset, 50));
                }
            }
        }
    }

    [Fact]
    public void A_row_is_neither_added_nor_removed_twice()
    {
        var rows = new OrderedRows(RowOrder.Newest);
        Assert.True(rows.Add(Open(1, 1)));
        Assert.False(rows.Add(Open(1, 1)));
        Assert.True(rows.Remove(Open(1, 1)));
        Assert.False(rows.Remove(Open(1, 1)));
        Assert.Equal(0, rows.Count);
    }

    private static void Change(Random random, OrderedRows rows, List<OpenRow> oracle, RowOrder order)
    {
        var isGrowing = random.Next(3) > 0 || oracle.Count == 0;
        if (isGrowing)
        {
            var row = Open(random.Next(3_000), random.Next(1, 9));
            var isNew = oracle.BinarySearch(row, order) is var place && place < 0;
            Assert.Equal(isNew, rows.Add(row));
            if (isNew)
            {
                oracle.Insert(~place, row);
            }

            return;
        }

        var gone = oracle[random.Next(oracle.Count)];
        Assert.True(rows.Remove(gone));
        oracle.Remove(gone);
    }

    private static OpenRow[] Window(OrderedRows rows, int offset, int size)
    {
        var window = new OpenRow[size];
        return window[..rows.CopyTo(offset, window)];
    }

    private static OpenRow Open(int number, long head)
    {
        var row = Rows.Row(number, head);
        return ConversationKey.TryParse(row.Id.Value, out var key) ? new OpenRow(key, row, Pool) : throw new InvalidOperationException();
    }
}
