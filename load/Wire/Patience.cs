using Conversations.Load.Plan;

namespace Conversations.Load.Wire;

/// <summary>
/// The same request again until it is answered: Retry-After is honoured, else full jitter from 50 ms doubling to 2 s.
/// Bounded by attempts and by the end of the run.
/// </summary>
public sealed class Patience(Action<string, string> attemptFailed, CancellationToken runEnd)
{
    private const int AttemptsMax = 400;
    private static readonly TimeSpan PauseFirst = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryAfterMax = TimeSpan.FromSeconds(10);

    /// <summary>The first answer that is not "again, please"; null when the run ended first.</summary>
    public async Task<Outcome?> AskAsync(string what, Dice dice, Func<Task<Outcome>> attempt)
    {
        var pauseMax = PauseFirst;
        for (var attempts = 0; attempts < AttemptsMax && !runEnd.IsCancellationRequested; attempts++)
        {
            try
            {
                var outcome = await attempt();
                if (!outcome.IsRetryable)
                {
                    return outcome;
                }

                attemptFailed(what, outcome.Word);
                pauseMax = pauseMax * 2 > PauseMax ? PauseMax : pauseMax * 2;
                await Task.Delay(Pause(outcome, pauseMax * dice.Share()), runEnd);
            }
            catch (OperationCanceledException) when (runEnd.IsCancellationRequested)
            {
                return null;
            }
        }

        return null;
    }

    private static TimeSpan Pause(Outcome outcome, TimeSpan jitter) =>
        outcome.RetryAfter is not { } asked ? jitter
        : asked > RetryAfterMax ? RetryAfterMax
        : asked + (jitter * 0.1);
}
