using Conversations.Testing.MemoryStore;
using SoloHost.Simulated;

namespace Conversations.Simulation.World;

/// <summary>What the seed does to one process's line to the store.</summary>
internal sealed class StoreWeather(World world, SimulatedNode node, SimulatedRandom random) : IStoreWeather
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    public StoreFate Next(StoreWork work)
    {
        if (!world.IsStorm)
        {
            return StoreFate.Calm;
        }

        if (world.Trouble.IsStoreOut)
        {
            return new StoreFate(Up(TimeSpan.FromSeconds(3)), TimeSpan.Zero, StoreTrouble.Unreachable);
        }

        var fate = new StoreFate(Travel(work), Travel(work), TroubleOf(work));
        if (work == StoreWork.Commit && node is SimulatedSilo silo)
        {
            world.Trouble.AtCommit(silo, fate);
        }

        return fate;
    }

    public void After(TimeSpan delay, Action action) => node.Time.CreateTimer(_ => action(), null, delay, Never);

    private TimeSpan Travel(StoreWork work) =>
        !world.Swarm.SlowStore ? work == StoreWork.Read ? TimeSpan.Zero : TimeSpan.FromMilliseconds(1)
        : random.Chance(0.03) ? Up(TimeSpan.FromSeconds(3))
        : Up(TimeSpan.FromMilliseconds(20));

    private StoreTrouble TroubleOf(StoreWork work)
    {
        if (work == StoreWork.Commit && world.Swarm.Overtakes && random.Chance(0.1))
        {
            return StoreTrouble.Overtaken;
        }

        if (!world.Swarm.StoreTrouble || !random.Chance(work == StoreWork.Commit ? 0.05 : 0.02))
        {
            return StoreTrouble.None;
        }

        return work switch
        {
            StoreWork.Read => StoreTrouble.Unreachable,
            StoreWork.Write => random.Pick([StoreTrouble.Unreachable, StoreTrouble.AnswerLost]),
            _ => random.Pick([StoreTrouble.Unreachable, StoreTrouble.AnswerLost, StoreTrouble.RunAgain, StoreTrouble.Overloaded]),
        };
    }

    private TimeSpan Up(TimeSpan most) => random.Between(TimeSpan.Zero, most);
}
