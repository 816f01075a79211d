using System.Text.Json.Nodes;
using Conversations.Contracts;
using Conversations.Contracts.Asks;
using Conversations.Contracts.Feed;

namespace Conversations.Grains.Asks;

/// <summary>An ask's hub messages; docs/hub.md says what is in them.</summary>
internal static class AskEvents
{
    /// <param name="isNew">She has just been asked.</param>
    public static PersonalEvent Of(AskState state, EmployeeId person, bool isNew)
    {
        var key = AskStreams.Key(state.Id);
        var json = new JsonObject { ["askId"] = key, ["conversationId"] = state.Conversation.Value, ["state"] = state.Phase };
        return new PersonalEvent(person, isNew ? "AskIncoming" : "AskChanged", key, json.ToJsonString());
    }
}
