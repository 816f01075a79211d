using Conversations.Contracts;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Feed;

namespace Conversations.Live.Tests.Feed;

public sealed class NodeWatchTests
{
    private readonly LiveTime _time = new();
    private readonly NodeWatch _watch;

    public NodeWatchTests()
    {
        _watch = new NodeWatch(_time);
        _watch.TakeSilent();
    }

    [Fact]
    public void A_node_that_loses_two_beats_lives_and_one_that_loses_three_is_silent_and_told_once()
    {
        _watch.Heard("a");
        for (var second = 0; second < Limits.NodeSilence.TotalSeconds - 1; second++)
        {
            Assert.Empty(Look());
        }

        Assert.Equal(["a"], Look());
        Assert.Empty(Look());
        _watch.Heard("a");
        Assert.Empty(Look());
    }

    [Fact]
    public void Whoever_was_away_oneself_takes_nobody_for_silent_until_there_was_time_to_hear()
    {
        _watch.Heard("a");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(_watch.TakeSilent());
        for (var second = 0; second < Limits.NodeSilence.TotalSeconds - 1; second++)
        {
            Assert.Empty(Look());
        }

        Assert.Equal(["a"], Look());
    }

    [Fact]
    public void No_more_nodes_are_watched_than_there_may_be()
    {
        for (var node = 0; node <= Limits.ConnectionNodesMax; node++)
        {
            _watch.Heard($"n{node}");
        }

        for (var second = 1; second < Limits.NodeSilence.TotalSeconds; second++)
        {
            Look();
        }

        Assert.Equal(Limits.ConnectionNodesMax, Look().Length);
    }

    private System.Collections.Immutable.ImmutableArray<string> Look()
    {
        _time.Advance(1_000);
        return _watch.TakeSilent();
    }
}
