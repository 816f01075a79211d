using System.Collections.Immutable;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

/// <summary>Etags are random, so that a row deleted and made anew is never taken for the old one.</summary>
internal sealed class SettingsRows(ISql sql) : ISettingsRows
{
    public ValueTask<SettingsRow?> ReadAsync(string kind, string id, CancellationToken cancellationToken) =>
        sql.FindAsync("select kind, id, etag, payload from settings where kind = $1 and id = $2", [kind, id], Read, cancellationToken);

    public async ValueTask<string?> WriteAsync(string kind, string id, string? etag, string payload, CancellationToken cancellationToken)
    {
        var next = Guid.NewGuid().ToString("N");
        var written = etag is null
            ? await sql.ChangesAsync(
                "insert into settings (kind, id, etag, payload) values ($1, $2, $3, $4) on conflict (kind, id) do nothing returning etag",
                [kind, id, next, payload], cancellationToken)
            : await sql.ChangesAsync(
                "update settings set etag = $3, payload = $4 where kind = $1 and id = $2 and etag = $5 returning etag",
                [kind, id, next, payload, etag], cancellationToken);
        return written ? next : null;
    }

    public async ValueTask<bool> ClearAsync(string kind, string id, string? etag, CancellationToken cancellationToken) => etag is null
        ? await ReadAsync(kind, id, cancellationToken) is null
        : await sql.ChangesAsync("delete from settings where kind = $1 and id = $2 and etag = $3 returning id", [kind, id, etag], cancellationToken);

    public ValueTask<ImmutableArray<SettingsRow>> ListAsync(string kind, string? afterId, int limit, CancellationToken cancellationToken) => sql.ReadAsync(
        "select kind, id, etag, payload from settings where kind = $1 and id > $2 order by id limit $3", [kind, afterId ?? "", (long)limit], Read, cancellationToken);

    private static SettingsRow Read(SqlRow row) => new(row.Text(0), row.Text(1), row.Text(2), row.Text(3));
}
