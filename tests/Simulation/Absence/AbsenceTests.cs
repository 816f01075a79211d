using Conversations.Contracts;
using Conversations.Contracts.Conversations;

namespace Conversations.Simulation.Absence;

/// <summary>"Renewed by acting, given back after the grace period": a person's lines come and go. The grace is a minute, the lease ten.</summary>
public sealed class AbsenceTests : IDisposable
{
    private const int Grace = 60;
    private readonly AbsenceWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void Whose_last_line_is_lost_gives_back_what_waits_after_the_grace_and_with_its_age()
    {
        world.Opens("a");
        world.Owns("t-1");
        var since = world.Sees("t-1").WaitingSince;
        world.Pass(30);
        world.Closes("a");
        world.Pass(Grace - 1);
        Assert.True(world.IsHers("t-1"));
        world.Pass(2);
        Assert.Equal((null, ConversationStates.New, since), (world.Sees("t-1").Owner, world.Sees("t-1").State, world.Sees("t-1").WaitingSince));
        Assert.Equal("""released {"employeeId":"mara","epoch":1,"reason":"away"}""", world.LastEntry("t-1"));
    }

    [Fact]
    public void Who_is_back_within_the_grace_keeps_everything()
    {
        world.Opens("a");
        world.Owns("t-1");
        world.Pass(30);
        world.Closes("a");
        world.Pass(Grace - 5);
        world.Opens("b");
        world.Pass(5 * 60);
        Assert.True(world.IsHers("t-1"));
    }

    [Fact]
    public void A_line_that_comes_and_goes_starts_the_grace_anew_each_time()
    {
        world.Opens("a");
        world.Owns("t-1");
        for (var time = 0; time < 6; time++)
        {
            world.Pass(10);
            world.Closes("a");
            world.Pass(Grace - 20);
            world.Opens("a");
        }

        world.Closes("a");
        world.Pass(Grace - 1);
        Assert.True(world.IsHers("t-1"));
        world.Pass(2);
        Assert.False(world.IsHers("t-1"));
    }

    [Fact]
    public void Who_loses_one_of_two_devices_keeps_everything_and_nothing_is_written()
    {
        world.Opens("a");
        world.Opens("b");
        world.Owns("t-1");
        world.Pass(10);
        world.Closes("a");
        world.Pass(5 * 60);
        Assert.True(world.IsHers("t-1"));
        Assert.Equal(0, world.AppendsOf(AbsenceWorld.Mara.Employee));
    }

    [Fact]
    public void When_a_web_node_dies_and_nobody_tells_the_grace_begins_when_its_word_runs_out()
    {
        world.Opens("a");
        world.Owns("t-1");
        world.Pass(30);
        world.Dies("a");
        world.Pass((int)Limits.ConnectionLease.TotalSeconds - 10 + Grace - 1);
        Assert.True(world.IsHers("t-1"));
        world.Pass(12);
        Assert.False(world.IsHers("t-1"));
    }

    [Fact]
    public void Who_comes_goes_and_comes_again_writes_once_and_coming_writes_nothing()
    {
        world.Owns("t-1");
        world.Opens("a");
        world.Pass(30);
        Assert.Equal(0, world.AppendsOf(AbsenceWorld.Mara.Employee));
        world.Closes("a");
        world.Opens("b");
        world.Pass(30);
        Assert.Equal(1, world.AppendsOf(AbsenceWorld.Mara.Employee));
    }

    [Fact]
    public void What_nobody_waits_for_stays_hers_and_goes_back_a_grace_after_the_customer_writes_again()
    {
        world.Opens("a");
        world.Owns("t-1");
        world.Replies("t-1");
        world.Closes("a");
        world.Pass(60 * 60);
        Assert.True(world.IsHers("t-1"));
        world.Writes("t-1");
        world.Expects();
        world.Pass(Grace - 1);
        Assert.True(world.IsHers("t-1"));
        world.Pass(2);
        Assert.False(world.IsHers("t-1"));
    }

    [Fact]
    public void Who_writes_again_after_all_was_resolved_does_not_wait_for_an_owner_who_has_gone()
    {
        world.Opens("a");
        world.Owns("t-1");
        world.Does("t-1", new Resolve { Id = world.NextId() });
        world.Closes("a");
        world.Pass(5 * 60);
        world.Writes("t-1");
        world.Expects();
        world.Pass(Grace - 1);
        Assert.True(world.IsHers("t-1"));
        world.Pass(2);
        Assert.False(world.IsHers("t-1"));
    }

    [Fact]
    public void A_customer_who_writes_within_the_grace_leaves_her_the_whole_of_it()
    {
        world.Opens("a");
        world.Owns("t-1");
        world.Owns("t-2");
        world.Replies("t-2");
        world.Closes("a");
        world.Pass(Grace - 20);
        world.Writes("t-2");
        world.Expects();
        world.Pass(21);
        Assert.Equal((false, true), (world.IsHers("t-1"), world.IsHers("t-2")));
        world.Pass(Grace - 20);
        Assert.False(world.IsHers("t-2"));
    }

    [Fact]
    public void Who_acts_without_a_line_keeps_what_she_acts_on()
    {
        world.Opens("a");
        world.Owns("t-1");
        world.Owns("t-2");
        world.Closes("a");
        world.Pass(Grace - 10);
        world.Does("t-1", new AddNote { Id = world.NextId(), Text = "I am on it." });
        world.Pass(20);
        Assert.Equal((true, false), (world.IsHers("t-1"), world.IsHers("t-2")));
    }

    [Fact]
    public void Who_never_had_a_line_has_the_whole_lease()
    {
        world.Owns("t-1");
        world.Expects();
        world.Pass(9 * 60);
        Assert.True(world.IsHers("t-1"));
        world.Pass(2 * 60);
        Assert.Contains("lapsed", world.LastEntry("t-1"));
    }

    [Fact]
    public void More_than_one_firing_takes_goes_back_in_several()
    {
        world.Opens("a");
        for (var number = 0; number < 1_100; number++)
        {
            world.Owns($"t-{number}");
        }

        world.Closes("a");
        world.Pass(Grace + 15);
        Assert.Equal(0, Enumerable.Range(0, 1_100).Count(number => world.IsHers($"t-{number}")));
    }
}
