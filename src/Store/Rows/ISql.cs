using System.Collections.Immutable;

namespace Conversations.Store.Rows;

/// <summary>
/// The little both engines have in common: one statement with $1, $2 … in, rows out. What is the same in both (all but the journal's writer and
/// the schema) is written once, over this.
/// </summary>
internal interface ISql
{
    StoreProvider Engine { get; }

    /// <exception cref="Contracts.Ports.StoreOverloadedException">Too many reads wait.</exception>
    /// <exception cref="Contracts.Ports.StoreUnavailableException">The database is away, or did not answer in time.</exception>
    ValueTask<ImmutableArray<T>> ReadAsync<T>(string sql, SqlValue[] values, Func<SqlRow, T> map, CancellationToken cancellationToken);

    /// <summary>One statement in a transaction of its own, durable when it returns, with the rows of its RETURNING clause.</summary>
    /// <exception cref="UniqueViolationException">A unique index refused it; nothing was changed.</exception>
    ValueTask<ImmutableArray<T>> WriteAsync<T>(string sql, SqlValue[] values, Func<SqlRow, T> map, CancellationToken cancellationToken);

    /// <summary>
    /// Several statements in one transaction; what they overwrite is wiped from the file where the engine can, also what an earlier call left in its log.
    /// </summary>
    /// <param name="fence">When it changes no row, nothing else is done and the answer is false. Null: there is nothing to overwrite any more.</param>
    ValueTask<bool> WipeAsync(SqlText? fence, ImmutableArray<SqlText> wipes, CancellationToken cancellationToken);
}

internal sealed record SqlText(string Text, SqlValue[] Values);

internal sealed class UniqueViolationException(Exception inner) : Exception("A unique index refused the row.", inner);

/// <summary>The current row of a result; columns count from 0.</summary>
internal abstract class SqlRow
{
    public abstract bool IsNull(int column);
    public abstract string Text(int column);
    public abstract long Int64(int column);
    public abstract bool Bool(int column);
    public abstract Guid Uuid(int column);
    public abstract byte[] Bytes(int column);

    public int Int32(int column) => (int)Int64(column);
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);
    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);
    public DateTimeOffset Time(int column) => Micros.ToTime(Int64(column));
    public DateTimeOffset? TimeOrNull(int column) => Micros.ToTimeOrNull(Int64OrNull(column));
}

internal static class SqlExtensions
{
    public static async ValueTask<T?> FindAsync<T>(this ISql sql, string text, SqlValue[] values, Func<SqlRow, T> map, CancellationToken cancellationToken)
        where T : class
    {
        var rows = await sql.ReadAsync(text, values, map, cancellationToken);
        return rows.IsEmpty ? null : rows[0];
    }

    /// <summary>Whether the statement's RETURNING clause gave a row.</summary>
    public static async ValueTask<bool> ChangesAsync(this ISql sql, string text, SqlValue[] values, CancellationToken cancellationToken)
    {
        var rows = await sql.WriteAsync(text, values, static _ => true, cancellationToken);
        return !rows.IsEmpty;
    }
}
