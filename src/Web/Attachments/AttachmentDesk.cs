using System.Collections.Immutable;
using System.Security.Cryptography;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Web.Errors;
using Microsoft.Extensions.Options;

namespace Conversations.Web.Attachments;

/// <summary>Takes files in, and hands them to the replies they go along with.</summary>
public sealed class AttachmentDesk(IAttachments attachments, IOptions<AttachmentOptions> options, TimeProvider time)
{
    private const string IdAlphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>26 of 32 letters: 130 random bits.</summary>
    private const int IdChars = 26;
    private const int SweepMax = 100;

    /// <summary>Whether it can be an id or a token of ours; anything else is not looked up.</summary>
    public static bool HasShape(string text) => text.Length == IdChars && text.All(IdAlphabet.Contains);

    /// <exception cref="ProblemException">image-too-large, quota-reached</exception>
    public async ValueTask<AttachmentRow> TakeAsync(EmployeeId owner, string? name, ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        var kind = FileKind.Of(file.Span);
        if (kind.Size is { Pixels: > Limits.ImagePixelsMax })
        {
            throw new ProblemException(Problems.ImageTooLarge);
        }

        var now = time.GetUtcNow();
        var row = new AttachmentRow(
            NewId(), NewId(), owner, FileName.Clean(name), kind.ContentType, file.Length, kind.Size?.Width, kind.Size?.Height, now, Parts: 0, Conversation: null);
        if (!await attachments.BeginAsync(row, now.AddDays(-1), options.Value.BytesPerDayMax, cancellationToken))
        {
            throw new ProblemException(Problems.QuotaReached);
        }

        var parts = 0;
        for (var at = 0; at < file.Length; at += Limits.AttachmentPartBytes)
        {
            var part = file.Slice(at, Math.Min(Limits.AttachmentPartBytes, file.Length - at));
            await attachments.WritePartAsync(row.Id, parts++, part.ToArray(), cancellationToken);
        }

        await attachments.CompleteAsync(row.Id, parts, cancellationToken);
        return row with { Parts = parts };
    }

    /// <summary>Files a person may send in a conversation: her own, and not sent in another.</summary>
    /// <exception cref="ProblemException">unknown-attachment</exception>
    public async ValueTask RequireOwnAsync(ImmutableArray<string> ids, EmployeeId owner, ConversationId conversation, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            var file = HasShape(id) ? await attachments.FindAsync(id, cancellationToken) : null;
            if (file is null || file.Owner != owner || (file.Conversation is { } sent && sent != conversation))
            {
                throw new ProblemException(Problems.UnknownAttachment);
            }
        }
    }

    /// <summary>
    /// What a reply carries along. The files are the conversation's from now on, even if the reply is refused: its author may send them there again, and
    /// the customer's system can fetch them the moment it hears of them.
    /// </summary>
    /// <exception cref="ProblemException">unknown-attachment</exception>
    public async ValueTask<Reply> AttachAsync(Reply reply, ImmutableArray<string> ids, EmployeeId author, ConversationId conversation, HttpRequest request)
    {
        var media = ImmutableArray.CreateBuilder<ReplyMedia>(ids.Length);
        foreach (var id in ids)
        {
            var file = HasShape(id) ? await attachments.GiveAsync(id, author, conversation, request.HttpContext.RequestAborted) : null;
            if (file is null)
            {
                throw new ProblemException(Problems.UnknownAttachment);
            }

            media.Add(new ReplyMedia(file.Id, "/files/" + file.Token, file.ContentType, file.Name, file.Size, file.Width, file.Height));
        }

        // The host was checked against AllowedHosts before anything else.
        var filesAt = options.Value.PublicUrl?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}";
        return reply with { Media = media.MoveToImmutable(), FilesAt = filesAt };
    }

    /// <summary>Deletes what was uploaded long ago and never sent.</summary>
    public async ValueTask SweepAsync(CancellationToken cancellationToken)
    {
        while (await attachments.DeleteAbandonedAsync(time.GetUtcNow() - options.Value.UnsentFor, SweepMax, cancellationToken) == SweepMax)
        {
        }
    }

    private static string NewId() => RandomNumberGenerator.GetString(IdAlphabet, IdChars);
}
