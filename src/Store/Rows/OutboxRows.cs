using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

/// <summary>
/// A row is due when no earlier row of its stream is unsettled. Two claimants of one row: PostgreSQL's second skips what the first has locked and
/// looks again at what it has changed; SQLite has one writer. A blocked row stays blocked meanwhile, for its predecessor only moves on.
/// </summary>
internal sealed class OutboxRows(ISql sql, TimeProvider time) : IOutbox
{
    internal const string Columns =
        "o.reply_id, o.stream, o.seq, o.channel, o.state, o.attempt, o.not_before, o.created_at, o.changed_at, o.payload, o.provider_id, o.reason";

    /// <summary>$2 is now, $3 the time before which an unknown outcome no longer blocks.</summary>
    private const string IsFirst =
        """
        not exists (
            select 1 from outbox e where e.stream = o.stream and e.seq < o.seq and e.state in ('held', 'pending', 'sending', 'unknown')
            and (e.state <> 'unknown' or e.changed_at > $3))
        """;

    public async ValueTask<ImmutableArray<OutboxRow>> ClaimAsync(ChannelId channel, int limit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await sql.WriteAsync(ClaimSql(sql.Engine), [channel.Value, Micros.Of(now), UnknownSince(now), (long)limit], Read, cancellationToken);
        return rows.Sort(static (a, b) => a.Seq != b.Seq ? a.Seq.CompareTo(b.Seq) : string.CompareOrdinal(a.Stream, b.Stream));
    }

    public ValueTask<bool> DeferAsync(OutboxRow claimed, DateTimeOffset notBefore, string reason, CancellationToken cancellationToken) => sql.ChangesAsync(
        """
        update outbox set state = 'pending', not_before = $3, reason = $4, changed_at = $5
        where reply_id = $1 and state = 'sending' and attempt = $2 and created_at = $6 returning seq
        """,
        [claimed.ReplyId, claimed.Attempt, Micros.Of(notBefore), reason, Micros.Of(time.GetUtcNow()), Micros.Of(claimed.CreatedAt)], cancellationToken);

    public ValueTask<OutboxRow?> FindAsync(Guid replyId, CancellationToken cancellationToken) =>
        sql.FindAsync($"select {Columns} from outbox o where o.reply_id = $1", [replyId], Read, cancellationToken);

    public ValueTask<ImmutableArray<ChannelId>> ReadDueChannelsAsync(DateTimeOffset now, DateTimeOffset sendingSince, int limit, CancellationToken cancellationToken) =>
        sql.ReadAsync(DueChannelsSql, [Micros.Of(now), Micros.Of(sendingSince), (long)limit], static row => new ChannelId(row.Text(0)), cancellationToken);

    public async ValueTask<DateTimeOffset?> ReadNextDueAsync(ChannelId channel, CancellationToken cancellationToken)
    {
        var rows = await sql.ReadAsync(NextDueSql, [channel.Value], static row => row.TimeOrNull(0), cancellationToken);
        return rows.IsEmpty ? null : rows[0];
    }

    public ValueTask<ImmutableArray<OutboxRow>> ReadStaleAsync(ChannelId channel, DateTimeOffset sendingSince, int limit, CancellationToken cancellationToken) => sql.ReadAsync(
        $"select {Columns} from outbox o where o.channel = $1 and o.state = 'sending' and o.changed_at < $2 order by o.changed_at limit $3",
        [channel.Value, Micros.Of(sendingSince), (long)limit], Read, cancellationToken);

    internal const string NextDueSql =
        "select not_before from outbox where channel = $1 and state in ('held', 'pending') order by not_before limit 1";

    /// <summary>Steps from channel to channel along the indexes, so that a channel with many rows costs no more than one with few.</summary>
    internal const string DueChannelsSql =
        """
        with recursive waiting(channel) as (
            select (select channel from outbox where state in ('held', 'pending') order by channel limit 1)
            union all
            select (select o.channel from outbox o where o.state in ('held', 'pending') and o.channel > w.channel order by o.channel limit 1)
            from waiting w where w.channel is not null),
        sending(channel) as (
            select (select channel from outbox where state = 'sending' order by channel limit 1)
            union all
            select (select o.channel from outbox o where o.state = 'sending' and o.channel > s.channel order by o.channel limit 1)
            from sending s where s.channel is not null)
        select w.channel from waiting w where w.channel is not null
            and exists (select 1 from outbox o where o.channel = w.channel and o.state in ('held', 'pending') and o.not_before <= $1)
        union
        select s.channel from sending s where s.channel is not null
            and exists (select 1 from outbox o where o.channel = s.channel and o.state = 'sending' and o.changed_at < $2)
        limit $3
        """;

    internal static string ClaimSql(StoreProvider engine) =>
        $"""
        with due as materialized (
            select o.reply_id as id from outbox o
            where o.channel = $1 and o.state in ('held', 'pending') and o.not_before <= $2 and {IsFirst}
            order by o.not_before limit $4{(engine == StoreProvider.PostgreSql ? " for update skip locked" : "")})
        update outbox as o set state = 'sending', attempt = o.attempt + 1, changed_at = $2 from due where o.reply_id = due.id
        returning reply_id, stream, seq, channel, state, attempt, not_before, created_at, changed_at, payload, provider_id, reason
        """;

    private static long UnknownSince(DateTimeOffset now) => Micros.Of(now - Limits.UnknownBlocksFor);

    internal static OutboxRow Read(SqlRow row) => new()
    {
        ReplyId = row.Uuid(0),
        Stream = row.Text(1),
        Seq = row.Int64(2),
        Channel = new ChannelId(row.Text(3)),
        State = row.Text(4),
        Attempt = row.Int32(5),
        NotBefore = row.Time(6),
        CreatedAt = row.Time(7),
        ChangedAt = row.TimeOrNull(8),
        Payload = row.Text(9),
        ProviderId = row.TextOrNull(10),
        Reason = row.TextOrNull(11),
    };
}
