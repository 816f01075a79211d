using Conversations.Contracts;
using Conversations.Web.Feed;
using Conversations.Web.Presence;
using Microsoft.AspNetCore.SignalR;

namespace Conversations.Web.Hubs;

/// <summary>What a dashboard can ask about conversations.</summary>
public sealed class ConversationCalls(ConversationTails tails, SignBoard signs, Attending attending)
{
    /// <summary>Begins to watch; null when there is no such conversation. The caller arms it when the answer is written.</summary>
    internal async ValueTask<WatchedConversation?> WatchAsync(Dashboard dashboard, string id, long afterSeq, CancellationToken cancellationToken)
    {
        if (afterSeq < 0)
        {
            throw new HubException(Problems.InvalidQuery);
        }

        if (!ConversationIds.HasShape(id))
        {
            return null;
        }

        if (!dashboard.Watches(id) && !dashboard.HasRoomFor(moreLists: 0, moreConversations: 1))
        {
            throw new HubException(Problems.OutOfRange);
        }

        var watched = await tails.WatchAsync(id, afterSeq, cancellationToken);
        if (watched is not null)
        {
            dashboard.Watch(watched);
        }

        return watched;
    }

    /// <summary>Shown while it holds and the dashboard watches the conversation; elsewhere it says nothing to anybody.</summary>
    internal void Unsaved(Dashboard dashboard, string id, bool isUnsaved)
    {
        if (!dashboard.TryKeepUnsaved(id, isUnsaved))
        {
            return;
        }

        if (isUnsaved)
        {
            signs.Unsaved(id, dashboard.Signer);
            attending.Take(id, dashboard.Caller);
        }
        else
        {
            signs.EndUnsaved(id, dashboard.Signer);
        }
    }

    /// <summary>Shown only in conversations the dashboard watches; elsewhere it says nothing to anybody.</summary>
    internal void Typing(Dashboard dashboard, string id, bool isTyping)
    {
        if (!dashboard.Watches(id))
        {
            return;
        }

        if (isTyping)
        {
            signs.Typing(id, dashboard.Signer);
            attending.Take(id, dashboard.Caller);
        }
        else
        {
            signs.StopTyping(id, dashboard.Signer);
        }
    }
}
