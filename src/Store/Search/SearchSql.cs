using System.Text;
using Conversations.Contracts.Ports;
using Conversations.Store.Rows;

namespace Conversations.Store.Search;

/// <summary>
/// The one statement of a search: which documents, newest first, then what is shown of them. In PostgreSQL newest is by time, and the planner chooses
/// between the words' index and the times' by how common the words are; in SQLite newest is what was indexed last, which is the order its words' index has.
/// </summary>
internal static class SearchSql
{
    /// <summary>Columns before those of the summary.</summary>
    public const int OwnColumns = 7;

    /// <summary>Time of the oldest entry that is committed and not indexed; null when there is none.</summary>
    public const string OldestBehind =
        """
        select min((select e.at from entry e where e.writer = w.id and e.batch_no > coalesce(c.batch_no, 0) order by e.batch_no limit 1))
        from writer w left join search_cursor c on c.writer = w.id where w.batch_no > coalesce(c.batch_no, 0)
        """;

    private static readonly string SummarySelected = "s." + string.Join(", s.", SummaryColumns.Selected.Split([',', '\n', ' '], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>One row more than asked for: it tells whether there is a next page.</summary>
    public static (string Sql, SqlValue[] Values) Page(SearchQuery query, SearchTerms terms, SearchCursor? after, StoreProvider engine)
    {
        var isPostgreSql = engine == StoreProvider.PostgreSql;
        var values = new List<SqlValue>();
        var where = new StringBuilder(isPostgreSql ? $"d.words @@ {Add(SearchMatch.PostgreSql(terms))}::text::tsquery" : $"search_words match {Add(SearchMatch.Sqlite(terms))}");
        if (after is { } cursor)
        {
            where.Append(isPostgreSql
                ? $" and (d.at, d.stream, d.seq) < ({Add(cursor.At)}, {Add(cursor.Stream)}, {Add(cursor.Seq)})"
                : $" and w.rowid < {Add(cursor.Id)}");
        }

        And(query.From is { } from ? Micros.Of(from) : null, v => $"d.at >= {v}");
        And(query.To is { } to ? Micros.Of(to) : null, v => $"d.at < {v}");
        var narrow = Narrow(query, engine, Add);
        var found = isPostgreSql ? "search_doc d" : "search_words w cross join search_doc d on d.id = w.rowid";
        var order = isPostgreSql ? "d.at desc, d.stream desc, d.seq desc" : "w.rowid desc";
        var sql =
            $"""
            with hit as materialized (
                select d.id, d.stream, d.seq, d.at from {found} {(narrow.Length > 0 ? "join summary s on s.id = d.stream" : "")}
                where {where}{narrow} order by {order} limit {Add(query.Limit + 1L)})
            select hit.id, hit.stream, hit.seq, hit.at, e.kind, e.data, e.words, {SummarySelected}
            from hit join summary s on s.id = hit.stream left join entry e on e.stream = hit.stream and e.seq = hit.seq
            order by {(isPostgreSql ? "hit.at desc, hit.stream desc, hit.seq desc" : "hit.id desc")}
            """;
        return (sql, [.. values]);

        void And(long? value, Func<string, string> term)
        {
            if (value is { } v)
            {
                where.Append(" and ").Append(term(Add(v)));
            }
        }

        string Add(SqlValue value)
        {
            values.Add(value);
            return $"${values.Count}";
        }
    }

    private static string Narrow(SearchQuery query, StoreProvider engine, Func<SqlValue, string> add)
    {
        var narrow = new StringBuilder(query.OpenOnly ? $" and s.phase = {SummaryColumns.PhaseOpen}" : "");
        And(query.Queue?.Value, v => $"s.queue = {v}");
        And(query.Owner?.Value, v => $"s.owner = {v}");
        And(query.Channel?.Value, v => $"s.channel = {v}");
        And(query.Label is { } label ? AppendForm.LabelSeparator + label + AppendForm.LabelSeparator : null,
            v => engine == StoreProvider.PostgreSql ? $"position({v} in s.labels) > 0" : $"instr(s.labels, {v}) > 0");
        return narrow.ToString();

        void And(string? value, Func<string, string> term)
        {
            if (value is not null)
            {
                narrow.Append(" and ").Append(term(add(value)));
            }
        }
    }
}

/// <summary>Terms in the languages of the two engines. Every word is quoted; nothing a person types is an operator.</summary>
internal static class SearchMatch
{
    public static string PostgreSql(SearchTerms terms) => string.Join(" & ", terms.Groups.Select(group =>
        Either(string.Join(" & ", group.Words.Select(term => Lexeme(term.Word) + (term.IsPrefix ? ":*" : ""))), group.Id is { } id ? Lexeme(id) : null, "|")));

    public static string Sqlite(SearchTerms terms) => string.Join(" AND ", terms.Groups.Select(group =>
        Either(string.Join(" AND ", group.Words.Select(term => Quoted(term.Word) + (term.IsPrefix ? "*" : ""))), group.Id is { } id ? Quoted(id) : null, "OR")));

    /// <summary>A word as it stands in a tsvector or tsquery.</summary>
    public static string Lexeme(string word) => $"'{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Quoted(string word) => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Either(string words, string? id, string or) => (words, id) switch
    {
        ("", { } only) => only,
        (_, null) => $"({words})",
        _ => $"(({words}) {or} {id})",
    };
}
