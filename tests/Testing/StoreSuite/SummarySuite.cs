using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Xunit;

namespace Conversations.Testing.StoreSuite;

public abstract class SummarySuite : StoreSuite
{
    private ISummaries Summaries => Store.Summaries;

    [Fact]
    public async Task A_summary_is_read_back_equal_and_replaced_by_the_next()
    {
        var id = Sample.Stream(1);
        var first = Sample.Summary(id);
        var second = first with
        {
            Owner = Sample.Reader, State = ConversationStates.WaitingCustomer, Labels = [], Head = 2, WaitingSince = null, DueAt = null, Unattended = false,
            SnoozedUntil = Sample.Now.AddDays(1), LastBy = "employee", Priority = "high", Customer = new CustomerView { Id = "customer-2" },
        };

        await PutAsync(first, 0);
        Same(first, await Summaries.ReadAsync(first.Id, Ct));
        await PutAsync(second, 1);
        Same(second, await Summaries.ReadAsync(first.Id, Ct));
        Assert.Null(await Summaries.ReadAsync(new ConversationId("none"), Ct));
    }

    [Fact]
    public async Task Many_are_read_at_once_and_unknown_ids_are_left_out()
    {
        await PutAsync(Sample.Summary(Sample.Stream(1)), 0);
        await PutAsync(Sample.Summary(Sample.Stream(2)), 0);

        var rows = await Summaries.ReadManyAsync([new(Sample.Stream(2)), new("none"), new(Sample.Stream(1)), new(Sample.Stream(1))], Ct);

        Assert.Equal([Sample.Stream(1), Sample.Stream(2)], rows.Select(r => r.Id.Value).Order());
        Assert.Empty(await Summaries.ReadManyAsync([], Ct));
    }

    [Fact]
    public async Task Every_view_filter_and_sort_agrees_with_a_scan_of_all_rows_over_pages()
    {
        var random = Seeded();
        var rows = SummaryOracle.Rows(random, 150);
        await Task.WhenAll(rows.Select(row => PutAsync(row, 0)));

        foreach (var query in SummaryOracle.Queries(random, 120))
        {
            var expected = SummaryOracle.Answer(rows, query);
            var found = new List<string>();
            SummaryPage page;
            var cursor = (string?)null;
            do
            {
                page = await Summaries.QueryAsync(query with { Cursor = cursor }, Ct);
                Assert.Equal(expected.Count, page.Total);
                Assert.InRange(page.Items.Length, 0, query.Limit);
                found.AddRange(page.Items.Select(r => r.Id.Value));
                cursor = page.Next;
            }
            while (cursor is not null);

            Assert.True(expected.SequenceEqual(found), $"{query}: expected {string.Join(' ', expected)}, found {string.Join(' ', found)}");
        }
    }

    [Fact]
    public async Task Counts_agree_with_a_scan_of_all_rows()
    {
        var rows = SummaryOracle.Rows(Seeded(), 200);
        await Task.WhenAll(rows.Select(row => PutAsync(row, 0)));

        foreach (var reader in rows.Select(r => r.Owner).OfType<EmployeeId>().Distinct().Append(new EmployeeId("nobody")))
        {
            var counts = await Summaries.CountAsync(reader, Ct);
            var expected = SummaryOracle.Count(rows, reader);
            Assert.Equal((expected.Mine, expected.Unattended, expected.All), (counts.Mine, counts.Unattended, counts.All));
            Assert.Equal(expected.Queues, counts.Queues.Where(q => q.Value > 0));
        }
    }

    [Fact]
    public async Task What_somebody_carries_is_what_she_owns_open_and_not_laid_aside()
    {
        var rows = SummaryOracle.Rows(Seeded(), 200);
        await Task.WhenAll(rows.Select(row => PutAsync(row, 0)));

        foreach (var owner in rows.Select(r => r.Owner).OfType<EmployeeId>().Distinct().Append(new EmployeeId("nobody")))
        {
            var carried = await Summaries.ReadCarriedAsync(owner, Ct);
            var expected = rows.Where(row => row.Owner == owner && row.State is not (ConversationStates.Snoozed or ConversationStates.Resolved or ConversationStates.Closed));
            Assert.Equal(
                expected.Select(static row => (row.Id.Value, row.ChannelKind, row.State, row.LastAt)).Order(),
                carried.Select(static one => (one.Id.Value, one.ChannelKind, one.State, one.LastAt)).Order());
        }
    }

    [Fact]
    public async Task Pages_stay_stable_while_rows_before_and_after_the_cursor_change()
    {
        for (var i = 1; i <= 9; i++)
        {
            await PutAsync(Sample.Summary(Sample.Stream(i)) with { DueAt = Sample.Now.AddMinutes(i) }, 0);
        }

        var query = new SummaryQuery { View = "all", Reader = Sample.Reader, Sort = "timeLeft", Limit = 3 };
        var first = await Summaries.QueryAsync(query, Ct);
        await PutAsync(Sample.Summary(Sample.Stream(1), 2) with { State = ConversationStates.Closed }, 1);
        await PutAsync(Sample.Summary(Sample.Stream(10)) with { DueAt = Sample.Now }, 0);
        var second = await Summaries.QueryAsync(query with { Cursor = first.Next }, Ct);

        Assert.Equal([Sample.Stream(4), Sample.Stream(5), Sample.Stream(6)], second.Items.Select(r => r.Id.Value));
    }

    [Fact]
    public async Task A_cursor_of_another_query_or_of_nobody_is_refused()
    {
        await PutAsync(Sample.Summary(Sample.Stream(1)), 0);
        await PutAsync(Sample.Summary(Sample.Stream(2)), 0);
        var query = new SummaryQuery { View = "all", Reader = Sample.Reader, Sort = "timeLeft", Limit = 1 };
        var cursor = (await Summaries.QueryAsync(query, Ct)).Next;

        foreach (var wrong in new[] { query with { Sort = "newest", Cursor = cursor }, query with { Cursor = "no" }, query with { Cursor = "%%%" }, query with { Cursor = Sample.Forged(cursor!) } })
        {
            await Assert.ThrowsAsync<InvalidCursorException>(async () => await Summaries.QueryAsync(wrong, Ct));
        }

        Assert.Single((await Summaries.QueryAsync(query with { Cursor = cursor, Limit = 5 }, Ct)).Items);
    }

    [Fact]
    public async Task Open_conversations_are_read_in_pages_by_id_and_closed_ones_left_out()
    {
        for (var i = 1; i <= 7; i++)
        {
            await PutAsync(Sample.Summary(Sample.Stream(i)) with { State = i == 4 ? ConversationStates.Closed : i == 5 ? ConversationStates.Resolved : ConversationStates.Owned }, 0);
        }

        var first = await Summaries.ReadOpenAsync(null, 4, Ct);
        var second = await Summaries.ReadOpenAsync(first[^1].Id, 4, Ct);

        Assert.Equal([1, 2, 3, 5], first.Select(r => int.Parse(r.Id.Value[6..])));
        Assert.Equal([6, 7], second.Select(r => int.Parse(r.Id.Value[6..])));
    }

    private static void Same(SummaryRow expected, SummaryRow? found)
    {
        Assert.NotNull(found);
        Assert.Equal(expected.Labels, found.Labels);
        Assert.Equal(expected with { Labels = [] }, found with { Labels = [] });
    }

    private Task<Appended> PutAsync(SummaryRow row, long version) =>
        MustAppendAsync(Sample.Messages(row.Id.Value, version, version) with { Summary = row });
}
