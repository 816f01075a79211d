using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

internal sealed class MemoryNotices(MemoryLine line) : INotices
{
    public ValueTask<ImmutableArray<NoticeRow>> AddAsync(ImmutableArray<NewNotice> notices, CancellationToken cancellationToken) =>
        line.WriteAsync(database => database.Notices.Add(notices), cancellationToken);

    public ValueTask<ImmutableArray<NoticeRow>> ListAsync(EmployeeId employee, long? beforeId, int limit, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Notices.List(employee, beforeId, limit), cancellationToken);

    public ValueTask<int> CountUnseenAsync(EmployeeId employee, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Notices.CountUnseen(employee), cancellationToken);

    public async ValueTask SeeAsync(EmployeeId employee, long upToId, DateTimeOffset at, CancellationToken cancellationToken) =>
        await line.WriteAsync(database => database.Notices.See(employee, upToId, at), cancellationToken);

    public ValueTask<ImmutableArray<NoticeRow>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Notices.ReadDue(now, limit), cancellationToken);

    public async ValueTask SettleAsync(long id, CancellationToken cancellationToken) =>
        await line.WriteAsync(database => database.Notices.Settle(id), cancellationToken);

    public ValueTask<ImmutableArray<WriterHead>> ReadCursorsAsync(CancellationToken cancellationToken) =>
        line.ReadAsync(static database => database.Notices.Cursors(), cancellationToken);

    public async ValueTask MoveCursorAsync(WriterHead cursor, CancellationToken cancellationToken) =>
        await line.WriteAsync(database => database.Notices.MoveCursor(cursor), cancellationToken);

    public async ValueTask ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        await line.WriteAsync(database => database.Notices.Forget(before), cancellationToken);
}
