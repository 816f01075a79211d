using System.Collections.Immutable;

namespace Conversations.Contracts.Ports;

/// <summary>
/// Small things people keep (drafts, canned replies, saved filters, label hues), and who has lines at each web node, each written under the revision that was read. A document that is deleted and
/// made anew has a higher revision than it ever had: an old copy is never taken for the new one.
/// </summary>
public interface IDocuments
{
    ValueTask<DocumentRow?> ReadAsync(DocumentKey key, CancellationToken cancellationToken);

    /// <summary>Writes when the stored revision is <paramref name="revision"/>; 0: when there is none.</summary>
    /// <param name="excerpt">What lists show of it.</param>
    /// <param name="ownedMax">A new one is refused when the owner has so many of the kind.</param>
    ValueTask<DocumentPut> PutAsync(
        DocumentKey key, long revision, string excerpt, string body, DateTimeOffset at, int ownedMax, CancellationToken cancellationToken);

    /// <summary>Deletes when the stored revision is <paramref name="revision"/> (null: any). True when there is none now.</summary>
    ValueTask<bool> DeleteAsync(DocumentKey key, long? revision, CancellationToken cancellationToken);

    /// <summary>An owner's documents of a kind, by id, at most <paramref name="limit"/>.</summary>
    ValueTask<ImmutableArray<DocumentRow>> ListAsync(string kind, string owner, int limit, CancellationToken cancellationToken);

    /// <summary>Everybody's documents of a kind, by owner and id, those after <paramref name="after"/>, at most <paramref name="limit"/>.</summary>
    ValueTask<ImmutableArray<OwnedDocument>> ListAllAsync(string kind, DocumentKey? after, int limit, CancellationToken cancellationToken);

    /// <summary>An owner's documents of a kind without their bodies, newest first.</summary>
    ValueTask<ImmutableArray<DocumentExcerpt>> ListNewestAsync(string kind, string owner, int limit, CancellationToken cancellationToken);
}

/// <param name="Owner">An employee id, or <see cref="Everybody"/>.</param>
public sealed record DocumentKey(string Kind, string Owner, string Id)
{
    /// <summary>No employee has this id.</summary>
    public const string Everybody = "*";

    /// <summary>Of a kind the whole company has one document of.</summary>
    public static DocumentKey OfCompany(string kind) => new(kind, Everybody, "all");
}

/// <param name="Revision">Above 0, grows with every write.</param>
/// <param name="Body">JSON.</param>
public sealed record DocumentRow(string Id, long Revision, string Excerpt, string Body, DateTimeOffset UpdatedAt);

public sealed record OwnedDocument(DocumentKey Key, DocumentRow Row);

public sealed record DocumentExcerpt(string Id, string Excerpt, DateTimeOffset UpdatedAt);

public enum DocumentOutcome
{
    Written,

    /// <summary>The stored revision is another; nothing was written.</summary>
    Changed,

    /// <summary>The owner has as many as may be.</summary>
    Full,
}

/// <param name="Stored">As it is stored now; null when there is none.</param>
public sealed record DocumentPut(DocumentOutcome Outcome, DocumentRow? Stored);
