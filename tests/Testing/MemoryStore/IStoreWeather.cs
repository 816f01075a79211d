namespace Conversations.Testing.MemoryStore;

/// <summary>What may happen to one operation on its way to the memory database and back. The simulation makes weather of a seed; tests of laws have none.</summary>
public interface IStoreWeather
{
    /// <summary>What becomes of the next operation of that kind.</summary>
    StoreFate Next(StoreWork work);

    /// <summary>Runs an action that much later, in the life of the process that asked: never, when it dies before.</summary>
    void After(TimeSpan delay, Action action);
}

public enum StoreWork
{
    Read,

    /// <summary>A small conditional update of its own: a claim, a deferral, settings.</summary>
    Write,

    /// <summary>One transaction of a journal writer.</summary>
    Commit,
}

public enum StoreTrouble
{
    None,

    /// <summary>Nothing was stored, and the caller is told that it is not known.</summary>
    Unreachable,

    /// <summary>It was stored, and the caller is told that it is not known.</summary>
    AnswerLost,

    /// <summary>A commit whose end was not seen is run again as it was, and the fence answers. Its batch is never told.</summary>
    RunAgain,

    /// <summary>Somebody else moves the streams just before.</summary>
    Overtaken,

    /// <summary>Too much waits; nothing was stored.</summary>
    Overloaded,
}

/// <param name="Before">From the request to the database.</param>
/// <param name="After">From the database to the answer.</param>
public readonly record struct StoreFate(TimeSpan Before, TimeSpan After, StoreTrouble Trouble)
{
    public static readonly StoreFate Calm;

    public bool IsCalm => this == Calm;
}

/// <summary>No weather: every operation is done at once.</summary>
public sealed class StillWeather : IStoreWeather
{
    public static readonly StillWeather Instance = new();

    public StoreFate Next(StoreWork work) => StoreFate.Calm;

    public void After(TimeSpan delay, Action action) => action();
}

/// <summary>Faults built into the database on purpose, so that the tests that must find them can be tested.</summary>
[Flags]
public enum PlantedBugs
{
    None = 0,

    /// <summary>An append is taken whatever version it expects; entries of the same number are overwritten.</summary>
    NoFence = 1,

    /// <summary>Callers are told before the transaction is committed.</summary>
    AcknowledgeBeforeCommit = 2,

    /// <summary>Source keys and command ids are not unique.</summary>
    NoDedup = 4,
}
