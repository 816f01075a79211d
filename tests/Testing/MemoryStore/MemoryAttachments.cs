using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

internal sealed class MemoryAttachments(MemoryLine line) : IAttachments
{
    public ValueTask<bool> BeginAsync(AttachmentRow file, DateTimeOffset since, long ownedBytesMax, CancellationToken cancellationToken) =>
        line.WriteAsync(database => database.Attachments.Begin(file, since, ownedBytesMax), cancellationToken);

    public async ValueTask WritePartAsync(string id, int part, byte[] bytes, CancellationToken cancellationToken) =>
        await line.WriteAsync(database => database.Attachments.WritePart(id, part, bytes), cancellationToken);

    public async ValueTask CompleteAsync(string id, int parts, CancellationToken cancellationToken) =>
        await line.WriteAsync(database => database.Attachments.Complete(id, parts), cancellationToken);

    public ValueTask<AttachmentRow?> FindAsync(string id, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Attachments.Find(row => row.Id == id), cancellationToken);

    public ValueTask<AttachmentRow?> FindByTokenAsync(string token, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Attachments.Find(row => row.Token == token && row.Conversation is not null), cancellationToken);

    public ValueTask<byte[]?> ReadPartAsync(string id, int part, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Attachments.ReadPart(id, part), cancellationToken);

    public ValueTask<AttachmentRow?> GiveAsync(string id, EmployeeId owner, ConversationId conversation, CancellationToken cancellationToken) =>
        line.WriteAsync(database => database.Attachments.Give(id, owner, conversation), cancellationToken);

    public ValueTask<int> DeleteAbandonedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        line.WriteAsync(database => database.Attachments.DeleteAbandoned(before, limit), cancellationToken);
}
