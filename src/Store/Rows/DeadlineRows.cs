using System.Collections.Immutable;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

internal sealed class DeadlineRows(ISql sql) : IDeadlines
{
    internal const string ReadSql = "select stream, kind, epoch, due_at from deadline where shard = $1 and due_at <= $2 order by due_at limit $3";

    public ValueTask<ImmutableArray<DeadlineRow>> ReadAsync(int shard, DateTimeOffset until, int limit, CancellationToken cancellationToken) => sql.ReadAsync(
        ReadSql, [shard, Micros.Of(until), (long)limit], static row => new DeadlineRow(row.Text(0), row.Text(1), row.Int64(2), row.Time(3)), cancellationToken);
}
