using System.Collections.Immutable;
using Conversations.Contracts.Feed;

namespace Conversations.Grains.Notices;

/// <summary>The way of personal events to the dashboards of all web nodes. What is lost is read by REST.</summary>
public interface INoticeRoad
{
    Task TellAsync(ImmutableArray<PersonalEvent> events);
}
