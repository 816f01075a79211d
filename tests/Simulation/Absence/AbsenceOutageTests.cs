using Conversations.Contracts;

namespace Conversations.Simulation.Absence;

/// <summary>A person's lines, and her grace of a minute, while everything dies and comes back.</summary>
public sealed class AbsenceOutageTests : IDisposable
{
    private const int Grace = 60;
    private readonly AbsenceWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void The_grace_runs_over_a_restart()
    {
        world.Opens("a");
        world.Owns("t-1");
        world.Pass(5);
        world.Closes("a");
        world.Pass(20);
        world.Crash();
        world.Pass(5);
        world.Restart();
        world.Pass(Grace - 26);
        Assert.True(world.IsHers("t-1"));
        world.Pass(12 + (int)Limits.ConnectionLease.TotalSeconds);
        Assert.False(world.IsHers("t-1"));
    }

    [Fact]
    public void A_restart_early_in_the_grace_adds_nothing_to_it()
    {
        world.Opens("a");
        world.Owns("t-1");
        world.Pass(5);
        world.Closes("a");
        world.Pass(5);
        world.Crash();
        world.Pass(15);
        world.Restart();
        world.Pass(Grace - 21);
        Assert.True(world.IsHers("t-1"));
        world.Pass(6);
        Assert.False(world.IsHers("t-1"));
    }

    [Fact]
    public void Who_was_told_yes_that_her_last_line_is_lost_finds_it_written_though_all_dies_in_that_moment()
    {
        world.Opens("a");
        world.Owns("t-1");
        world.Pass(5);
        world.Closes("a");
        world.Crash();
        world.Pass(5);
        world.Restart();
        world.Pass(Grace - 6);
        Assert.True(world.IsHers("t-1"));
        world.Pass(6);
        Assert.False(world.IsHers("t-1"));
    }

    [Fact]
    public void Nobodys_work_is_given_back_because_the_server_was_away_for_longer_than_the_grace()
    {
        world.Opens("a");
        world.Owns("t-1");
        world.Pass(5);
        world.Closes("a");
        world.Pass(5);
        world.Crash();
        world.Pass(3 * Grace);
        world.Restart();
        world.Pass(15);
        world.Opens("b");
        world.Pass(3 * Grace);
        Assert.True(world.IsHers("t-1"));
    }

    [Fact]
    public void When_everything_dies_with_her_line_what_waits_goes_back_a_grace_after_the_restart()
    {
        world.Opens("a");
        world.Owns("t-1");
        world.Pass(30);
        world.DiesAltogether();
        world.Pass(5 * Grace);
        world.Restart();
        world.Pass(2);
        world.IsFoundDead("a");
        world.Pass(Grace - 1);
        Assert.True(world.IsHers("t-1"));
        world.Pass(12);
        Assert.Equal((false, true), (world.IsHers("t-1"), world.LastEntry("t-1").Contains("away")));
    }

    [Fact]
    public void Who_is_back_within_a_grace_after_everything_died_keeps_everything_whoever_is_found_dead_first()
    {
        world.Opens("a");
        world.Owns("t-1");
        world.Pass(30);
        world.DiesAltogether();
        world.Pass(20);
        world.Restart();
        world.IsFoundDead("a");
        world.Pass(Grace - 5);
        world.Opens("b");
        world.IsFoundDead("a");
        world.Pass(5 * Grace);
        Assert.True(world.IsHers("t-1"));
    }

    [Fact]
    public void A_grace_that_ran_before_she_came_back_and_everything_died_counts_no_more()
    {
        world.Opens("a");
        world.Owns("t-1");
        world.Pass(5);
        world.Closes("a");
        world.Pass(10);
        world.Opens("b");
        world.Pass(10);
        world.DiesAltogether();
        world.Pass(10);
        world.Restart();
        world.IsFoundDead("b");
        world.Pass(Grace - 1);
        Assert.True(world.IsHers("t-1"));
        world.Pass(12);
        Assert.False(world.IsHers("t-1"));
    }
}
