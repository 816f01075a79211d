namespace Conversations.Web.Feed;

/// <summary>Whether this node's lists are true yet; the health check asks too.</summary>
public interface ILiveReadiness
{
    /// <summary>Completes when the index of open conversations is loaded.</summary>
    Task Ready { get; }
}
