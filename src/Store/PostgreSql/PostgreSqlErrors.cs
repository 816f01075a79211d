using System.Net.Sockets;
using Npgsql;

namespace Conversations.Store.PostgreSql;

/// <summary>Failures of a statement, three ways: of its contents (again the same), of the moment (rolled back), or of the wire (nobody knows).</summary>
internal static class PostgreSqlErrors
{
    /// <summary>The same contents would fail again: data, constraints, cardinality, limits of the program.</summary>
    public static bool IsOfContents(Exception exception) => exception is PostgresException { SqlState: { Length: 5 } state } && state[..2] is "21" or "22" or "23" or "54";

    /// <summary>Everything that may be better in a moment. Whether a broken statement was committed is asked of the fence, not guessed.</summary>
    public static bool IsOfTheMoment(Exception exception) =>
        exception is NpgsqlException or TimeoutException or IOException or SocketException or ObjectDisposedException && !IsOfContents(exception);

    public static bool IsUniqueViolation(Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>What may stand in a log: never the message, which can quote a row.</summary>
    public static string Name(Exception exception) => exception switch
    {
        PostgresException e => e.SqlState,
        { InnerException: { } inner } => $"{exception.GetType().Name}/{inner.GetType().Name}",
        _ => exception.GetType().Name,
    };
}
