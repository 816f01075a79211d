using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Errors;

/// <summary>A grain's no as a problem.</summary>
public static class Rejections
{
    public static async ValueTask<Problem> ToProblemAsync(
        Rejection rejection, ConversationId conversation, IJournal journal, CancellationToken cancellationToken)
    {
        var entry = rejection is { Slug: Problems.NewerMessage, EntrySeq: { } seq }
            ? (await journal.ReadEntriesAsync(conversation.Value, seq - 1, 1, cancellationToken)).FirstOrDefault()
            : null;
        return new Problem(rejection.Slug)
        {
            State = rejection.State,
            Owner = rejection.Owner?.Value,
            Detail = rejection.Detail,
            Entry = entry,
            Promises = rejection.Promises,
        };
    }
}
