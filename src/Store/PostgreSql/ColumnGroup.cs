using Npgsql;
using NpgsqlTypes;

namespace Conversations.Store.PostgreSql;

/// <summary>
/// One kind of rows of a batch, as an array a column: "unnest($7::text[], $8::bigint[]) as e(stream, seq)". The lists are filled anew for each batch
/// and their memory is kept.
/// </summary>
internal sealed class ColumnGroup(NpgsqlParameterCollection parameters, string alias)
{
    private readonly List<(string Name, string Parameter)> _columns = [];
    private readonly List<Action> _clearing = [];

    public string Unnest => $"unnest({string.Join(", ", _columns.Select(c => c.Parameter))}) as {alias}({string.Join(", ", _columns.Select(c => c.Name))})";

    /// <summary>Some of its columns, for a statement that needs no more: fewer values to copy.</summary>
    public string Part(string alias, params string[] names) =>
        $"unnest({string.Join(", ", names.Select(n => _columns.Find(c => c.Name == n).Parameter))}) as {alias}({string.Join(", ", names)})";

    public List<string?> Text(string name) => Add<string?>(name, "text", NpgsqlDbType.Text);
    public List<long> Int64(string name) => Add<long>(name, "bigint", NpgsqlDbType.Bigint);
    public List<long?> Int64OrNull(string name) => Add<long?>(name, "bigint", NpgsqlDbType.Bigint);
    public List<int> Int32(string name) => Add<int>(name, "integer", NpgsqlDbType.Integer);
    public List<int?> Int32OrNull(string name) => Add<int?>(name, "integer", NpgsqlDbType.Integer);
    public List<bool> Bool(string name) => Add<bool>(name, "boolean", NpgsqlDbType.Boolean);
    public List<Guid> Uuid(string name) => Add<Guid>(name, "uuid", NpgsqlDbType.Uuid);

    public void Clear()
    {
        foreach (var clear in _clearing)
        {
            clear();
        }
    }

    private List<T> Add<T>(string name, string type, NpgsqlDbType dbType)
    {
        var values = new List<T>();
        parameters.Add(new NpgsqlParameter<List<T>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | dbType });
        _columns.Add((name, $"${parameters.Count}::{type}[]"));
        _clearing.Add(values.Clear);
        return values;
    }
}
