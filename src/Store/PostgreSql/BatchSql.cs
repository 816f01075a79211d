namespace Conversations.Store.PostgreSql;

/// <summary>
/// The statements of a batch, one round trip and one transaction (READ COMMITTED, so each sees what was committed before it began):
/// 1. heads of new streams, in order; 2. locks on all heads, in order (unordered locking deadlocks); 3. locks on the outbox rows that are to move;
/// 4. the batch. Because the locks come first, the snapshot of 4 sees all that other writers did to these streams.
/// In 4, "verdict" decides each append on its own and has a row for every one, also for a stream that does not exist, for "allowed" is the verdicts
/// as an array by ord. Every write takes only rows of allowed appends: an array element costs nothing, where joins would cost as much as the writes.
/// The answer names only what was refused.
/// The writer's row is the fence of the statement itself: a number is committed once, even when a broken connection's copy of it arrives late.
/// </summary>
internal static class BatchSql
{
    public const string NewHeads =
        """
        insert into stream_head (stream, version, head, state_shape, state)
        select s, 0, 0, 0, '' from unnest($1) s order by s on conflict (stream) do nothing
        """;

    public const string LockHeads = "select count(*) from (select from stream_head where stream = any($1) order by stream for update) h";
    public const string LockOutbox = "select count(*) from (select from outbox where reply_id = any($1) order by reply_id for update) o";

    public const int IsCommitted = 0;
    public const int IsKnownKey = 1;
    public const int IsKnownCommand = 2;
    public const int IsConflict = 3;
    public const int IsOutboxMoved = 4;
    public const int IsGap = 5;

    private const string Allowed = "(select allowed from survivors)";

    /// <summary>$1 writer, $2 its commit number before, $3 batch number for the entries, $4 now; then the columns of <paramref name="rows"/>.</summary>
    public static string Batch(BatchRows rows, bool hasSides) =>
        $"""
        with known_key as materialized (
            select e.ord, t.source_key, t.seq from {rows.Entries.Part("e", "ord", "stream", "source_key")}
            join entry t on t.stream = e.stream and t.source_key = e.source_key)
        {(hasSides ? Lookups(rows.Sides) : "")},
        refused as materialized (
            select ord from known_key {(hasSides ? "union all select ord from known_command union all select ord from moved" : "")}),
        verdict as materialized (
            select a.ord, a.count, coalesce(h.version, -1) = a.expected as is_current, a.before in (-1, h.head) as is_next, a.ord in (select ord from refused) as is_refused
            from {rows.Appends.Part("a", "ord", "stream", "expected", "before", "count")} left join stream_head h on h.stream = a.stream),
        survivors as materialized (
            select array_agg(v.is_current and v.is_next and not v.is_refused and (select commit_no = $2 from writer where id = $1) order by v.ord) as allowed
            from verdict v),
        new_entry as (
            insert into entry (stream, seq, at, kind, actor_kind, actor_id, actor_name, actor_via, data, words, source_key, writer, batch_no)
            select e.stream, e.seq, e.at, e.kind, e.actor_kind, e.actor_id, e.actor_name, e.actor_via, e.data, e.words, e.source_key, $1, $3
            from {rows.Entries.Unnest} where {Allowed}[e.ord]),
        new_head as (
            update stream_head h set version = h.version + 1, head = h.head + a.count, state_shape = a.shape, state = a.state
            from {rows.Appends.Part("a", "ord", "stream", "count", "shape", "state")} where h.stream = a.stream and {Allowed}[a.ord]),
        new_summary as (
            insert into summary ({string.Join(", ", SummaryColumnLists.ColumnNames)})
            select {string.Join(", ", SummaryColumnLists.ColumnNames.Select(c => $"s.{c}"))} from {rows.Summaries.Unnest} where {Allowed}[s.ord]
            on conflict (id) do update set {string.Join(", ", SummaryColumnLists.ColumnNames.Skip(1).Select(c => $"{c} = excluded.{c}"))})
        {(hasSides ? Changes(rows.Sides) : "")},
        new_writer as (
            update writer set commit_no = commit_no + 1, seen_at = $4,
                batch_no = case when exists (select 1 from verdict v where v.count > 0 and {Allowed}[v.ord]) then $3 else batch_no end,
                refused = array(select v.ord from verdict v where not {Allowed}[v.ord])
            where id = $1 and commit_no = $2 returning batch_no)
        select {IsCommitted}, 0, null::text, batch_no, null::uuid, null::text, null::text from new_writer
        union all select {IsKnownKey}, ord, source_key, seq, null, null, null from known_key
        {(hasSides ? $"union all select {IsKnownCommand}, ord, stream, 0, id, fingerprint, answer from known_command" : "")}
        union all select {IsConflict}, ord, null, 0, null, null, null from verdict where not is_current
        {(hasSides ? $"union all select {IsOutboxMoved}, ord, null, 0, reply_id, null, null from moved" : "")}
        union all select {IsGap}, ord, null, 0, null, null, null from verdict where is_current and not is_next
        """;

    private static string Lookups(SideColumns sides) =>
        $"""
        ,
        known_command as materialized (
            select c.ord, t.id, t.stream, t.fingerprint, t.answer from {sides.Commands.Part("c", "ord", "id")} join command t on t.id = c.id),
        moved as materialized (
            select m.ord, m.reply_id from {sides.Moves.Part("m", "ord", "reply_id", "stream", "from_states", "attempt")}
            left join outbox o on o.reply_id = m.reply_id
            where o.reply_id is null or o.stream <> m.stream or o.attempt <> coalesce(m.attempt, o.attempt)
                or o.state <> all (string_to_array(m.from_states, ',')))
        """;

    private static string Changes(SideColumns sides) =>
        $"""
        ,
        new_command as (
            insert into command (id, stream, fingerprint, answer)
            select c.id, c.stream, c.fingerprint, c.answer from {sides.Commands.Unnest} where {Allowed}[c.ord] order by c.id),
        new_outbox as (
            insert into outbox (reply_id, stream, seq, channel, state, attempt, not_before, created_at, payload)
            select o.reply_id, o.stream, o.seq, o.channel, o.state, 0, o.not_before, o.created_at, o.payload
            from {sides.Inserts.Unnest} where {Allowed}[o.ord] order by o.reply_id),
        new_move as (
            update outbox o set state = m.to_state, not_before = coalesce(m.not_before, o.not_before),
                provider_id = coalesce(m.provider_id, o.provider_id), reason = coalesce(m.reason, o.reason),
                attempt = case when m.is_reset then 0 else o.attempt end, created_at = case when m.is_reset then $4 else o.created_at end,
                changed_at = case when m.to_state in ('sending', 'unknown') then $4 else o.changed_at end
            from {sides.Moves.Unnest} where o.reply_id = m.reply_id and {Allowed}[m.ord]),
        new_deadline as (
            insert into deadline (stream, kind, epoch, shard, due_at)
            select d.stream, d.kind, d.epoch, d.shard, d.due_at from {sides.Deadlines.Unnest} where d.due_at is not null and {Allowed}[d.ord]
            on conflict (stream, kind) do update set epoch = excluded.epoch, due_at = excluded.due_at),
        no_deadline as (
            delete from deadline t using {sides.Deadlines.Part("d", "ord", "stream", "kind", "due_at")}
            where t.stream = d.stream and t.kind = d.kind and d.due_at is null and {Allowed}[d.ord])
        """;
}
