using Conversations.Simulation.World;
using Conversations.Testing.MemoryStore;

namespace Conversations.Simulation.Offers;

/// <summary>"Capacity never exceeded": whatever gets lost and whoever dies, nobody carries more than she can, nobody is asked twice in a row, and what waits is offered until somebody takes it.</summary>
public sealed class OfferTests(ITestOutputHelper output)
{
    private const int Seeds = 6;
    private const int SeedsForBug = 12;
    private const int Seconds = 120;

    [Fact]
    public void Nobody_carries_more_than_she_can_and_everything_is_taken_in_the_end()
    {
        for (var seed = 1UL; seed <= (ulong)WorldSeeds.Count(Seeds); seed++)
        {
            using var world = new OfferWorld(seed);
            world.Live(Seconds);
            var isSettled = world.Settle(300);
            world.AssertNobodyIsAskedTwiceInARow();
            output.WriteLine($"seed {seed}: {world.Offered} offers, {world.Accepted} accepted, {world.Crashes} crashes");
            Assert.True(isSettled, $"Seed {seed}: something waits for ever.");
            Assert.True(world.Accepted > 20 && world.Offered > world.Accepted, $"Seed {seed}: too little happened.");
        }
    }

    [Fact]
    public void A_grant_without_a_token_is_found() => Assert.True(IsFound(seed => new OfferWorld(seed, isTokenless: true)));

    [Fact]
    public void A_grant_without_a_fence_is_found() => Assert.True(IsFound(static seed => new OfferWorld(seed, PlantedBugs.NoFence)));

    private bool IsFound(Func<ulong, OfferWorld> make)
    {
        for (var seed = 1UL; seed <= SeedsForBug; seed++)
        {
            using var world = make(seed);
            try
            {
                world.Live(Seconds);
            }
            catch (LawBrokenException broken)
            {
                output.WriteLine($"seed {seed}: {broken.Message}");
                return true;
            }
        }

        return false;
    }
}
