namespace Conversations.Contracts.Ports;

/// <summary>The database as a whole.</summary>
public interface IStore
{
    /// <summary>
    /// Brings the schema up to date and makes what a first start needs, under one database lock so that any number may start at once. Refuses a PostgreSQL
    /// with synchronous_commit, fsync or full_page_writes off, and a schema newer than this program.
    /// </summary>
    /// <param name="onFirst">Run under the same lock after migrating; makes the bootstrap key and other first rows if they are missing.</param>
    ValueTask StartAsync(Func<CancellationToken, ValueTask> onFirst, CancellationToken cancellationToken);

    /// <summary>Reads a small value of the deployment, or stores and returns <paramref name="make"/>'s when there is none. Atomic.</summary>
    ValueTask<string> GetOrAddSecretAsync(string name, Func<string> make, CancellationToken cancellationToken);

    /// <summary>True when a trivial read answers within a second.</summary>
    ValueTask<bool> IsReachableAsync(CancellationToken cancellationToken);

    /// <summary>"SQLite" or "PostgreSQL", with where it lies but no password.</summary>
    string Describe { get; }
}
