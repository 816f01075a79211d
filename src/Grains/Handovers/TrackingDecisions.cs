using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Handovers;

/// <summary>The link by which a customer follows who has her conversation: at most one at a time, and none comes back.</summary>
public static class TrackingDecisions
{
    public static Decided Make(Draft draft, MakeTrackingLink command, Caller caller)
    {
        var state = draft.Existing;
        return state.Custody.TrackingLink is { } link
            ? new CommandResult { Seq = state.Head, TrackingLink = link }
            : new CommandResult { Seq = draft.Record(new TrackingLinkMade(command.Id), caller.Actor), TrackingLink = command.Id };
    }

    public static Decided Revoke(Draft draft, Caller caller)
    {
        var state = draft.Existing;
        return Decided.At(state.Custody.TrackingLink is { } link ? draft.Record(new TrackingLinkRevoked(link), caller.Actor) : state.Head);
    }
}
