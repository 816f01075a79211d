using System.Buffers;
using System.Text;
using System.Text.Json;
using Conversations.Store.Rows;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Conversations.Store.Sqlite;

/// <summary>
/// A statement prepared once and used by one thread. It speaks to the engine directly: an append runs half a dozen of these, and the ADO.NET
/// layer would cost more than the rows.
/// </summary>
internal sealed class SqliteStatement : SqlRow, IDisposable
{
    private const int StackBytes = 1_024;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>Where $n stands: the engine numbers names in the order in which it meets them.</summary>
    private readonly int[] _positions;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _positions = new int[raw.sqlite3_bind_parameter_count(_statement) + 1];
        for (var i = 1; i < _positions.Length; i++)
        {
            _positions[int.Parse(raw.sqlite3_bind_parameter_name(_statement, i).utf8_to_string().AsSpan(1))] = i;
        }
    }

    public int Changes => raw.sqlite3_changes(_database);

    public void Bind(int number, long value) => Check(raw.sqlite3_bind_int64(_statement, _positions[number], value));

    public void Bind(int number, long? value)
    {
        if (value is { } v)
        {
            Bind(number, v);
        }
        else
        {
            BindNull(number);
        }
    }

    public void BindNull(int number) => Check(raw.sqlite3_bind_null(_statement, _positions[number]));

    public void Bind(int number, ReadOnlySpan<byte> blob) => Check(raw.sqlite3_bind_blob(_statement, _positions[number], blob));

    public void Bind(int number, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        Bind(number, bytes);
    }

    public void Bind(int number, string? text)
    {
        if (text is null)
        {
            BindNull(number);
            return;
        }

        var bytesMax = text.Length * 3;
        var rented = bytesMax > StackBytes ? ArrayPool<byte>.Shared.Rent(bytesMax) : null;
        Span<byte> bytes = rented ?? stackalloc byte[StackBytes];
        var written = Encoding.UTF8.GetBytes(text, bytes);
        var code = raw.sqlite3_bind_text(_statement, _positions[number], bytes[..written]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        Check(code);
    }

    public void Bind(int number, in SqlValue value)
    {
        if (value.IsNull)
        {
            BindNull(number);
            return;
        }

        switch (value.Kind)
        {
            case SqlKind.Text:
                Bind(number, (string)value.Boxed!);
                break;
            case SqlKind.Uuid:
                Bind(number, (Guid)value.Boxed!);
                break;
            case SqlKind.Bytes:
                Bind(number, ((byte[])value.Boxed!).AsSpan());
                break;
            case SqlKind.Texts:
                Bind(number, JsonSerializer.Serialize((string[])value.Boxed!));
                break;
            default:
                Bind(number, value.Number);
                break;
        }
    }

    /// <summary>True while there is a row. After the last one, or a failure, the statement must be reset.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        if (code != raw.SQLITE_DONE)
        {
            var failure = Failure();
            Reset();
            throw failure;
        }

        return false;
    }

    /// <summary>Runs a statement without rows; returns how many rows it changed.</summary>
    public int Run()
    {
        while (Step())
        {
        }

        Reset();
        return Changes;
    }

    public void Reset() => raw.sqlite3_reset(_statement);

    public override bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;
    public override string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, column));
    public override long Int64(int column) => raw.sqlite3_column_int64(_statement, column);
    public override bool Bool(int column) => Int64(column) != 0;
    public override Guid Uuid(int column) => new(raw.sqlite3_column_blob(_statement, column), bigEndian: true);
    public override byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Failure();
        }
    }

    private SqliteException Failure() =>
        new(raw.sqlite3_errmsg(_database).utf8_to_string(), raw.sqlite3_errcode(_database), raw.sqlite3_extended_errcode(_database));
}
