using System.Collections.Immutable;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

internal sealed class MemoryDocuments(MemoryLine line) : IDocuments
{
    public ValueTask<DocumentRow?> ReadAsync(DocumentKey key, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Documents.Read(key), cancellationToken);

    public ValueTask<DocumentPut> PutAsync(
        DocumentKey key, long revision, string excerpt, string body, DateTimeOffset at, int ownedMax, CancellationToken cancellationToken) =>
        line.WriteAsync(database => database.Documents.Put(key, revision, excerpt, body, at, ownedMax), cancellationToken);

    public ValueTask<bool> DeleteAsync(DocumentKey key, long? revision, CancellationToken cancellationToken) =>
        line.WriteAsync(database => database.Documents.Delete(key, revision), cancellationToken);

    public ValueTask<ImmutableArray<DocumentRow>> ListAsync(string kind, string owner, int limit, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Documents.List(kind, owner, limit), cancellationToken);

    public ValueTask<ImmutableArray<OwnedDocument>> ListAllAsync(string kind, DocumentKey? after, int limit, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Documents.ListAll(kind, after, limit), cancellationToken);

    public ValueTask<ImmutableArray<DocumentExcerpt>> ListNewestAsync(string kind, string owner, int limit, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Documents.ListNewest(kind, owner, limit), cancellationToken);
}
