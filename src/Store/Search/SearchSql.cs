using System.Text;
using Conversations.Contracts.Ports;
using Conversations.Store.Rows;

namespace Conversations.Store.Search;

/// <summary>
/// The one statement of a search: which documents, newest first, then what is shown of them. In PostgreSQL newest is by time; in SQLite it is what was
/// indexed last, which is the order its words' index has.
/// </summary>
internal static class SearchSql
{
    /// <summary>So many are looked up and sorted within some milliseconds.</summary>
    private const int FewMax = 4_000;

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
        var match = isPostgreSql ? $"d.words @@ {Add(SearchMatch.PostgreSql(terms))}::text::tsquery" : $"search_words match {Add(SearchMatch.Sqlite(terms))}";
        var narrow = Narrow(query, engine, Add);
        var where = Times(query, after, isPostgreSql, Add) + narrow;
        var join = narrow.Length > 0 ? "join summary s on s.id = d.stream" : "";
        var limit = Add(query.Limit + 1L);
        var order = isPostgreSql ? "hit.at desc, hit.stream desc, hit.seq desc" : "hit.id desc";
        var sql =
            $"""
            with {(isPostgreSql ? PostgreSqlHits(match, join, where, limit) : SqliteHits(match, join, where, limit))}
            select hit.id, hit.stream, hit.seq, hit.at, e.kind, e.data, e.words, {SummarySelected}
            from hit join summary s on s.id = hit.stream left join entry e on e.stream = hit.stream and e.seq = hit.seq
            order by {order} limit {limit}
            """;
        return (sql, [.. values]);

        string Add(SqlValue value)
        {
            values.Add(value);
            return $"${values.Count}";
        }
    }

    /// <summary>
    /// Words that few entries have are looked up and sorted; what many have is found soonest by walking back in time. Which of the two it is, is counted,
    /// for the planner takes every beginning of a word for common: then one of the branches is never run.
    /// </summary>
    private static string PostgreSqlHits(string match, string join, string where, string limit) =>
        $"""
        few as materialized (select d.id, d.stream, d.seq, d.at from search_doc d where {match} limit {FewMax + 1}),
        size as materialized (select count(*) as n from few),
        hit as materialized (
            (select d.id, d.stream, d.seq, d.at from few d {join} where (select n from size) <= {FewMax}{where}
                order by d.at desc, d.stream desc, d.seq desc limit {limit})
            union all
            (select d.id, d.stream, d.seq, d.at from search_doc d {join} where (select n from size) > {FewMax} and {match}{where}
                order by d.at desc, d.stream desc, d.seq desc limit {limit}))
        """;

    private static string SqliteHits(string match, string join, string where, string limit) =>
        $"""
        hit as materialized (
            select d.id, d.stream, d.seq, d.at from search_words w cross join search_doc d on d.id = w.rowid {join}
            where {match}{where} order by w.rowid desc limit {limit})
        """;

    private static string Times(SearchQuery query, SearchCursor? after, bool isPostgreSql, Func<SqlValue, string> add)
    {
        var times = new StringBuilder();
        if (after is { } cursor)
        {
            times.Append(isPostgreSql
                ? $" and (d.at, d.stream, d.seq) < ({add(cursor.At)}, {add(cursor.Stream)}, {add(cursor.Seq)})"
                : $" and w.rowid < {add(cursor.Id)}");
        }

        if (query.From is { } from)
        {
            times.Append($" and d.at >= {add(Micros.Of(from))}");
        }

        return (query.To is { } to ? times.Append($" and d.at < {add(Micros.Of(to))}") : times).ToString();
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
