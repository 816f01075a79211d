using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Conversations.Store.Rows;
using Npgsql;
using NpgsqlTypes;

namespace Conversations.Store.PostgreSql;

/// <summary>Statements over one pool.</summary>
internal sealed class PostgreSqlSql(NpgsqlDataSource pool, StoreOptions options) : ISql
{
    private int _waiting;

    public StoreProvider Engine => StoreProvider.PostgreSql;

    public async ValueTask<ImmutableArray<T>> ReadAsync<T>(string sql, SqlValue[] values, Func<SqlRow, T> map, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(sql, values, map, cancellationToken);
        }
        catch (StoreUnavailableException exception) when (exception.InnerException is NpgsqlException { IsTransient: true } and not PostgresException)
        {
            // A pooled connection that died while it lay idle; a read may be asked again.
            return await RunAsync(sql, values, map, cancellationToken);
        }
    }

    public ValueTask<ImmutableArray<T>> WriteAsync<T>(string sql, SqlValue[] values, Func<SqlRow, T> map, CancellationToken cancellationToken) =>
        RunAsync(sql, values, map, cancellationToken);

    public async ValueTask<bool> WipeAsync(SqlText? fence, ImmutableArray<SqlText> wipes, CancellationToken cancellationToken)
    {
        if (fence is null)
        {
            return true;
        }

        try
        {
            await using var connection = await pool.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            foreach (var statement in wipes.Insert(0, fence))
            {
                await using var command = new NpgsqlCommand(statement.Text, connection);
                Add(command.Parameters, statement.Values);
                if (await command.ExecuteNonQueryAsync(cancellationToken) == 0 && statement == fence)
                {
                    return false;
                }
            }

            await transaction.CommitAsync(CancellationToken.None);
            return true;
        }
        catch (Exception exception) when (PostgreSqlErrors.IsOfTheMoment(exception))
        {
            throw Unavailable(exception);
        }
    }

    private async ValueTask<ImmutableArray<T>> RunAsync<T>(string sql, SqlValue[] values, Func<SqlRow, T> map, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > options.ReadQueueMax)
        {
            Interlocked.Decrement(ref _waiting);
            throw new StoreOverloadedException("Too many reads wait.");
        }

        try
        {
            await using var command = pool.CreateCommand(sql);
            Add(command.Parameters, values);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var row = new PostgreSqlRow(reader);
            var rows = ImmutableArray.CreateBuilder<T>();
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(map(row));
            }

            return rows.DrainToImmutable();
        }
        catch (Exception exception) when (PostgreSqlErrors.IsUniqueViolation(exception))
        {
            throw new UniqueViolationException(exception);
        }
        catch (Exception exception) when (PostgreSqlErrors.IsOfTheMoment(exception))
        {
            throw Unavailable(exception);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    internal static StoreUnavailableException Unavailable(Exception exception) => new($"PostgreSQL did not answer ({PostgreSqlErrors.Name(exception)}).", exception);

    internal static void Add(NpgsqlParameterCollection parameters, SqlValue[] values)
    {
        foreach (var value in values)
        {
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = TypeOf(value.Kind), Value = value.IsNull ? DBNull.Value : Plain(value) });
        }
    }

    private static object Plain(in SqlValue value) => value.Kind switch
    {
        SqlKind.Int64 => value.Number,
        SqlKind.Int32 => (int)value.Number,
        SqlKind.Bool => value.Number != 0,
        _ => value.Boxed!,
    };

    private static NpgsqlDbType TypeOf(SqlKind kind) => kind switch
    {
        SqlKind.Text => NpgsqlDbType.Text,
        SqlKind.Int64 => NpgsqlDbType.Bigint,
        SqlKind.Int32 => NpgsqlDbType.Integer,
        SqlKind.Bool => NpgsqlDbType.Boolean,
        SqlKind.Uuid => NpgsqlDbType.Uuid,
        SqlKind.Bytes => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Array | NpgsqlDbType.Text,
    };
}

internal sealed class PostgreSqlRow(NpgsqlDataReader reader) : SqlRow
{
    public override bool IsNull(int column) => reader.IsDBNull(column);
    public override string Text(int column) => reader.GetString(column);
    public override long Int64(int column) => reader.GetInt64(column);
    public override bool Bool(int column) => reader.GetBoolean(column);
    public override Guid Uuid(int column) => reader.GetGuid(column);
    public override byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);
}
