using Conversations.Contracts.Access;
using Orleans;

namespace Conversations.Grains.Access;

/// <inheritdoc cref="ISignInAttemptsGrain"/>
public sealed class SignInAttemptsGrain(TimeProvider time) : Grain, ISignInAttemptsGrain
{
    private readonly AttemptWindows windows = new();
    private readonly long startedAt = time.GetTimestamp();

    public Task<TimeSpan?> Take(string key) => Task.FromResult(windows.TryTake(key, time.GetElapsedTime(startedAt)));

    public Task GiveBack(string key)
    {
        windows.GiveBack(key);
        return Task.CompletedTask;
    }
}
