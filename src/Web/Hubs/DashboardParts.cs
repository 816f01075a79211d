using Conversations.Web.Feed;
using Conversations.Web.Lists;
using Conversations.Web.Presence;

namespace Conversations.Web.Hubs;

/// <summary>What every dashboard of this node works with.</summary>
public sealed record DashboardParts(
    LiveLists Lists, ConversationTails Tails, SignBoard Signs, PresenceBoard Presence, DashboardOptions Options, LiveFigures Figures, FloorNews Floor, TimeProvider Time);
