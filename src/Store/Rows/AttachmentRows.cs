using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

internal sealed class AttachmentRows(ISql sql) : IAttachments
{
    private const string Columns = "id, token, owner, name, content_type, size, width, height, created_at, parts, conversation";

    public ValueTask<bool> BeginAsync(AttachmentRow file, DateTimeOffset since, long ownedBytesMax, CancellationToken cancellationToken) => sql.ChangesAsync(
        """
        insert into attachment (id, token, owner, name, content_type, size, width, height, created_at)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9
        where coalesce((select sum(size) from attachment where owner = $3 and created_at > $10), 0) + $6 <= $11
        returning id
        """,
        [
            file.Id, file.Token, file.Owner.Value, file.Name, file.ContentType, file.Size, (long?)file.Width, (long?)file.Height, Micros.Of(file.CreatedAt),
            Micros.Of(since), ownedBytesMax,
        ],
        cancellationToken);

    public async ValueTask WritePartAsync(string id, int part, byte[] bytes, CancellationToken cancellationToken) => await sql.ChangesAsync(
        "insert into attachment_part (attachment, part, bytes) values ($1, $2, $3) returning part", [id, part, bytes], cancellationToken);

    public async ValueTask CompleteAsync(string id, int parts, CancellationToken cancellationToken) =>
        await sql.ChangesAsync("update attachment set parts = $2 where id = $1 returning id", [id, parts], cancellationToken);

    public ValueTask<AttachmentRow?> FindAsync(string id, CancellationToken cancellationToken) =>
        sql.FindAsync($"select {Columns} from attachment where id = $1 and parts > 0", [id], Read, cancellationToken);

    public ValueTask<AttachmentRow?> FindByTokenAsync(string token, CancellationToken cancellationToken) =>
        sql.FindAsync($"select {Columns} from attachment where token = $1 and parts > 0 and conversation is not null", [token], Read, cancellationToken);

    public ValueTask<byte[]?> ReadPartAsync(string id, int part, CancellationToken cancellationToken) =>
        sql.FindAsync("select bytes from attachment_part where attachment = $1 and part = $2", [id, part], static row => row.Bytes(0), cancellationToken);

    public async ValueTask<AttachmentRow?> GiveAsync(string id, EmployeeId owner, ConversationId conversation, CancellationToken cancellationToken)
    {
        var given = await sql.WriteAsync(
            $"""
            update attachment set conversation = $3
            where id = $1 and owner = $2 and parts > 0 and (conversation is null or conversation = $3) returning {Columns}
            """,
            [id, owner.Value, conversation.Value], Read, cancellationToken);
        return given.IsEmpty ? null : given[0];
    }

    public async ValueTask<int> DeleteAbandonedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        var abandoned = await sql.ReadAsync(
            "select id from attachment where conversation is null and created_at < $1 order by created_at limit $2",
            [Micros.Of(before), (long)limit], static row => row.Text(0), cancellationToken);
        foreach (var id in abandoned)
        {
            // The row last: what is left by a crash between the two is found again.
            await sql.WriteAsync("delete from attachment_part where attachment = $1 returning part", [id], static _ => true, cancellationToken);
            await sql.ChangesAsync("delete from attachment where id = $1 and conversation is null returning id", [id], cancellationToken);
        }

        return abandoned.Length;
    }

    private static AttachmentRow Read(SqlRow row) => new(
        row.Text(0), row.Text(1), new EmployeeId(row.Text(2)), row.Text(3), row.Text(4), row.Int64(5), (int?)row.Int64OrNull(6), (int?)row.Int64OrNull(7), row.Time(8),
        row.Int32(9), row.TextOrNull(10) is { } conversation ? new ConversationId(conversation) : null);
}
