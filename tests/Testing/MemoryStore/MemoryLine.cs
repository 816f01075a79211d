using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

/// <summary>One process's line to the database: every operation but a commit goes through here, and meets the weather.</summary>
internal sealed class MemoryLine(MemoryDatabase database, IStoreWeather weather)
{
    public MemoryDatabase Database => database;

    public IStoreWeather Weather => weather;

    public ValueTask<T> ReadAsync<T>(Func<MemoryDatabase, T> read, CancellationToken cancellationToken) => RunAsync(StoreWork.Read, read, cancellationToken);

    public ValueTask<T> WriteAsync<T>(Func<MemoryDatabase, T> write, CancellationToken cancellationToken) => RunAsync(StoreWork.Write, write, cancellationToken);

    private ValueTask<T> RunAsync<T>(StoreWork work, Func<MemoryDatabase, T> operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var fate = weather.Next(work);
        if (fate.IsCalm)
        {
            return new ValueTask<T>(database.Locked(() => operation(database)));
        }

        var done = new TaskCompletionSource<T>();
        weather.After(fate.Before, () => Arrive(fate, operation, done));
        return new ValueTask<T>(done.Task);
    }

    private void Arrive<T>(StoreFate fate, Func<MemoryDatabase, T> operation, TaskCompletionSource<T> done)
    {
        if (fate.Trouble == StoreTrouble.Unreachable)
        {
            done.TrySetException(new StoreUnavailableException("The memory store cannot be reached."));
            return;
        }

        try
        {
            var result = database.Locked(() => operation(database));
            Answer(fate, () => done.TrySetResult(result), done);
        }
        catch (Exception exception)
        {
            done.TrySetException(exception);
        }
    }

    private void Answer<T>(StoreFate fate, Action give, TaskCompletionSource<T> done)
    {
        var answer = fate.Trouble == StoreTrouble.AnswerLost
            ? () => done.TrySetException(new StoreUnavailableException("The memory store did not answer."))
            : give;
        if (fate.After == TimeSpan.Zero)
        {
            answer();
        }
        else
        {
            weather.After(fate.After, answer);
        }
    }
}
