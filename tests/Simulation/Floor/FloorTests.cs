using Conversations.Simulation.World;

namespace Conversations.Simulation.Floor;

/// <summary>Of five hundred who claim one post one has it, whatever becomes of the silos; and the same run finds a journal without a fence.</summary>
public sealed class FloorTests(ITestOutputHelper output)
{
    private const int People = 500;
    private const int Seeds = 20;

    [Fact]
    public void Of_five_hundred_who_claim_one_post_one_has_it()
    {
        for (ulong seed = 1; seed <= (ulong)WorldSeeds.Count(Seeds); seed++)
        {
            using var world = new FloorWorld(seed);
            world.AllClaim(People);
            Assert.True(world.BrokenLaw() is null, $"seed {seed}: {world.BrokenLaw()}");
        }
    }

    [Fact]
    public void A_journal_without_a_fence_is_found()
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            using var world = new FloorWorld(seed, isUnfenced: true);
            world.AllClaim(People);
            if (world.BrokenLaw() is { } broken)
            {
                output.WriteLine($"seed {seed}: {broken}");
                return;
            }
        }

        Assert.Fail("Nobody noticed.");
    }
}
