using SoloHost.Simulated;

namespace Conversations.Simulation.World;

/// <summary>The way from outside to a web node and back: a node that is down, a request or an answer that gets lost, a caller who does not wait for ever.</summary>
internal sealed class Edge(World world, SimulatedRandom random)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(2);

    /// <summary>Asks one web node once.</summary>
    /// <exception cref="TimeoutException">Nothing was heard; it may have happened.</exception>
    public async Task<T> AskAsync<T>(Func<WebNode, Task<T>> request)
    {
        var webs = world.Webs.ToList();
        if (webs.Count == 0 || IsLost())
        {
            await world.Delay(random.Between(TimeSpan.Zero, PauseMax));
            throw new TimeoutException("The request got lost.");
        }

        var web = random.Pick(webs);
        var answer = await web.Node.Run(() => request(web)).WaitAsync(Patience, world.Cluster.Outside.Time);
        return IsLost() ? throw new TimeoutException("The answer got lost.") : answer;
    }

    /// <summary>Asks until something is heard.</summary>
    public async Task<T> InsistAsync<T>(Func<WebNode, Task<T>> request, Action? onUnheard = null)
    {
        while (true)
        {
            try
            {
                return await AskAsync(request);
            }
            catch (Exception exception)
            {
                world.Logs.Saw("the edge", exception);
                onUnheard?.Invoke();
            }

            await world.Delay(random.Between(TimeSpan.FromMilliseconds(100), PauseMax));
        }
    }

    private bool IsLost() => world.IsStorm && world.Swarm.LostMessages && random.Chance(0.05);
}
