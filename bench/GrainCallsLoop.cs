using System.Collections.Concurrent;

namespace Conversations.Bench;

/// <summary>Callers that each call one target after the other, at random, for a while.</summary>
internal static class CallerLoop
{
    public static async Task<Outcome> RunAsync(Func<int, Task<int>> call, int targets, int callers, TimeSpan time)
    {
        var counts = new long[callers];
        var started = TimeProvider.System.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(call, targets, counts, caller, started, time))));
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var sorted = counts.Order().ToList();
        var spent = Environment.CpuUsage.TotalTime - processor;
        return new Outcome(counts.Sum() / seconds, (double)sorted[0] / Math.Max(1, sorted[callers / 2]), spent.TotalMicroseconds / Math.Max(1, counts.Sum()));
    }

    private static async Task CallAsync(Func<int, Task<int>> call, int targets, long[] counts, int caller, long started, TimeSpan time)
    {
        var random = new Random(caller);
        var done = 0L;
        while (TimeProvider.System.GetElapsedTime(started) < time)
        {
            await Task.Yield();
            await call(targets == 1 ? 0 : random.Next(targets));
            done++;
        }

        counts[caller] = done;
    }

    internal readonly record struct Outcome(double PerSecond, double SlowestToMedian, double ProcessorMicroseconds);
}

/// <summary>The least that runs one call at a time and answers: a queue, a flag, a pool item and a promise.</summary>
internal sealed class BareMailbox : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<(int Step, TaskCompletionSource<int> Answer)> _waiting = new();
    private int _isScheduled;
    private int _count;

    public Task<int> Count(int step)
    {
        var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((step, answer));
        Schedule();
        return answer.Task;
    }

    public void Execute()
    {
        while (_waiting.TryDequeue(out var call))
        {
            call.Answer.SetResult(_count += call.Step);
        }

        // A full fence: the look at the queue must not come before the flag is seen to be down, or a call is left behind.
        Interlocked.Exchange(ref _isScheduled, 0);
        if (!_waiting.IsEmpty)
        {
            Schedule();
        }
    }

    private void Schedule()
    {
        if (Interlocked.Exchange(ref _isScheduled, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }
}
