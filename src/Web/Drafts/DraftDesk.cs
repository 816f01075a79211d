using System.Collections.Immutable;
using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Store;
using Conversations.Web.Errors;
using Conversations.Web.Json;
using Microsoft.Extensions.Logging;

namespace Conversations.Web.Drafts;

/// <summary>
/// Drafts, one per person and conversation. A write names the revision it builds on, so two devices cannot overwrite each other unseen; the person's other
/// sockets are told. Sending does away with the draft it was made of, and only with that one.
/// </summary>
public sealed partial class DraftDesk(IDocuments documents, IPersonalEvents events, TimeProvider time, ILogger<DraftDesk> logger)
{
    private const string Kind = "draft";
    private const string Message = "DraftChanged";

    public async ValueTask<Draft> ReadAsync(EmployeeId author, ConversationId conversation, CancellationToken cancellationToken) =>
        DraftOf(await documents.ReadAsync(KeyOf(author, conversation), cancellationToken));

    /// <summary>The author's drafts without their texts, newest first.</summary>
    public ValueTask<ImmutableArray<DocumentExcerpt>> ListAsync(EmployeeId author, CancellationToken cancellationToken) =>
        documents.ListNewestAsync(Kind, author.Value, Limits.DraftsMax, cancellationToken);

    /// <summary>Saves over <paramref name="revision"/>; an empty draft is deleted.</summary>
    /// <param name="device">What the writer calls itself, for its own sockets to know their own writing by.</param>
    /// <exception cref="ProblemException">too-many</exception>
    public async ValueTask<DraftSaving> SaveAsync(
        EmployeeId author, ConversationId conversation, DraftText words, long revision, string? device, CancellationToken cancellationToken)
    {
        var key = KeyOf(author, conversation);
        if (words.IsEmpty)
        {
            var isGone = await documents.DeleteAsync(key, revision, cancellationToken);
            return isGone ? Told(author, conversation, Draft.None, device) : new DraftSaving(false, await ReadAsync(author, conversation, cancellationToken));
        }

        var body = SettingsJson.Write(words);
        var put = await documents.PutAsync(key, revision, Excerpt.Of(words.Text), body, time.GetUtcNow(), Limits.DraftsMax, cancellationToken);
        return put.Outcome switch
        {
            DocumentOutcome.Written => Told(author, conversation, DraftOf(put.Stored), device),
            DocumentOutcome.Full => throw new ProblemException(Problems.TooMany),

            // The same words are there already: an answer got lost, or two devices agree.
            _ => new DraftSaving(put.Stored?.Body == body, DraftOf(put.Stored)),
        };
    }

    /// <summary>
    /// Deletes the draft that was sent. What was written since stays. The reply is committed by now: trouble here leaves a draft behind, and must not look as
    /// if the reply had failed.
    /// </summary>
    public async ValueTask SentAsync(EmployeeId author, ConversationId conversation, long revision)
    {
        try
        {
            if (await documents.DeleteAsync(KeyOf(author, conversation), revision, CancellationToken.None))
            {
                Told(author, conversation, Draft.None, device: null);
            }
        }
        catch (Exception trouble) when (trouble is StoreUnavailableException or StoreOverloadedException)
        {
            LeftBehind(trouble, conversation.Value);
        }
    }

    private DraftSaving Told(EmployeeId author, ConversationId conversation, Draft draft, string? device)
    {
        var json = JsonText.Bytes((conversation, draft, device), static (writer, it) =>
        {
            writer.WriteStartObject();
            writer.WriteString("conversationId"u8, it.conversation.Value);
            DraftJson.WriteMembers(writer, it.draft);
            writer.WriteStringIfAny("device"u8, it.device);
            writer.WriteEndObject();
        });
        events.Tell(new PersonalEvent(author, Message, conversation.Value, Encoding.UTF8.GetString(json)));
        return new DraftSaving(true, draft);
    }

    private static DocumentKey KeyOf(EmployeeId author, ConversationId conversation) => new(Kind, author.Value, conversation.Value);

    private static Draft DraftOf(DocumentRow? row) =>
        row is null ? Draft.None : new Draft(SettingsJson.Read<DraftText>(row.Body), row.Revision, row.UpdatedAt);

    [LoggerMessage(5201, LogLevel.Warning, "The draft of a sent reply in {ConversationId} could not be deleted; its author will see it again.")]
    private partial void LeftBehind(Exception trouble, string conversationId);
}
