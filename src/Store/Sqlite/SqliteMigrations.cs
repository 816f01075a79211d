using Microsoft.Data.Sqlite;

namespace Conversations.Store.Sqlite;

internal static class SqliteMigrations
{
    /// <summary>Runs what is missing, each step in its transaction, and returns the version reached. The caller holds the start lock.</summary>
    /// <exception cref="SchemaTooNewException">The file was made by a newer release.</exception>
    public static int Run(SqliteConnectionStringBuilder settings)
    {
        using var session = SqliteSession.OpenWriter(settings);
        var steps = Migration.Of(StoreProvider.Sqlite);
        var version = Version(session);
        if (version > steps.Count)
        {
            throw new SchemaTooNewException(version, steps.Count);
        }

        foreach (var step in steps.Skip(version))
        {
            session.Execute($"begin immediate; {step.Sql}; pragma user_version = {step.Number}; commit");
        }

        return steps.Count;
    }

    private static int Version(SqliteSession session) => int.Parse(session.Scalar("pragma user_version")!);
}
