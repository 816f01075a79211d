using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

/// <summary>Statements over the summary table. Texts come from a fixed set of parts, values are always parameters.</summary>
internal static class SummarySql
{
    public const string One = $"select {SummaryColumns.Selected} from summary where id = $1";
    public const string Open = $"select {SummaryColumns.Selected} from summary where phase < 2 and id > $1 order by id limit $2";
    public const string Carried = "select id, channel_kind, state, last_at from summary where owner = $1 and owner is not null and phase = 0 and state <> 'snoozed' limit $2";
    public const string CountAll = "select count(*) from summary where phase < 2";
    public const string CountUnattended = "select count(*) from summary where unattended";
    public const string CountMine = "select count(*) from summary where owner = $1 and owner is not null and phase = 0";
    public const string CountQueues = "select queue, count(*) from summary where owner is null and phase = 0 group by queue";

    private static readonly string[] WordColumns = ["customer_name", "customer_handle", "thread", "last_text"];

    public static string Many(StoreProvider engine) => engine == StoreProvider.PostgreSql
        ? $"select {SummaryColumns.Selected} from summary where id = any($1)"
        : $"select {SummaryColumns.Selected} from summary where id in (select value from json_each($1))";

    public static (string Sql, SqlValue[] Values) Count(SummaryQuery query, StoreProvider engine)
    {
        var (where, values) = Where(query, engine);
        return ($"select count(*) from summary where {where}", [.. values]);
    }

    /// <summary>One row more than asked for: it tells whether there is a next page.</summary>
    public static (string Sql, SqlValue[] Values) Page(SummaryQuery query, SummaryCursor? after, StoreProvider engine)
    {
        var (where, values) = Where(query, engine);
        var text = new StringBuilder($"select {SummaryColumns.Selected} from summary where {where}");
        if (after is { } cursor)
        {
            text.Append(query.Sort switch
            {
                "timeLeft" => $" and (due_at, waiting_since, id) > ({Add(cursor.First)}, {Add(cursor.Second)}, {Add(cursor.Id)})",
                "oldest" => $" and (last_at, id) > ({Add(cursor.First)}, {Add(cursor.Id)})",
                _ => Newer(Add(cursor.First), Add(cursor.Id)),
            });
        }

        text.Append(query.Sort switch
        {
            "timeLeft" => " order by due_at, waiting_since, id",
            "oldest" => " order by last_at, id",
            _ => " order by last_at desc, id",
        });
        return (text.Append($" limit {Add(query.Limit + 1L)}").ToString(), [.. values]);

        string Add(SqlValue value)
        {
            values.Add(value);
            return $"${values.Count}";
        }

        static string Newer(string at, string id) => $" and (last_at < {at} or (last_at = {at} and id > {id}))";
    }

    private static (string Where, List<SqlValue> Values) Where(SummaryQuery query, StoreProvider engine)
    {
        var values = new List<SqlValue>();
        var text = new StringBuilder(query.View switch
        {
            "mine" => $"owner = {Add(query.Reader.Value)} and owner is not null and phase = 0",
            "unattended" => "unattended",
            "queue" => "owner is null and phase = 0",
            "all" => query.State == ConversationStates.Closed ? "phase = 2" : "phase < 2",
            _ => throw new ArgumentException($"There is no view {query.View}.", nameof(query)),
        });
        And(query.Queue?.Value, v => $"queue = {v}");
        And(query.State, v => $"state = {v}");
        And(query.Owner?.Value, v => $"owner = {v} and owner is not null{(IsOpenOnly(query) ? " and phase = 0" : "")}");
        And(query.Label is { } label ? AppendForm.LabelSeparator + label + AppendForm.LabelSeparator : null, v => Part(engine, v, "labels"));
        if (query.Words is { } words)
        {
            var w = Add(words);
            text.Append($" and (id = {w} or {Likeness(engine, w)})");
        }

        return (text.ToString(), values);

        void And(string? value, Func<string, string> term)
        {
            if (value is not null)
            {
                text.Append(" and ").Append(term(Add(value)));
            }
        }

        string Add(string value)
        {
            values.Add(value);
            return $"${values.Count}";
        }
    }

    private static bool IsOpenOnly(SummaryQuery query) => query.State is { } state && ConversationStates.IsOpen(state);

    private static string Part(StoreProvider engine, string value, string column) =>
        engine == StoreProvider.PostgreSql ? $"position({value} in {column}) > 0" : $"instr({column}, {value}) > 0";

    private static string Likeness(StoreProvider engine, string words) => string.Join(" or ", WordColumns.Select(column =>
        engine == StoreProvider.PostgreSql ? $"position(lower({words}) in lower({column})) > 0" : $"has_words({column}, {words})"));
}
