using System.Collections.Immutable;

namespace Conversations.Contracts.Ports;

/// <summary>Files people attach to replies, in parts. A file is visible only when it is complete, and leaves its uploader's hands only when it is given to a conversation.</summary>
public interface IAttachments
{
    /// <summary>Begins a file. False when the owner's bytes since <paramref name="since"/> would be more than <paramref name="ownedBytesMax"/> with it.</summary>
    ValueTask<bool> BeginAsync(AttachmentRow file, DateTimeOffset since, long ownedBytesMax, CancellationToken cancellationToken);

    /// <summary>Stores one part; parts count from 0.</summary>
    ValueTask WritePartAsync(string id, int part, byte[] bytes, CancellationToken cancellationToken);

    /// <summary>All parts are there.</summary>
    ValueTask CompleteAsync(string id, int parts, CancellationToken cancellationToken);

    /// <summary>A complete file; null when there is none.</summary>
    ValueTask<AttachmentRow?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>A complete file that was given to a conversation.</summary>
    ValueTask<AttachmentRow?> FindByTokenAsync(string token, CancellationToken cancellationToken);

    ValueTask<byte[]?> ReadPartAsync(string id, int part, CancellationToken cancellationToken);

    /// <summary>Gives the owner's file to a conversation, for good. Null when it is not the owner's, not complete, or another conversation's.</summary>
    ValueTask<AttachmentRow?> GiveAsync(string id, EmployeeId owner, ConversationId conversation, CancellationToken cancellationToken);

    /// <summary>Deletes at most <paramref name="limit"/> files begun before <paramref name="before"/> that no conversation has; how many there were.</summary>
    ValueTask<int> DeleteAbandonedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}

/// <param name="Id">128 random bits.</param>
/// <param name="Token">128 other random bits; whoever has them may read the file once it was sent.</param>
/// <param name="Parts">0 until it is complete.</param>
/// <param name="Conversation">Null until it is sent.</param>
public sealed record AttachmentRow(
    string Id, string Token, EmployeeId Owner, string Name, string ContentType, long Size, int? Width, int? Height, DateTimeOffset CreatedAt, int Parts, ConversationId? Conversation);
