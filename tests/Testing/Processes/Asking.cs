using System.Diagnostics;

namespace Conversations.Testing.Processes;

/// <summary>What follows behind the journal tells nobody outside when it is there: it is asked for anew as soon as it was answered, so that the answers set the pace.</summary>
public static class Asking
{
    /// <summary>The first answer that is as wanted.</summary>
    /// <exception cref="TimeoutException">None was in that time; says what the last one lacked.</exception>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> holds, TimeSpan patience, Func<T, string> lacks)
    {
        for (var begun = Stopwatch.GetTimestamp(); ;)
        {
            var answer = await ask();
            if (holds(answer))
            {
                return answer;
            }

            if (Stopwatch.GetElapsedTime(begun) >= patience)
            {
                throw new TimeoutException(lacks(answer));
            }

            // What answers without waiting must not keep the thread.
            await Task.Yield();
        }
    }
}
