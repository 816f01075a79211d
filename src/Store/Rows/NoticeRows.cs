using System.Collections.Immutable;
using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

internal sealed class NoticeRows(ISql sql) : INotices
{
    private const int Columns = 10;
    private const string Inserted = "employee, stream, mark, kind, seq, at, actor, on_behalf, quiet, pass_on_at";
    private const string All = $"id, {Inserted}, seen_at";

    public async ValueTask<ImmutableArray<NoticeRow>> AddAsync(ImmutableArray<NewNotice> notices, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(notices.Length, Limits.NoticesBatchMax);
        if (notices.IsEmpty)
        {
            return [];
        }

        var added = await sql.WriteAsync(InsertOf(notices.Length), [.. notices.SelectMany(ValuesOf)], Read, cancellationToken);
        return added.Sort(static (a, b) => a.Id.CompareTo(b.Id));
    }

    public ValueTask<ImmutableArray<NoticeRow>> ListAsync(EmployeeId employee, long? beforeId, int limit, CancellationToken cancellationToken) => sql.ReadAsync(
        $"select {All} from notice where employee = $1 and id < $2 order by id desc limit $3", [employee.Value, beforeId ?? long.MaxValue, (long)limit], Read, cancellationToken);

    public async ValueTask<int> CountUnseenAsync(EmployeeId employee, CancellationToken cancellationToken)
    {
        var rows = await sql.ReadAsync(
            "select count(*) from (select 1 from notice where employee = $1 and seen_at is null limit $2) as unseen",
            [employee.Value, (long)Limits.NoticesCountMax], static row => row.Int32(0), cancellationToken);
        return rows[0];
    }

    public async ValueTask SeeAsync(EmployeeId employee, long upToId, DateTimeOffset at, CancellationToken cancellationToken) => await sql.ChangesAsync(
        "update notice set seen_at = $3, pass_on_at = null where employee = $1 and id <= $2 and seen_at is null returning id",
        [employee.Value, upToId, Micros.Of(at)], cancellationToken);

    public ValueTask<ImmutableArray<NoticeRow>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => sql.ReadAsync(
        $"select {All} from notice where pass_on_at <= $1 order by pass_on_at limit $2", [Micros.Of(now), (long)limit], Read, cancellationToken);

    public async ValueTask SettleAsync(long id, CancellationToken cancellationToken) =>
        await sql.ChangesAsync("update notice set pass_on_at = null where id = $1 returning id", [id], cancellationToken);

    public ValueTask<ImmutableArray<WriterHead>> ReadCursorsAsync(CancellationToken cancellationToken) => sql.ReadAsync(
        "select writer, batch_no from notice_cursor order by writer", [], static row => new WriterHead(row.Text(0), row.Int64(1)), cancellationToken);

    public async ValueTask MoveCursorAsync(WriterHead cursor, CancellationToken cancellationToken) => await sql.ChangesAsync(
        """
        insert into notice_cursor (writer, batch_no) values ($1, $2)
        on conflict (writer) do update set batch_no = excluded.batch_no where notice_cursor.batch_no < excluded.batch_no
        returning writer
        """,
        [cursor.Writer, cursor.BatchNo], cancellationToken);

    public async ValueTask ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        await sql.ChangesAsync("delete from notice where at < $1 returning id", [Micros.Of(before)], cancellationToken);

    private static string InsertOf(int rows)
    {
        var text = new StringBuilder($"insert into notice ({Inserted}) values ");
        for (var i = 0; i < rows; i++)
        {
            text.Append(i == 0 ? "(" : ", (").AppendJoin(", ", Enumerable.Range((i * Columns) + 1, Columns).Select(static number => $"${number}")).Append(')');
        }

        return text.Append($" on conflict (employee, stream, mark, kind) do nothing returning {All}").ToString();
    }

    private static SqlValue[] ValuesOf(NewNotice notice) =>
    [
        notice.Employee.Value, notice.Conversation.Value, notice.Mark, notice.Kind, notice.Seq, Micros.Of(notice.At), notice.Actor?.Value, notice.For?.Value,
        notice.IsQuiet, Micros.Of(notice.PassOnAt),
    ];

    private static NoticeRow Read(SqlRow row) => new(
        row.Int64(0),
        new NewNotice
        {
            Employee = new EmployeeId(row.Text(1)),
            Conversation = new ConversationId(row.Text(2)),
            Mark = row.Int64(3),
            Kind = row.Text(4),
            Seq = row.Int64OrNull(5),
            At = row.Time(6),
            Actor = row.TextOrNull(7) is { } actor ? new EmployeeId(actor) : null,
            For = row.TextOrNull(8) is { } other ? new EmployeeId(other) : null,
            IsQuiet = row.Bool(9),
            PassOnAt = row.TimeOrNull(10),
        },
        row.TimeOrNull(11));
}
