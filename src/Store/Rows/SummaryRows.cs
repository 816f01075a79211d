using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

internal sealed class SummaryRows(ISql sql) : ISummaries
{
    public ValueTask<SummaryRow?> ReadAsync(ConversationId id, CancellationToken cancellationToken) =>
        sql.FindAsync(SummarySql.One, [id.Value], SummaryColumns.Read, cancellationToken);

    public ValueTask<ImmutableArray<SummaryRow>> ReadManyAsync(ImmutableArray<ConversationId> ids, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Length, Limits.ConversationsPageMax);
        return sql.ReadAsync(SummarySql.Many(sql.Engine), [ids.Select(id => id.Value).Distinct().ToArray()], SummaryColumns.Read, cancellationToken);
    }

    public async ValueTask<SummaryPage> QueryAsync(SummaryQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, Limits.ConversationsPageMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        if (query.Sort is not ("timeLeft" or "oldest" or "newest"))
        {
            throw new ArgumentException($"There is no sort {query.Sort}.", nameof(query));
        }

        var (pageSql, pageValues) = SummarySql.Page(query, SummaryCursor.Read(query), sql.Engine);
        var rows = await sql.ReadAsync(pageSql, pageValues, SummaryColumns.Read, cancellationToken);
        var hasMore = rows.Length > query.Limit;
        var items = hasMore ? rows[..query.Limit] : rows;
        if (query.Cursor is null && !hasMore)
        {
            return new SummaryPage(items, null, items.Length);
        }

        var (countSql, countValues) = SummarySql.Count(query, sql.Engine);
        var total = await CountAsync(countSql, countValues, cancellationToken);
        return new SummaryPage(items, hasMore ? SummaryCursor.Of(items[^1], query.Sort).Write(query) : null, total);
    }

    public ValueTask<ImmutableArray<CarriedConversation>> ReadCarriedAsync(EmployeeId owner, CancellationToken cancellationToken) => sql.ReadAsync(
        SummarySql.Carried, [owner.Value, (long)Limits.CarriedMax],
        static row => new CarriedConversation(new ConversationId(row.Text(0)), row.Text(1), row.Text(2), row.Time(3)), cancellationToken);

    public async ValueTask<ListCounts> CountAsync(EmployeeId reader, CancellationToken cancellationToken)
    {
        var mine = CountAsync(SummarySql.CountMine, [reader.Value], cancellationToken);
        var unattended = CountAsync(SummarySql.CountUnattended, [], cancellationToken);
        var all = CountAsync(SummarySql.CountAll, [], cancellationToken);
        var queues = sql.ReadAsync(SummarySql.CountQueues, [], static row => KeyValuePair.Create(row.Text(0), row.Int64(1)), cancellationToken);
        return new ListCounts(await mine, await unattended, await all, ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, await queues));
    }

    public ValueTask<ImmutableArray<SummaryRow>> ReadOpenAsync(ConversationId? after, int limit, CancellationToken cancellationToken) =>
        sql.ReadAsync(SummarySql.Open, [after?.Value ?? "", (long)limit], SummaryColumns.Read, cancellationToken);

    private async ValueTask<long> CountAsync(string text, SqlValue[] values, CancellationToken cancellationToken) =>
        (await sql.ReadAsync(text, values, static row => row.Int64(0), cancellationToken))[0];
}
