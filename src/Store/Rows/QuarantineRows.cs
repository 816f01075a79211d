using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

internal sealed class QuarantineRows(ISql sql) : IQuarantine
{
    private const string Selected = "id, channel, external_id, reason, raw, at";
    private const int RowsPerStatement = 100;
    private const int Columns = 6;

    public async ValueTask AddAsync(ImmutableArray<QuarantineRow> items, CancellationToken cancellationToken)
    {
        foreach (var chunk in items.Chunk(RowsPerStatement))
        {
            var values = chunk.SelectMany(item => new SqlValue[] { item.Channel.Value, item.ExternalId, item.Reason, item.Raw, Micros.Of(item.At), SHA256.HashData(item.Raw) }).ToArray();
            await sql.ChangesAsync(InsertOf(chunk.Length), values, cancellationToken);
        }
    }

    public ValueTask<ImmutableArray<QuarantineRow>> ListAsync(long? beforeId, int limit, CancellationToken cancellationToken) => sql.ReadAsync(
        $"select {Selected} from quarantine where id < $1 order by id desc limit $2", [beforeId ?? long.MaxValue, (long)limit], Read, cancellationToken);

    public ValueTask<QuarantineRow?> FindAsync(long id, CancellationToken cancellationToken) =>
        sql.FindAsync($"select {Selected} from quarantine where id = $1", [id], Read, cancellationToken);

    public async ValueTask RemoveAsync(long id, CancellationToken cancellationToken) =>
        await sql.ChangesAsync("delete from quarantine where id = $1 returning id", [id], cancellationToken);

    private static QuarantineRow Read(SqlRow row) =>
        new(row.Int64(0), new ChannelId(row.Text(1)), row.TextOrNull(2), row.Text(3), row.Bytes(4), row.Time(5));

    private static string InsertOf(int rows)
    {
        var text = new StringBuilder("insert into quarantine (channel, external_id, reason, raw, at, raw_hash) values ");
        for (var i = 0; i < rows; i++)
        {
            var at = i * Columns;
            text.Append(i == 0 ? "" : ", ").Append($"(${at + 1}, ${at + 2}, ${at + 3}, ${at + 4}, ${at + 5}, ${at + 6})");
        }

        return text.Append(" on conflict (channel, raw_hash) do nothing returning id").ToString();
    }
}
