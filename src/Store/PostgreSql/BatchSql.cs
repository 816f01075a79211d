namespace Conversations.Store.PostgreSql;

/// <summary>
/// The statements of a batch, one round trip and one transaction (READ COMMITTED, so each sees what was committed before it began):
/// 1. heads of new streams; 2. locks on the outbox rows that are to move; 3. the batch. Streams come sorted, so heads are locked in one order by all
/// writers (unordered locking deadlocks). In 3, "fence" locks the writer's row and holds only if this number was never committed: a copy that arrives late,
/// from a connection that broke, moves nothing. "refused" has the appends whose keys are known or whose outbox rows moved; "new_head" locks and moves the
/// heads that are as expected, by the version that stands there now; every other write takes rows of moved heads only. A head that has not moved is a
/// conflict, or a gap when the version is right. The answer names only what was refused.
/// </summary>
internal static class BatchSql
{
    public const string NewHeads =
        """
        insert into stream_head (stream, version, head, state_shape, state)
        select s, 0, 0, 0, '' from unnest($1) s on conflict (stream) do nothing
        """;

    public const string LockOutbox = "select count(*) from (select from outbox where reply_id = any($1) order by reply_id for update) o";

    public const int IsCommitted = 0;
    public const int IsKnownKey = 1;
    public const int IsKnownCommand = 2;
    public const int IsConflict = 3;
    public const int IsOutboxMoved = 4;
    public const int IsGap = 5;

    /// <summary>$1 writer, $2 its commit number before, $3 batch number for the entries, $4 now; then the columns of <paramref name="rows"/>.</summary>
    public static string Batch(BatchRows rows, bool hasSides) =>
        $"""
        with fence as materialized (select from writer where id = $1 and commit_no = $2 for update),
        known_key as materialized (
            select e.ord, t.source_key, t.seq from {rows.Entries.Part("e", "ord", "stream", "source_key")}
            join entry t on t.stream = e.stream and t.source_key = e.source_key)
        {(hasSides ? Lookups(rows.Sides) : "")},
        refused as materialized (
            select ord from known_key {(hasSides ? "union all select ord from known_command union all select ord from moved" : "")}),
        new_head as (
            update stream_head h set version = h.version + 1, head = h.head + a.count, state_shape = a.shape, state = a.state
            from {rows.Appends.Unnest}
            where h.stream = a.stream and h.version = a.expected and a.before in (-1, h.head)
                and (a.ord in (select ord from refused)) is false and exists (select from fence)
            returning a.ord, a.count),
        new_entry as (
            insert into entry (stream, seq, at, kind, actor_kind, actor_id, actor_name, actor_via, data, words, source_key, writer, batch_no)
            select e.stream, e.seq, e.at, e.kind, e.actor_kind, e.actor_id, e.actor_name, e.actor_via, e.data, e.words, e.source_key, $1, $3
            from {rows.Entries.Unnest} where {IsAllowed("e")}),
        new_summary as (
            insert into summary ({string.Join(", ", SummaryColumnLists.ColumnNames)})
            select {string.Join(", ", SummaryColumnLists.ColumnNames.Select(c => $"s.{c}"))} from {rows.Summaries.Unnest} where {IsAllowed("s")}
            on conflict (id) do update set {string.Join(", ", SummaryColumnLists.ColumnNames.Skip(1).Select(c => $"{c} = excluded.{c}"))})
        {(hasSides ? Changes(rows.Sides) : "")},
        unmoved as materialized (
            select a.ord, a.stream, a.expected, a.before from {rows.Appends.Part("a", "ord", "stream", "expected", "before")} where not {IsAllowed("a")}),
        new_writer as (
            update writer set commit_no = commit_no + 1, seen_at = $4, batch_no = case when exists (select 1 from new_head where count > 0) then $3 else batch_no end,
                refused = array(select ord from unmoved)
            where id = $1 and commit_no = $2 returning batch_no)
        select {IsCommitted}, 0, null::text, batch_no, null::uuid, null::text, null::text from new_writer
        union all select {IsKnownKey}, ord, source_key, seq, null, null, null from known_key
        {(hasSides ? $"union all select {IsKnownCommand}, ord, stream, 0, id, fingerprint, answer from known_command" : "")}
        union all select case when h.version = u.expected and u.before not in (-1, h.head) then {IsGap} else {IsConflict} end, u.ord, null, 0, null, null, null
            from unmoved u left join stream_head h on h.stream = u.stream
            where h.version is distinct from u.expected or (u.ord in (select ord from refused)) is false
        {(hasSides ? $"union all select {IsOutboxMoved}, ord, null, 0, reply_id, null, null from moved" : "")}
        """;

    /// <summary>A look into a hash of the moved heads; as a join it could become one of each row with each.</summary>
    private static string IsAllowed(string alias) => $"(({alias}.ord in (select ord from new_head)) is true)";

    private static string Lookups(SideColumns sides) =>
        $"""
        ,
        known_command as materialized (
            select c.ord, t.id, t.stream, t.fingerprint, t.answer from {sides.Commands.Part("c", "ord", "id")} join command t on t.id = c.id),
        moved as materialized (
            select m.ord, m.reply_id from {sides.Moves.Part("m", "ord", "reply_id", "stream", "from_states", "attempt", "send_of")}
            left join outbox o on o.reply_id = m.reply_id
            where o.reply_id is null or o.stream <> m.stream or o.attempt <> coalesce(m.attempt, o.attempt) or o.created_at <> coalesce(m.send_of, o.created_at)
                or o.state <> all (string_to_array(m.from_states, ',')))
        """;

    private static string Changes(SideColumns sides) =>
        $"""
        ,
        new_command as (
            insert into command (id, stream, fingerprint, answer)
            select c.id, c.stream, c.fingerprint, c.answer from {sides.Commands.Unnest} where {IsAllowed("c")} order by c.id),
        new_outbox as (
            insert into outbox (reply_id, stream, seq, channel, state, attempt, not_before, created_at, payload)
            select o.reply_id, o.stream, o.seq, o.channel, o.state, 0, o.not_before, o.created_at, o.payload
            from {sides.Inserts.Unnest} where {IsAllowed("o")} order by o.reply_id),
        new_move as (
            update outbox o set state = m.to_state, not_before = coalesce(m.not_before, o.not_before),
                provider_id = coalesce(m.provider_id, o.provider_id), reason = coalesce(m.reason, o.reason),
                attempt = case when m.is_reset then 0 else o.attempt end, created_at = case when m.is_reset then $4 else o.created_at end,
                changed_at = case when m.to_state in ('sending', 'unknown') then $4 else o.changed_at end
            from {sides.Moves.Unnest} where o.reply_id = m.reply_id and {IsAllowed("m")}),
        new_deadline as (
            insert into deadline (stream, kind, epoch, shard, due_at)
            select d.stream, d.kind, d.epoch, d.shard, d.due_at from {sides.Deadlines.Unnest} where d.due_at is not null and {IsAllowed("d")}
            on conflict (stream, kind) do update set epoch = excluded.epoch, due_at = excluded.due_at),
        no_deadline as (
            delete from deadline t using {sides.Deadlines.Part("d", "ord", "stream", "kind", "due_at")}
            where t.stream = d.stream and t.kind = d.kind and d.due_at is null and {IsAllowed("d")})
        {sides.Promises.Changes(IsAllowed)}
        """;
}
