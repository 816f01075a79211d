using System.Collections.Immutable;
using Conversations.Contracts;

namespace Conversations.Web.Feed;

/// <summary>
/// Which of the other web nodes live: whoever told anything within <see cref="Limits.NodeSilence"/>. To be looked at every second; a node that did not look for longer was away
/// itself, has heard nobody because of that, and gives everybody another chance.
/// </summary>
public sealed class NodeWatch(TimeProvider time)
{
    private static readonly TimeSpan AwayAfter = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _heardAt = new(StringComparer.Ordinal);
    private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;

    public void Heard(string node)
    {
        lock (_gate)
        {
            if (_heardAt.Count < Limits.ConnectionNodesMax || _heardAt.ContainsKey(node))
            {
                _heardAt[node] = time.GetUtcNow();
            }
        }
    }

    /// <summary>The nodes that have fallen silent since the last look; each is told once, until it is heard again.</summary>
    public ImmutableArray<string> TakeSilent()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var wasAway = now - _lookedAt > AwayAfter;
            _lookedAt = now;
            if (wasAway)
            {
                _heardAt.Keys.ToList().ForEach(node => _heardAt[node] = now);
                return [];
            }

            ImmutableArray<string> silent = [.. _heardAt.Where(node => now - node.Value >= Limits.NodeSilence).Select(static node => node.Key).Order(StringComparer.Ordinal)];
            foreach (var node in silent)
            {
                _heardAt.Remove(node);
            }

            return silent;
        }
    }
}
