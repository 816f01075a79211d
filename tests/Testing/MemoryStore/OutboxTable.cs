using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

/// <summary>Replies on their way, in the order in which they were made.</summary>
public sealed class OutboxTable
{
    private readonly List<Guid> _order = [];
    private readonly Dictionary<Guid, OutboxRow> _rows = [];

    public IEnumerable<OutboxRow> All => _order.Select(id => _rows[id]);

    public OutboxRow? Find(Guid replyId) => _rows.GetValueOrDefault(replyId);

    public ImmutableArray<OutboxRow> Claim(ChannelId channel, int limit, DateTimeOffset now)
    {
        var due = All.Where(row => row.Channel == channel && IsWaiting(row) && row.NotBefore <= now && IsFirst(row, now)).OrderBy(row => row.NotBefore).Take(limit);
        var claimed = due.Select(row => row with { State = DeliveryStates.Sending, Attempt = row.Attempt + 1, ChangedAt = now }).ToList();
        claimed.ForEach(row => _rows[row.ReplyId] = row);
        return [.. claimed.OrderBy(row => row.Seq).ThenBy(row => row.Stream, StringComparer.Ordinal)];
    }

    public bool Defer(OutboxRow claimed, DateTimeOffset notBefore, string reason, DateTimeOffset now)
    {
        if (Find(claimed.ReplyId) is not { State: DeliveryStates.Sending } row || (row.Attempt, row.CreatedAt) != (claimed.Attempt, claimed.CreatedAt))
        {
            return false;
        }

        _rows[row.ReplyId] = row with { State = DeliveryStates.Pending, NotBefore = notBefore, Reason = reason, ChangedAt = now };
        return true;
    }

    public ImmutableArray<ChannelId> DueChannels(DateTimeOffset now, DateTimeOffset sendingSince, int limit) =>
    [
        .. All.Where(row => (IsWaiting(row) && row.NotBefore <= now) || IsStale(row, sendingSince)).Select(row => row.Channel).Distinct()
            .OrderBy(channel => channel.Value, StringComparer.Ordinal).Take(limit),
    ];

    public DateTimeOffset? NextDue(ChannelId channel) =>
        All.Where(row => row.Channel == channel && IsWaiting(row)).Select(row => (DateTimeOffset?)row.NotBefore).Min();

    public ImmutableArray<OutboxRow> Stale(ChannelId channel, DateTimeOffset sendingSince, int limit) =>
        [.. All.Where(row => row.Channel == channel && IsStale(row, sendingSince)).OrderBy(row => row.ChangedAt).Take(limit)];

    /// <summary>The reply whose row is not where a move of the append expects it.</summary>
    internal Guid? Refuses(Append append)
    {
        var moved = append.OutboxInserts.ToDictionary(insert => insert.ReplyId, insert => (insert.State, Attempt: 0, append.Stream, insert.CreatedAt));
        foreach (var move in append.OutboxMoves)
        {
            if (!moved.TryGetValue(move.ReplyId, out var row))
            {
                row = Find(move.ReplyId) is { } stored ? (stored.State, stored.Attempt, stored.Stream, stored.CreatedAt) : default;
            }

            if (row.Stream != append.Stream || !move.From.Contains(row.State) || (move.Attempt is { } attempt && attempt != row.Attempt)
                || (move.SendOf is { } send && send != row.CreatedAt))
            {
                return move.ReplyId;
            }

            moved[move.ReplyId] = (move.To, row.Attempt, row.Stream, move.ResetAttempts ? default : row.CreatedAt);
        }

        return null;
    }

    internal bool Knows(Append append) => append.OutboxInserts.Any(insert => _rows.ContainsKey(insert.ReplyId));

    internal void Take(Append append, DateTimeOffset now)
    {
        foreach (var insert in append.OutboxInserts)
        {
            Insert(append.Stream, insert);
        }

        foreach (var move in append.OutboxMoves)
        {
            var row = _rows[move.ReplyId];
            _rows[move.ReplyId] = row with
            {
                State = move.To,
                NotBefore = move.NotBefore ?? row.NotBefore,
                ProviderId = move.ProviderId ?? row.ProviderId,
                Reason = move.Reason ?? row.Reason,
                Attempt = move.ResetAttempts ? 0 : row.Attempt,
                CreatedAt = move.ResetAttempts ? now : row.CreatedAt,
                ChangedAt = move.To is DeliveryStates.Sending or DeliveryStates.Unknown ? now : row.ChangedAt,
            };
        }
    }

    internal void Erase(string stream)
    {
        foreach (var row in All.Where(row => row.Stream == stream).ToList())
        {
            _rows[row.ReplyId] = row with { Payload = "{}", Reason = null };
        }
    }

    private void Insert(string stream, OutboxInsert insert)
    {
        if (!_rows.ContainsKey(insert.ReplyId))
        {
            _order.Add(insert.ReplyId);
        }

        _rows[insert.ReplyId] = new OutboxRow
        {
            ReplyId = insert.ReplyId,
            Stream = stream,
            Seq = insert.Seq,
            Channel = insert.Channel,
            State = insert.State,
            Attempt = 0,
            NotBefore = insert.NotBefore,
            CreatedAt = insert.CreatedAt,
            Payload = insert.Payload,
        };
    }

    private bool IsFirst(OutboxRow row, DateTimeOffset now) => !All.Any(earlier => earlier.Stream == row.Stream && earlier.Seq < row.Seq && Blocks(earlier, now));

    private static bool Blocks(OutboxRow row, DateTimeOffset now) =>
        IsWaiting(row) || row.State == DeliveryStates.Sending || (row.State == DeliveryStates.Unknown && row.ChangedAt > now - Limits.UnknownBlocksFor);

    private static bool IsWaiting(OutboxRow row) => row.State is DeliveryStates.Held or DeliveryStates.Pending;

    private static bool IsStale(OutboxRow row, DateTimeOffset sendingSince) => row.State == DeliveryStates.Sending && row.ChangedAt < sendingSince;
}
