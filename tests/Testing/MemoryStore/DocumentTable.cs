using System.Collections.Immutable;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

/// <summary>Drafts and other small things people keep.</summary>
public sealed class DocumentTable
{
    private readonly SortedDictionary<string, (DocumentKey Key, DocumentRow Row)> _rows = new(StringComparer.Ordinal);

    public DocumentRow? Read(DocumentKey key) => _rows.TryGetValue(Place(key), out var known) ? known.Row : null;

    public DocumentPut Put(DocumentKey key, long revision, string excerpt, string body, DateTimeOffset at, int ownedMax)
    {
        var stored = Read(key);
        if ((stored?.Revision ?? 0) != revision)
        {
            return new DocumentPut(DocumentOutcome.Changed, stored);
        }

        if (stored is null && Owned(key.Kind, key.Owner).Count() >= ownedMax)
        {
            return new DocumentPut(DocumentOutcome.Full, null);
        }

        var row = new DocumentRow(key.Id, stored is null ? MicrosOf(at) : revision + 1, excerpt, body, DateTimeOffset.UnixEpoch.AddMicroseconds(MicrosOf(at)));
        _rows[Place(key)] = (key, row);
        return new DocumentPut(DocumentOutcome.Written, row);
    }

    public bool Delete(DocumentKey key, long? revision)
    {
        if (Read(key) is not { } stored)
        {
            return true;
        }

        return (revision is null || revision == stored.Revision) && _rows.Remove(Place(key));
    }

    public ImmutableArray<DocumentRow> List(string kind, string owner, int limit) => [.. Owned(kind, owner).Take(limit)];

    public ImmutableArray<OwnedDocument> ListAll(string kind, DocumentKey? after, int limit) =>
    [
        .. _rows.Where(known => known.Value.Key.Kind == kind && (after is null || string.CompareOrdinal(known.Key, Place(after)) > 0)).Take(limit)
            .Select(known => new OwnedDocument(known.Value.Key, known.Value.Row)),
    ];

    public ImmutableArray<DocumentExcerpt> ListNewest(string kind, string owner, int limit) =>
    [
        .. Owned(kind, owner).OrderByDescending(row => row.UpdatedAt).ThenBy(row => row.Id, StringComparer.Ordinal).Take(limit)
            .Select(row => new DocumentExcerpt(row.Id, row.Excerpt, row.UpdatedAt)),
    ];

    /// <summary>Everybody's drafts of a conversation.</summary>
    public void EraseDrafts(string conversation)
    {
        foreach (var (place, _) in _rows.Where(known => known.Value.Key.Kind == "draft" && known.Value.Key.Id == conversation).ToList())
        {
            _rows.Remove(place);
        }
    }

    private IEnumerable<DocumentRow> Owned(string kind, string owner) =>
        _rows.Values.Where(known => known.Key.Kind == kind && known.Key.Owner == owner).Select(known => known.Row);

    private static long MicrosOf(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static string Place(DocumentKey key) => $"{key.Kind}\0{key.Owner}\0{key.Id}";
}
