using System.Collections.Immutable;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

/// <summary>
/// One table for all kinds. A first revision is the microsecond it is made in and later ones count on from there, so that no revision of a deleted document
/// comes again.
/// </summary>
internal sealed class DocumentRows(ISql sql) : IDocuments
{
    private const string Columns = "id, revision, excerpt, body, updated_at";

    public ValueTask<DocumentRow?> ReadAsync(DocumentKey key, CancellationToken cancellationToken) => sql.FindAsync(
        $"select {Columns} from document where kind = $1 and owner = $2 and id = $3", [key.Kind, key.Owner, key.Id], Read, cancellationToken);

    public async ValueTask<DocumentPut> PutAsync(
        DocumentKey key, long revision, string excerpt, string body, DateTimeOffset at, int ownedMax, CancellationToken cancellationToken)
    {
        var written = revision == 0
            ? await sql.WriteAsync(Insert, [key.Kind, key.Owner, key.Id, Micros.Of(at), excerpt, body, (long)ownedMax], Read, cancellationToken)
            : await sql.WriteAsync(Update, [key.Kind, key.Owner, key.Id, Micros.Of(at), excerpt, body, revision], Read, cancellationToken);
        if (!written.IsEmpty)
        {
            return new DocumentPut(DocumentOutcome.Written, written[0]);
        }

        var stored = await ReadAsync(key, cancellationToken);
        return new DocumentPut(stored is null && revision == 0 ? DocumentOutcome.Full : DocumentOutcome.Changed, stored);
    }

    public async ValueTask<bool> DeleteAsync(DocumentKey key, long? revision, CancellationToken cancellationToken)
    {
        const string delete = "delete from document where kind = $1 and owner = $2 and id = $3 and revision = coalesce($4, revision) returning id";
        return await sql.ChangesAsync(delete, [key.Kind, key.Owner, key.Id, revision], cancellationToken)
            || await ReadAsync(key, cancellationToken) is null;
    }

    public ValueTask<ImmutableArray<DocumentRow>> ListAsync(string kind, string owner, int limit, CancellationToken cancellationToken) => sql.ReadAsync(
        $"select {Columns} from document where kind = $1 and owner = $2 order by id limit $3", [kind, owner, (long)limit], Read, cancellationToken);

    public ValueTask<ImmutableArray<OwnedDocument>> ListAllAsync(string kind, DocumentKey? after, int limit, CancellationToken cancellationToken) => sql.ReadAsync(
        $"select {Columns}, owner from document where kind = $1 and (owner, id) > ($2, $3) order by owner, id limit $4",
        [kind, after?.Owner ?? "", after?.Id ?? "", (long)limit],
        row => new OwnedDocument(new DocumentKey(kind, row.Text(5), row.Text(0)), Read(row)),
        cancellationToken);

    public ValueTask<ImmutableArray<DocumentExcerpt>> ListNewestAsync(string kind, string owner, int limit, CancellationToken cancellationToken) => sql.ReadAsync(
        "select id, excerpt, updated_at from document where kind = $1 and owner = $2 order by updated_at desc, id limit $3",
        [kind, owner, (long)limit],
        static row => new DocumentExcerpt(row.Text(0), row.Text(1), row.Time(2)),
        cancellationToken);

    private const string Insert =
        $"""
        insert into document (kind, owner, id, revision, updated_at, excerpt, body)
        select $1, $2, $3, $4, $4, $5, $6
        where (select count(*) from (select 1 from document where kind = $1 and owner = $2 limit $7) as held) < $7
        on conflict (kind, owner, id) do nothing returning {Columns}
        """;

    private const string Update =
        $"""
        update document set revision = revision + 1, updated_at = $4, excerpt = $5, body = $6
        where kind = $1 and owner = $2 and id = $3 and revision = $7 returning {Columns}
        """;

    private static DocumentRow Read(SqlRow row) => new(row.Text(0), row.Int64(1), row.Text(2), row.Text(3), row.Time(4));
}
