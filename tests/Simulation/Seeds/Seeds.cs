using Conversations.Testing.MemoryStore;

namespace Conversations.Simulation.Seeds;

/// <summary>Many seeds on two threads of their own, each seed in one thread from its start to its end.</summary>
public static class Seeds
{
    private const int ThreadsMax = 2;

    /// <summary>Those that broke a law, by seed; ends early once there are <paramref name="failuresMax"/>.</summary>
    public static List<SeedRun> Run(ulong first, int count, PlantedBugs bugs, int failuresMax, out long steps)
    {
        var failed = new List<SeedRun>();
        long done = -1;
        long stepsDone = 0;
        var threads = Enumerable.Range(0, ThreadsMax).Select(_ => new Thread(Work) { IsBackground = true, Name = "seeds" }).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        steps = stepsDone;
        failed.Sort((a, b) => a.Seed.CompareTo(b.Seed));
        return failed;

        void Work()
        {
            while (Interlocked.Increment(ref done) is var next && next < count && failed.Count < failuresMax)
            {
                var run = SeedRun.Of(first + (ulong)next, bugs);
                Interlocked.Add(ref stepsDone, run.Steps);
                if (run.Law is not null)
                {
                    lock (failed)
                    {
                        failed.Add(run);
                    }
                }
            }
        }
    }
}
