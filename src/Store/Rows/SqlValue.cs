namespace Conversations.Store.Rows;

internal enum SqlKind
{
    Text,
    Int64,
    Int32,
    Bool,
    Uuid,
    Bytes,
    Texts,
}

/// <summary>A parameter with its type, which a null keeps: PostgreSQL asks for it.</summary>
internal readonly struct SqlValue
{
    private SqlValue(SqlKind kind, object? boxed, long number = 0, bool isNull = false) => (Kind, Boxed, Number, IsNull) = (kind, boxed, number, isNull);

    public SqlKind Kind { get; }
    public object? Boxed { get; }
    public long Number { get; }
    public bool IsNull { get; }

    public static implicit operator SqlValue(string? text) => new(SqlKind.Text, StoredText.Clean(text), 0, text is null);
    public static implicit operator SqlValue(long number) => new(SqlKind.Int64, null, number);
    public static implicit operator SqlValue(long? number) => new(SqlKind.Int64, null, number ?? 0, number is null);
    public static implicit operator SqlValue(int number) => new(SqlKind.Int32, null, number);
    public static implicit operator SqlValue(bool value) => new(SqlKind.Bool, null, value ? 1 : 0);
    public static implicit operator SqlValue(Guid id) => new(SqlKind.Uuid, id);
    public static implicit operator SqlValue(byte[] bytes) => new(SqlKind.Bytes, bytes);
    public static implicit operator SqlValue(string[] texts) => new(SqlKind.Texts, texts);
}
