using Conversations.Simulation.World;

namespace Conversations.Simulation.Leases;

/// <summary>
/// "Lease without epoch is found." Two fences stand before a timer: the epoch says whose it is, the lease's end in the state whether that is over. The end alone holds; the epoch alone
/// holds against other people's timers only. What the epoch alone holds is which owners are the floor's.
/// </summary>
public sealed class LeaseTests(ITestOutputHelper output)
{
    private const int Seeds = 12;
    private const int Seconds = 600;

    [Fact]
    public void Nobody_loses_what_she_has_before_her_own_lease_is_over_and_everybody_does_then() => AssertHolds(LeaseBugs.None);

    [Fact]
    public void A_timer_without_epoch_harms_nobody_while_the_leases_end_is_looked_at() => AssertHolds(LeaseBugs.TimerWithoutEpoch);

    [Fact]
    public void A_timer_with_epoch_that_is_believed_ends_no_lease_but_its_owners() => AssertHolds(LeaseBugs.TimerWithoutEnd, isActing: false);

    [Fact]
    public void A_timer_without_epoch_that_is_believed_is_found() => Assert.True(IsFound(LeaseBugs.TimerWithoutEnd | LeaseBugs.TimerWithoutEpoch, isActing: false));

    [Fact]
    public void A_timer_with_epoch_that_is_believed_is_found_where_leases_are_renewed() => Assert.True(IsFound(LeaseBugs.TimerWithoutEnd));

    [Fact]
    public void A_claim_of_the_floor_without_epoch_is_found() => Assert.True(IsFound(LeaseBugs.FloorWithoutEpoch));

    private void AssertHolds(LeaseBugs bugs, bool isActing = true)
    {
        for (var seed = 1UL; seed <= (ulong)WorldSeeds.Count(Seeds); seed++)
        {
            var broken = Broken(seed, bugs, isActing);
            Assert.True(broken is null, $"seed {seed}: {broken}");
        }
    }

    private bool IsFound(LeaseBugs bugs, bool isActing = true)
    {
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            if (Broken(seed, bugs, isActing) is { } broken)
            {
                output.WriteLine($"seed {seed}: {broken}");
                return true;
            }
        }

        return false;
    }

    private static string? Broken(ulong seed, LeaseBugs bugs, bool isActing)
    {
        using var world = new LeaseWorld(seed, bugs, isActing);
        world.Live(Seconds);
        return LeaseLaws.Broken(world);
    }
}
