using System.Collections.Immutable;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

internal sealed class UnsettledReplyRows(ISql sql) : IUnsettledReplies
{
    internal const string ListSql =
        $"""
        select {OutboxRows.Columns} from outbox o
        where o.state in ('failed', 'unknown') and o.state = $1 and (o.created_at, o.reply_id) < ($2, $3)
        order by o.created_at desc, o.reply_id desc limit $4
        """;

    public ValueTask<ImmutableArray<OutboxRow>> ListAsync(string state, (DateTimeOffset CreatedAt, Guid ReplyId)? before, int limit, CancellationToken cancellationToken) =>
        sql.ReadAsync(
            ListSql, [state, before is { } b ? Micros.Of(b.CreatedAt) : long.MaxValue, before?.ReplyId ?? Guid.Empty, (long)limit], OutboxRows.Read, cancellationToken);
}
