using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Presence;
using Conversations.Contracts.Settings;
using Conversations.Grains.Settings;

namespace Conversations.Grains.Tests.Settings;

public sealed class EmployeeDecisionsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly EmployeeSettings Ana = new() { Id = new EmployeeId("ana"), Name = "Ana", Email = "ana@example.org", Role = Role.Agent };

    [Fact]
    public void A_person_is_connected_since_her_oldest_line_and_gone_with_her_last()
    {
        var one = EmployeeDecisions.Report(Connections.None, Lines("w1", 2, Start.AddSeconds(-5)), Start);
        var two = EmployeeDecisions.Report(one, Lines("w2", 1, Start.AddSeconds(8)), Start.AddSeconds(9));
        Assert.Equal((true, Start.AddSeconds(-5)), (two.IsConnected, two.Since));
        var left = EmployeeDecisions.Report(two, Lines("w1", 0, Start), Start.AddSeconds(10));
        Assert.Equal((true, Start.AddSeconds(-5)), (left.IsConnected, left.Since));
        var gone = EmployeeDecisions.Report(left, Lines("w2", 0, Start), Start.AddSeconds(12));
        Assert.Equal((false, Start.AddSeconds(12)), (gone.IsConnected, gone.Since));
    }

    [Fact]
    public void A_node_that_does_not_renew_is_forgotten_as_of_the_end_of_its_lease()
    {
        var one = EmployeeDecisions.Report(Connections.None, Lines("w1", 1, Start), Start);
        var before = EmployeeDecisions.Expire(one, Start + Limits.ConnectionLease - TimeSpan.FromSeconds(1));
        Assert.True(before.IsConnected);
        var after = EmployeeDecisions.Expire(one, Start.AddHours(1));
        Assert.Equal((false, Start + Limits.ConnectionLease), (after.IsConnected, after.Since));
    }

    [Fact]
    public void A_renewal_after_a_move_of_the_grain_tells_the_same_since()
    {
        var moved = EmployeeDecisions.Report(Connections.None, Lines("w1", 1, Start), Start.AddHours(2));
        Assert.Equal(Start, moved.Since);
    }

    [Fact]
    public void The_end_of_a_line_nobody_here_knew_of_tells_once_that_she_was_there_until_now()
    {
        var found = EmployeeDecisions.Report(Connections.None, Lines("dead", 0, Start), Start.AddSeconds(5));
        Assert.Equal((false, Start.AddSeconds(5)), (found.IsConnected, found.Since));
        Assert.Equal(Start.AddSeconds(5), EmployeeDecisions.Report(found, Lines("dead", 0, Start), Start.AddSeconds(9)).Since);
        var back = EmployeeDecisions.Report(found, Lines("w1", 1, Start.AddSeconds(7)), Start.AddSeconds(7));
        Assert.Equal((true, Start.AddSeconds(7)), (back.IsConnected, EmployeeDecisions.Report(back, Lines("dead", 0, Start), Start.AddSeconds(9)).Since));
    }

    [Fact]
    public void Beyond_the_bound_a_further_node_is_not_counted()
    {
        var all = Enumerable.Range(0, Limits.ConnectionNodesMax + 5).Aggregate(Connections.None, (known, node) => EmployeeDecisions.Report(known, Lines($"w{node}", 1, Start), Start));
        Assert.Equal(Limits.ConnectionNodesMax, all.Nodes.Length);
        Assert.Equal(Limits.ConnectionNodesMax, EmployeeDecisions.Report(all, Lines("w3", 2, Start), Start).Nodes.Length);
    }

    [Fact]
    public void A_view_keeps_its_version_until_something_in_it_changes()
    {
        var connected = EmployeeDecisions.Report(Connections.None, Lines("w1", 1, Start), Start);
        var first = EmployeeDecisions.View(null, Ana, connected, Start);
        var renewed = EmployeeDecisions.Report(connected, Lines("w1", 3, Start), Start.AddSeconds(10));
        Assert.Same(first, EmployeeDecisions.View(first, Ana, renewed, Start.AddSeconds(10)));
        var busy = EmployeeDecisions.View(first, Ana with { Intent = "busy", IntentSince = Start }, renewed, Start);
        Assert.True(busy.Version > first.Version);
        Assert.Equal(("busy", true), (busy.Intent, busy.IsConnected));
        Assert.True(EmployeeDecisions.View(null, Ana, Connections.None, Start.AddMinutes(1)).Version > busy.Version);
    }

    private static ConnectionReport Lines(string node, int lines, DateTimeOffset since) => new() { WebNode = node, Lines = lines, Since = since };
}
