using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Presence;
using Conversations.Contracts.Settings;

namespace Conversations.Grains.Settings;

/// <summary>A person's open lines at one web node, as that node last said, and until when it holds.</summary>
public sealed record NodeLines(string WebNode, int Lines, DateTimeOffset Until);

/// <summary>All of a person's lines, and since when she has, or has not, any.</summary>
public sealed record Connections
{
    public static readonly Connections None = new();

    public ImmutableArray<NodeLines> Nodes { get; init; } = [];

    /// <summary>Null when nothing is known: no line was seen since this was made.</summary>
    public DateTimeOffset? Since { get; init; }

    public bool IsConnected => Nodes.Length > 0;
}

/// <summary>
/// What becomes of a person's connections: pure. A node's word is a lease: it is renewed, ended, or runs out, and then the person was gone from the moment it ran
/// out. Nothing of this is stored; it is whole again one renewal after a move.
/// </summary>
public static class EmployeeDecisions
{
    public static EmployeeSettings Apply(EmployeeSettings known, EmployeePatch patch) => known with
    {
        Name = patch.Name ?? known.Name,
        Email = patch.Email ?? known.Email,
        Role = patch.Role ?? known.Role,
        Disabled = patch.Disabled ?? known.Disabled,
        Team = patch.Team ?? known.Team,
        Department = patch.Department ?? known.Department,
        Topics = patch.Topics ?? known.Topics,
        Capacity = patch.Capacity ?? known.Capacity,
        Skills = patch.Skills ?? known.Skills,
    };

    public static Connections Report(Connections before, ConnectionReport report, DateTimeOffset now)
    {
        var known = Expire(before, now);
        var others = known.Nodes.RemoveAll(node => node.WebNode == report.WebNode);
        if (report.Lines > 0)
        {
            if (others.Length >= Limits.ConnectionNodesMax)
            {
                return known;
            }

            var since = report.Since < now ? report.Since : now;
            return new Connections
            {
                Nodes = others.Add(new NodeLines(report.WebNode, report.Lines, now + Limits.ConnectionLease)),
                Since = known.IsConnected && known.Since < since ? known.Since : since,
            };
        }

        // Whoever knows nothing yet, as after a move or a restart, learns from the end of a line that there was one until now.
        var isNews = known.IsConnected || known.Since is null;
        return others.IsEmpty && isNews ? new Connections { Since = now } : known with { Nodes = others };
    }

    /// <summary>Takes away what was not renewed.</summary>
    public static Connections Expire(Connections before, DateTimeOffset now)
    {
        var left = before.Nodes.RemoveAll(node => node.Until <= now);
        if (left.Length == before.Nodes.Length)
        {
            return before;
        }

        return left.IsEmpty ? new Connections { Since = before.Nodes.Max(node => node.Until) } : before with { Nodes = left };
    }

    /// <summary>The view of now; the one before is kept when nothing in it changed.</summary>
    public static PresenceView View(PresenceView? before, EmployeeSettings employee, Connections connections, DateTimeOffset now)
    {
        var next = new PresenceView
        {
            Employee = employee.Id,
            Intent = employee.Intent,
            IntentSince = employee.IntentSince,
            IsConnected = connections.IsConnected,
            ConnectedSince = connections.Since,
            Version = before?.Version ?? 0,
        };

        // Of the clock, so that it grows over a move of the grain, too.
        return next == before ? before : next with { Version = Math.Max(next.Version + 1, now.UtcTicks) };
    }
}
