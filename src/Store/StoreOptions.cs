using System.ComponentModel.DataAnnotations;

namespace Conversations.Store;

public enum StoreProvider
{
    Sqlite,
    PostgreSql,
}

/// <summary>Settings of the store; section "Store" of the configuration.</summary>
public sealed class StoreOptions
{
    /// <summary>Default Sqlite: one process, one file.</summary>
    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;

    /// <summary>"Data Source=…" for SQLite (its folder is made when missing), an Npgsql connection string for PostgreSQL. Required.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>PostgreSQL: journal writers of this process, 1–2, each with a connection of its own. Default 2.</summary>
    public int Writers { get; set; } = 2;

    /// <summary>SQLite: threads that read, 1–4. Default 4.</summary>
    public int ReaderThreads { get; set; } = 4;

    /// <summary>Reads that may wait for a thread or connection; the next one is refused as overloaded. 1–100,000, default 4,096.</summary>
    public int ReadQueueMax { get; set; } = 4_096;

    /// <summary>PostgreSQL: connections for reads of people and for sending replies, each. 1–100, default 8.</summary>
    public int PoolSize { get; set; } = 8;

    /// <summary>How long an append is tried again while the database is away, before it fails as unavailable. 100 ms – 60 s, default 10 s.</summary>
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>PostgreSQL: statement_timeout. 1–60 s, default 10 s.</summary>
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a start may wait for another process that is migrating. 1 s – 10 min, default 60 s.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <exception cref="ValidationException">A setting is missing or out of range; the message names it.</exception>
    public void Validate()
    {
        Require(Enum.IsDefined(Provider), nameof(Provider), "must be Sqlite or PostgreSql");
        Require(!string.IsNullOrWhiteSpace(ConnectionString), nameof(ConnectionString), "is required");
        Require(Writers is >= 1 and <= 2, nameof(Writers), "must be 1 or 2");
        Require(ReaderThreads is >= 1 and <= 4, nameof(ReaderThreads), "must be 1 to 4");
        Require(ReadQueueMax is >= 1 and <= 100_000, nameof(ReadQueueMax), "must be 1 to 100,000");
        Require(PoolSize is >= 1 and <= 100, nameof(PoolSize), "must be 1 to 100");
        Require(Within(RetryFor, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60)), nameof(RetryFor), "must be 100 ms to 60 s");
        Require(Within(StatementTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)), nameof(StatementTimeout), "must be 1 s to 60 s");
        Require(Within(StartTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)), nameof(StartTimeout), "must be 1 s to 10 min");
    }

    private static bool Within(TimeSpan value, TimeSpan min, TimeSpan max) => value >= min && value <= max;

    private static void Require(bool holds, string name, string rule)
    {
        if (!holds)
        {
            throw new ValidationException($"Store:{name} {rule}.");
        }
    }
}
